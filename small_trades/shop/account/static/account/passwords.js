// A button inside each password field that shows what was typed, and hides it again before the form is sent.

function addToggle(input) {
  const frame = document.createElement("div");
  const button = document.createElement("button");
  frame.className = "password";
  button.className = "password-toggle";
  button.type = "button";
  button.setAttribute("aria-controls", input.id);

  function set(isShown) {
    input.type = isShown ? "text" : "password";
    button.textContent = isShown ? input.dataset.hide : input.dataset.show;
    button.setAttribute("aria-label", isShown ? input.dataset.hideLabel : input.dataset.showLabel);
  }

  button.addEventListener("click", () => set(input.type === "password"));
  // A browser offers to remember a field of type text as an ordinary one.
  input.form.addEventListener("submit", () => set(false));
  input.replaceWith(frame);
  frame.append(input, button);
  set(false);
}

for (const input of document.querySelectorAll("input[data-show]")) addToggle(input);
