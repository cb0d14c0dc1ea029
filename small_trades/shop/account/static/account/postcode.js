// Fills an address in when seven digits of a postcode are typed. Without it, a button does the same.
// <form data-postcode="/account/postcode/"> with fields postal-code, address-level1, address-level2, address-line1.

function sevenDigits(text) {
  const digits = text.normalize("NFKC").replace(/\D/g, "");
  return digits.length === 7 ? digits : "";
}

async function placeOf(form, digits) {
  const body = new URLSearchParams({ "postal-code": digits, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  const answer = await fetch(form.dataset.postcode, { method: "POST", body });
  return answer.ok ? answer.json() : null;
}

function fill(form, place) {
  const { elements } = form;
  elements["address-level1"].value = place.prefecture;
  elements["address-level2"].value = place.city;
  const street = elements["address-line1"];
  if (!street.value.startsWith(place.street)) street.value = place.street;
}

function watch(form) {
  const input = form.elements["postal-code"];
  const status = form.querySelector("[data-postcode-status]");
  let last = sevenDigits(input.value);
  input.addEventListener("input", async () => {
    const digits = sevenDigits(input.value);
    if (!digits || digits === last) return;
    last = digits;
    const place = await placeOf(form, digits);
    if (place && sevenDigits(input.value) === digits) fill(form, place);
    status.textContent = place ? status.dataset.found : status.dataset.missing;
  });
}

for (const form of document.querySelectorAll("form[data-postcode]")) watch(form);
