// Puts a product into the cart without leaving its page. Without this script the form leads to the cart.

async function add(form) {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    headers: { Accept: "application/json" },
  });
  return answer.ok;
}

for (const form of document.querySelectorAll("form[data-add]")) {
  const done = form.querySelector("[data-added]");
  if (!done) continue;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    done.hidden = true;
    const isAdded = await add(form).catch(() => false);
    // Whatever is wrong, the page that the cart answers with says it beside the field.
    if (!isAdded) return form.submit();
    done.hidden = false;
    document.dispatchEvent(new Event("cart:changed"));
  });
}
