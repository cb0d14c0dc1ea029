// The choice about outside services, and the tag of the one in use. Nothing is loaded, set or sent before consent;
// a refusal and the browser's refusal signal (Global Privacy Control) win over a stored consent.

const banner = document.querySelector("[data-outside]");
const told = JSON.parse(document.getElementById("outside-data").textContent);
const COOKIE = "outside_services=";
let isLoaded = false;

function isRefusedByBrowser() {
  return navigator.globalPrivacyControl === true;
}

function choice() {
  const found = document.cookie.split("; ").find((cookie) => cookie.startsWith(COOKIE));
  const value = found?.slice(COOKIE.length) ?? "";
  if (value === "refuse") return "refuse";
  // A consent to another service, or under another version of the policy, is none.
  return value === `allow.${told.mark}` ? "allow" : "";
}

function isAllowed() {
  return !isRefusedByBrowser() && choice() === "allow";
}

function forget() {
  const labels = location.hostname.split(".");
  const domains = ["", ...labels.slice(0, -1).map((_, at) => `; domain=${labels.slice(at).join(".")}`)];
  for (const name of told.cookies)
    for (const domain of domains) document.cookie = `${name}=; path=/; max-age=0; secure; samesite=lax${domain}`;
}

const google = {
  start(tag) {
    window.dataLayer = window.dataLayer || [];
    // Google's script tells commands from other entries by their being an `arguments` object.
    window.gtag = function gtag() {
      window.dataLayer.push(arguments);
    };
    const denied = { ad_storage: "denied", ad_user_data: "denied", ad_personalization: "denied", analytics_storage: "denied" };
    window.gtag("consent", "default", denied);
    window.gtag("set", "url_passthrough", false);
    window.gtag("set", "ads_data_redaction", true);
    window.gtag("consent", "update", { ad_storage: "granted", ad_user_data: "granted", ad_personalization: "granted" });
    window.gtag("js", new Date());
    window.gtag("config", tag.id, {
      send_page_view: false,
      allow_enhanced_conversions: false,
      page_location: location.origin + location.pathname,
      page_referrer: "",
      cookie_domain: "none",
      cookie_expires: tag.cookie_days * 24 * 3600,
      cookie_flags: "secure;samesite=lax",
    });
    const script = document.createElement("script");
    script.async = true;
    script.referrerPolicy = "no-referrer";
    script.src = tag.script;
    document.head.append(script);
  },
  send(tag, event) {
    const retail = (id) => [{ id, google_business_vertical: "retail" }];
    const commands = {
      "home-viewed": () => ["page_view", { page_type: event.page }],
      "list-viewed": () => ["view_item_list", { page_type: event.page }],
      "category-viewed": () => ["view_item_list", { item_list_id: event.category }],
      "product-viewed": () => ["view_item", { value: event.price, currency: event.currency, items: retail(event.product) }],
    };
    const [name, fields] = commands[event.event]();
    window.gtag("event", name, { send_to: tag.id, ...fields });
  },
};

const neutral = {
  start() {},
  send(tag, event) {
    const sent = {
      method: "POST",
      mode: "cors",
      credentials: "include",
      referrerPolicy: "no-referrer",
      keepalive: true,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ site: tag.id, ...event }),
    };
    // An advertising service that cannot be reached is nobody's trouble.
    fetch(tag.endpoint, sent).catch(() => {});
  },
};

async function load() {
  if (isLoaded || !isAllowed()) return;
  // The shop looks once more, at the header that the browser sends with every request.
  const answer = await fetch(banner.dataset.tag, { cache: "no-store" });
  const tag = answer.ok ? await answer.json() : { provider: "none" };
  const provider = { google, neutral }[tag.provider];
  if (!provider || isLoaded || !isAllowed()) return;
  isLoaded = true;
  // A script that is let in could read what this browser keeps of the goods it looked at.
  if (localStorage.getItem("recent") !== "off") localStorage.removeItem("recent");
  provider.start(tag);
  provider.send(tag, told.event);
}

function settle() {
  // Withdrawn in another tab, or this page came back from history: the script that runs can only be left.
  if (isLoaded && !isAllowed()) {
    forget();
    location.reload();
    return;
  }
  if (isAllowed()) {
    banner.hidden = true;
    load();
    return;
  }
  forget();
  banner.hidden = isRefusedByBrowser() || choice() === "refuse";
}

banner.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const body = new URLSearchParams({ choice: event.submitter.value });
  const sent = { method: "POST", body, headers: { Accept: "application/json" } };
  const answer = await fetch(form.action, sent).catch(() => null);
  // The page of settings says what went wrong.
  if (!answer?.ok) return location.assign(form.action);
  const hadFocus = banner.contains(document.activeElement);
  settle();
  banner.hidden = true;
  if (hadFocus) document.getElementById("main").focus({ preventScroll: true });
});
window.addEventListener("pageshow", settle);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && settle());
