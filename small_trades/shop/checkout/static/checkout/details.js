// Fills in the address of a postcode. Without this script the button beside the field does the same.
const form = document.querySelector("[data-postcode-url]");
const postcode = form.elements["postal-code"];
const said = form.querySelector("[data-said]");
const places = ["address-level1", "address-level2", "address-line1"].map((name) => form.elements[name]);
let filled = ["", "", ""];
let asked = "";

const digits = () => postcode.value.normalize("NFKC").replace(/\D/g, "");
const isOurs = () => places.every((field, index) => field.value === "" || field.value === filled[index]);

async function fill() {
  asked = digits();
  const wanted = asked;
  // POST: no postcode stands in an address.
  const body = new URLSearchParams({ "postal-code": wanted, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  const answer = await fetch(form.dataset.postcodeUrl, { method: "POST", body });
  if (wanted !== asked) return;
  if (!answer.ok) {
    said.textContent = said.dataset.unknown;
    return;
  }
  const place = await answer.json();
  filled = [place.prefecture, place.city, place.street];
  places.forEach((field, index) => { field.value = filled[index]; });
  said.textContent = said.dataset.found;
}

postcode.addEventListener("input", () => {
  const typed = digits();
  if (typed.length === 7 && typed !== asked && isOurs()) fill();
});
form.querySelector("[data-fill]").addEventListener("click", (event) => {
  if (digits().length !== 7) return;
  event.preventDefault();
  fill().then(() => places[2].focus());
});

// The reading of a name, taken from what is typed before it becomes kanji.
for (const part of ["family", "given"]) {
  const name = form.elements[`${part}-name`];
  const kana = form.elements[`${part}-kana`];
  let reading = "";
  let own = kana.value !== "";
  kana.addEventListener("input", () => { own = kana.value !== ""; });
  name.addEventListener("compositionupdate", (event) => {
    if (/^[\u3041-\u3096\u30fc]+$/.test(event.data)) reading = event.data;
  });
  name.addEventListener("compositionend", () => {
    if (!own && reading) kana.value += [...reading].map((c) => c === "\u30fc" ? c : String.fromCharCode(c.charCodeAt(0) + 0x60)).join("");
    reading = "";
  });
  name.addEventListener("input", () => { if (!own && name.value === "") kana.value = ""; });
}
