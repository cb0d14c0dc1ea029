// The picture and the price of the variant that is chosen come first. Without this script each variant says
// what it costs and links to its picture.

const pictures = document.querySelector(".product-pictures");
const price = document.querySelector(".product-price .price");

function show(choice) {
  for (const picture of pictures.children) {
    picture.classList.toggle("is-chosen", picture.id !== "" && picture.id === choice.dataset.picture);
  }
  const own = choice.closest("label").querySelector(".price").cloneNode(true);
  price.replaceChildren(...own.childNodes, price.querySelector(".price-tax"));
}

for (const choice of document.querySelectorAll("input[name=variant][type=radio]")) {
  choice.addEventListener("change", () => show(choice));
  // Browsers that go back keep what was chosen.
  if (choice.checked && !choice.defaultChecked) show(choice);
}
