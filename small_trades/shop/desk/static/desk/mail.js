// Shows the words of a mail as they are typed, and puts variables where the cursor stands.
// Without this script the button "Preview" does the first, and typing the second.

const WAIT = 400;
const form = document.querySelector("[data-preview]");
let timer;
let asked = 0;
let field;

function show(language, written) {
  const part = form.querySelector(`[data-shown="${language}"]`);
  part.querySelector("[data-flaw]").hidden = Boolean(written);
  part.classList.toggle("is-stale", !written);
  if (!written) return;
  part.querySelector("[data-subject]").textContent = written.subject;
  part.querySelector("[data-body]").textContent = written.body;
}

async function look() {
  const number = ++asked;
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.dataset.preview, { method: "POST", body, redirect: "error" }).catch(() => null);
  if (!answer?.ok || number !== asked) return;
  for (const [language, written] of Object.entries(await answer.json())) show(language, written);
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(look, WAIT);
}

function insert(mark) {
  field.focus();
  field.setRangeText(mark, field.selectionStart, field.selectionEnd, "end");
  later();
}

if (form) {
  field = form.querySelector("textarea");
  form.addEventListener("input", later);
  form.addEventListener("focusin", (event) => {
    if (event.target.matches("textarea, input[type=text]")) field = event.target;
  });
  for (const mark of document.querySelectorAll("[data-mark]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "desk-mark";
    button.textContent = mark.textContent;
    button.addEventListener("click", () => insert(button.textContent));
    mark.replaceWith(button);
  }
}
