// The heart: its state is asked for after the page is shown, so that the page itself is the same for everybody.
// Where an outside service may run, nothing of the person is shown: the plain form leads to My Page.

const isShared = document.cookie.split("; ").some((cookie) => cookie.startsWith("outside_services=allow"));

for (const form of isShared ? [] : document.querySelectorAll("form[data-favourite]")) {
  const button = form.querySelector("button");
  const words = form.querySelector("[data-words]");
  const problem = form.querySelector("[role=status]");
  const headers = { Accept: "application/json" };

  const show = (isFavourite) => {
    button.ariaPressed = String(isFavourite);
    words.textContent = isFavourite ? words.dataset.marked : words.dataset.mark;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.textContent = "";
    const wanted = button.ariaPressed === "true" ? "0" : "1";
    const body = new URLSearchParams({ product: button.value, wanted });
    const answer = await fetch(form.action, { method: "POST", body, headers }).catch(() => null);
    // Whatever is wrong, the page of favourites says it, or the browser does.
    if (!answer || answer.status >= 500) return location.assign(form.action);
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) show(told.is_favourite);
    else if (told.login) location.assign(told.login);
    else problem.textContent = told.problem ?? "";
  });

  const asked = `${form.dataset.favourite}?${new URLSearchParams({ product: button.value })}`;
  fetch(asked, { headers })
    .then((answer) => answer.json())
    .then((told) => show(told.is_favourite))
    .catch(() => show(false));
}
