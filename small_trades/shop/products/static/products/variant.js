// Shows the picture of the variant that is chosen first. Without this script each variant links to its picture.

const pictures = document.querySelector(".product-pictures");

function show(choice) {
  const wanted = pictures.querySelector(`#${choice.dataset.picture}`);
  if (!wanted) return;
  for (const picture of pictures.children) picture.classList.toggle("is-chosen", picture === wanted);
}

for (const choice of document.querySelectorAll("input[name=variant][data-picture]")) {
  choice.addEventListener("change", () => show(choice));
  // Browsers that go back keep what was chosen.
  if (choice.checked) show(choice);
}
