// While an import is being checked or stored, its page shows how far it is; without this, a link does.

const WAIT = 2000;

async function refresh() {
  const shown = document.querySelector("[data-progress]");
  if (!shown?.hasAttribute("data-busy")) return;
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (answer.ok && !answer.redirected) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("[data-progress]");
      if (now) shown.replaceWith(now);
    }
  } catch {
    // The shop does not answer at this moment: the next round asks again.
  }
  setTimeout(refresh, WAIT);
}

setTimeout(refresh, WAIT);
