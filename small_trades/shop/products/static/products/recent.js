// What was looked at last, kept in this browser and told to nobody: names, pictures and addresses in localStorage.
// Nothing is kept where the browser says Global Privacy Control, or where the person refused it here
// or chose in the banner: a service that was allowed could read it.

const part = document.querySelector("[data-recent]");
const KEY = "recent";
const OFF = "off";
const MOST = 12;
const SHOWN = 4;

function isRefused() {
  return (
    navigator.globalPrivacyControl === true ||
    // Refused: nothing is kept. Allowed: a service on this page could read what is kept, so nothing is either.
    document.cookie.split("; ").some((cookie) => /^outside_services=(refuse|allow)/.test(cookie)) ||
    localStorage.getItem(KEY) === OFF
  );
}

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => typeof one?.slug === "string") : [];
  } catch {
    return [];
  }
}

function card(one) {
  const link = document.createElement("a");
  link.href = part.dataset.products + encodeURIComponent(one.slug) + "/";
  link.className = "shelf";
  if (typeof one.image === "string" && one.image.startsWith("/")) {
    const picture = document.createElement("img");
    Object.assign(picture, { src: one.image, alt: "", width: 300, height: 300, loading: "lazy" });
    link.append(picture);
  }
  const name = document.createElement("span");
  name.textContent = one[part.lang] ?? one.ja ?? one.en ?? "";
  link.append(name);
  const item = document.createElement("li");
  item.append(link);
  return item;
}

function show() {
  const { slug, name, image } = part.dataset;
  if (isRefused()) {
    if (localStorage.getItem(KEY) !== OFF) localStorage.removeItem(KEY);
    return;
  }
  const before = kept();
  const others = before.filter((one) => one.slug !== slug).slice(0, MOST - 1);
  const known = before.find((one) => one.slug === slug);
  if (slug) localStorage.setItem(KEY, JSON.stringify([{ ...known, slug, image, [part.lang]: name }, ...others]));
  part.querySelector("ul").replaceChildren(...others.slice(0, SHOWN).map(card));
  part.hidden = others.length === 0;
}

if (part) {
  for (const button of part.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      if (button.dataset.do === OFF) localStorage.setItem(KEY, OFF);
      else localStorage.removeItem(KEY);
      part.querySelector("ul").replaceChildren();
      part.querySelector(".recent-ways").hidden = true;
      part.querySelector("[role=status]").textContent = button.dataset.said;
    });
  }
  try {
    show();
  } catch {
    // A browser that lets nothing be kept throws here; the page is whole without it.
    part.hidden = true;
  }
}
