// What was chosen in a field for files, with its size, before it is sent.

function size(bytes) {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  return kilobytes < 1000 ? `${kilobytes} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function line(file, most, words) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  const about = document.createElement("span");
  name.textContent = file.name;
  about.textContent = file.size > most ? `${size(file.size)} · ${words}` : size(file.size);
  item.classList.toggle("is-too-large", file.size > most);
  item.append(name, about);
  return item;
}

for (const field of document.querySelectorAll("[data-files-field]")) {
  const input = field.querySelector("input[type=file]");
  const list = field.querySelector("[data-files-chosen]");
  const most = Number(input.dataset.files);
  const show = () => {
    list.replaceChildren(...[...input.files].map((file) => line(file, most, field.dataset.tooLarge)));
    list.hidden = input.files.length === 0;
  };
  input.addEventListener("change", show);
  window.addEventListener("pageshow", show);
}
