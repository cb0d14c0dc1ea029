// The heart: its state is asked for after the page is shown, so that the page itself is the same for everybody.

for (const form of document.querySelectorAll("form[data-favourite]")) {
  const button = form.querySelector("button");
  const words = form.querySelector("[data-words]");
  const problem = form.querySelector("[role=status]");
  const headers = { Accept: "application/json" };

  const show = (isFavourite) => {
    button.ariaPressed = String(isFavourite);
    words.textContent = isFavourite ? words.dataset.marked : words.dataset.mark;
    form.elements.wanted.value = isFavourite ? "0" : "1";
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.textContent = "";
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body, headers }).catch(() => null);
    // The network, or a page from before an update: the form's own way says what is wrong.
    if (!answer || answer.status >= 500) return form.submit();
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) show(told.is_favourite);
    else if (told.login) location.assign(told.login);
    else problem.textContent = told.problem ?? "";
  });

  const asked = `${form.dataset.favourite}?${new URLSearchParams({ product: form.elements.product.value })}`;
  fetch(asked, { headers })
    .then((answer) => answer.json())
    .then((told) => show(told.is_favourite))
    .catch(() => show(false));
}
