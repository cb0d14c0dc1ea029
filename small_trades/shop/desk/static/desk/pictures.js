// Puts pictures in order by dragging. The buttons beside each do the same without this script.

const list = document.querySelector("[data-pictures]");

function place(event) {
  const over = event.target.closest("[data-picture]");
  const dragged = list.querySelector(".is-dragged");
  if (!over || !dragged || over === dragged) return;
  const box = over.getBoundingClientRect();
  over[event.clientY > box.top + box.height / 2 ? "after" : "before"](dragged);
}

async function keep() {
  const order = new URLSearchParams();
  order.append("csrfmiddlewaretoken", list.querySelector("[name=csrfmiddlewaretoken]").value);
  for (const item of list.children) order.append("picture", item.dataset.picture);
  await fetch(list.dataset.pictures, { method: "POST", body: order, redirect: "manual" });
  location.reload();
}

if (list) {
  for (const item of list.children) {
    // Only by its picture: text in the fields beside it can still be marked with the mouse.
    const handle = item.querySelector("img");
    handle.draggable = true;
    handle.addEventListener("dragstart", () => item.classList.add("is-dragged"));
    handle.addEventListener("dragend", () => {
      item.classList.remove("is-dragged");
      keep();
    });
  }
  list.addEventListener("dragover", (event) => {
    event.preventDefault();
    place(event);
  });
}
