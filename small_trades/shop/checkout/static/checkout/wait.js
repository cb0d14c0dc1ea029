// While a payment is being confirmed: looks again quietly, and shows the page anew once there is news.
const EVERY = 3000;
const MOST = 200;

async function isStillAwaited() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return true;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-awaited]") !== null;
}

async function look(times) {
  const isAwaited = await isStillAwaited().catch(() => true);
  if (!isAwaited) location.reload();
  else if (times < MOST) setTimeout(look, EVERY, times + 1);
}

setTimeout(look, EVERY, 1);
