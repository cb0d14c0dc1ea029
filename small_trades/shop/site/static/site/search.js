// Suggestions below the search field (WAI-ARIA APG, "Editable Combobox With List Autocomplete"): arrows choose, Enter
// opens, Escape closes. Only the letters typed are asked for, at a public address; without this the form still searches.

const WAIT = 150;

function option(found, index) {
  const item = document.createElement("li");
  item.id = `site-search-option-${index}`;
  item.role = "option";
  item.ariaSelected = "false";
  item.dataset.href = found.href;
  item.className = `suggestion is-${found.kind}`;
  if (found.image) {
    const picture = document.createElement("img");
    Object.assign(picture, { src: found.image, alt: "", width: 44, height: 44 });
    item.append(picture);
  }
  const name = document.createElement("span");
  name.className = "suggestion-name";
  name.textContent = found.text;
  const detail = document.createElement("span");
  detail.className = "suggestion-detail";
  detail.textContent = found.detail;
  item.append(name, detail);
  return item;
}

function combobox(form) {
  const field = form.querySelector("[data-suggestions]");
  const list = form.querySelector("[role=listbox]");
  const said = form.querySelector("[data-said]");
  let waiting = 0;
  let asking = null;
  let shownFor = "";

  function mark(index) {
    const options = [...list.children];
    options.forEach((item, at) => (item.ariaSelected = String(at === index)));
    if (options[index]) {
      field.setAttribute("aria-activedescendant", options[index].id);
      options[index].scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  }

  function marked() {
    return [...list.children].findIndex((item) => item.ariaSelected === "true");
  }

  function close() {
    clearTimeout(waiting);
    asking?.abort();
    list.hidden = true;
    field.ariaExpanded = "false";
    field.removeAttribute("aria-activedescendant");
    said.textContent = "";
  }

  function show(found) {
    list.replaceChildren(...found.map(option));
    mark(-1);
    list.hidden = found.length === 0;
    field.ariaExpanded = String(found.length > 0);
    said.textContent = found.length ? said.dataset.said.replace("{n}", found.length) : "";
  }

  async function ask() {
    const typed = field.value.trim();
    asking?.abort();
    if (!typed) return close();
    asking = new AbortController();
    try {
      const answer = await fetch(`${field.dataset.suggestions}?${new URLSearchParams({ q: typed })}`, {
        credentials: "omit",
        signal: asking.signal,
      });
      if (!answer.ok) return close();
      const { suggestions } = await answer.json();
      if (typed !== field.value.trim() || document.activeElement !== field) return;
      shownFor = typed;
      show(suggestions);
    } catch (error) {
      // Offline, or overtaken by the next letter: the form searches as before.
      if (error.name !== "AbortError") close();
    }
  }

  function step(by) {
    const count = list.children.length;
    const at = marked();
    // One place more than there are options: the field itself.
    mark(((at + 1 + by + count + 1) % (count + 1)) - 1);
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    // While an input method composes, these keys are its own.
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden && shownFor === field.value.trim() && list.children.length) {
        list.hidden = false;
        field.ariaExpanded = "true";
      }
      if (list.hidden) return;
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && !list.hidden && marked() >= 0) {
      event.preventDefault();
      location.assign(list.children[marked()].dataset.href);
    } else if (event.key === "Tab") close();
  });
  // Pressing must not take the focus from the field before the click is counted.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) location.assign(item.dataset.href);
  });
  field.addEventListener("blur", close);
  form.addEventListener("submit", close);
  field.role = "combobox";
  field.ariaAutoComplete = "list";
  field.ariaExpanded = "false";
  field.setAttribute("aria-controls", list.id);
}

for (const form of document.querySelectorAll("form[data-search]")) combobox(form);
