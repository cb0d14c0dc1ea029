// The badge beside the cart, the menu that closes when it is left, and the error summary that is read first.

function cartCount() {
  const found = document.cookie.split("; ").find((cookie) => cookie.startsWith("cart_count="));
  const count = Number(found?.slice("cart_count=".length));
  return Number.isInteger(count) && count > 0 ? count : 0;
}

function showCartCount() {
  const count = cartCount();
  for (const badge of document.querySelectorAll("[data-cart-count]")) {
    badge.hidden = count === 0;
    badge.querySelector("[data-number]").textContent = count > 99 ? "99+" : String(count);
  }
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details[data-menu][open]");
  closeMenus(null);
  menu?.querySelector("summary").focus();
});
// Browsers carry a fragment over a redirect: whoever followed a link of the error summary, mended the field and
// sent the form would arrive at a field of the next page, past the words that it was sent.
document.addEventListener("submit", () => {
  if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
});
document.addEventListener("cart:changed", showCartCount);
window.addEventListener("pageshow", showCartCount);

showCartCount();
document.querySelector("[data-focus]")?.focus();
