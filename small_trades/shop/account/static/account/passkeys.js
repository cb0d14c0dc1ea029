// Passkeys. A form with data-passkey="get" or "create" runs the ceremony and is then sent like any other form.
// <form data-passkey data-options="/…/options/" data-rp="shop.example" [data-offer] hidden> with fields
// csrfmiddlewaretoken and credential (or the one that data-field names), and a [data-said] line. Without
// passkeys, the form stays hidden.

const RENEW_MS = 4 * 60 * 1000; // a challenge lives for five minutes

function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function decoded(options) {
  const named = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
  const made = { ...options, challenge: bytes(options.challenge) };
  if (options.user) made.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) made.excludeCredentials = named(options.excludeCredentials);
  if (options.allowCredentials) made.allowCredentials = named(options.allowCredentials);
  return made;
}

function encoded(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const given = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: {},
    response: Object.fromEntries(given),
  });
}

async function optionsOf(form) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  const answer = await fetch(form.dataset.options, { method: "POST", body });
  if (!answer.ok) throw new Error(`options: ${answer.status}`);
  return decoded(await answer.json());
}

function send(form, credential) {
  form.elements[form.dataset.field ?? "credential"].value = encoded(credential);
  form.submit();
}

function say(form, error) {
  const said = form.querySelector("[data-said]");
  const words = { NotAllowedError: said.dataset.cancelled, InvalidStateError: said.dataset.known };
  said.textContent = words[error.name] ?? said.dataset.failed;
}

function watch(form) {
  let offered = null;

  async function offer() {
    offered?.abort();
    offered = new AbortController();
    const { signal } = offered;
    try {
      const publicKey = await optionsOf(form);
      if (signal.aborted) return;
      send(form, await navigator.credentials.get({ publicKey, mediation: "conditional", signal }));
    } catch (error) {
      if (error.name !== "AbortError" && error.name !== "NotAllowedError") say(form, error);
    }
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    offered?.abort();
    offered = null;
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      const publicKey = await optionsOf(form);
      send(form, await navigator.credentials[form.dataset.passkey]({ publicKey }));
    } catch (error) {
      say(form, error);
      button.disabled = false;
    }
  });

  async function begin() {
    if (!("offer" in form.dataset)) return;
    if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
    offer();
    setInterval(() => offered && document.visibilityState === "visible" && offer(), RENEW_MS);
  }

  begin();
}

function isAtHome(name) {
  return location.hostname === name || location.hostname.endsWith(`.${name}`);
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential || !isAtHome(form.dataset.rp)) continue;
  form.hidden = false;
  for (const words of document.querySelectorAll("[data-no-passkeys]")) words.hidden = true;
  watch(form);
}
