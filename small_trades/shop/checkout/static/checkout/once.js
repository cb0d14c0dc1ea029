// A second press changes nothing on the server; this only spares the wait for it.
const form = document.querySelector("[data-once]");
form.addEventListener("submit", (event) => {
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  form.querySelector("button").setAttribute("aria-disabled", "true");
});
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
