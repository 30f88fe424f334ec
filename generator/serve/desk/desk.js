// Keeps what is on the desk up to date while it lies open. Without it, everything is there all the same.

import { listen } from "/_broadsheet/events.js";

const live = document.querySelector("[data-live]");
let asked = 0;

async function renew() {
  const mine = ++asked;
  const answer = await fetch(location.href, { cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-live]");
  if (mine !== asked || !fresh) return;
  if (fresh.id !== live.id) return location.reload(); // there is something to show now
  const focused = live.contains(document.activeElement) && document.activeElement.getAttribute("href");
  const open = new Set([...live.querySelectorAll("details[open]")].map((each) => each.id));
  live.replaceChildren(...fresh.childNodes);
  for (const each of live.querySelectorAll("details")) each.open = open.has(each.id);
  if (focused) live.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

const soon = () => renew().catch(() => {}); // the server is away: when it is back, this is asked for again

if (live) {
  listen({ hear: (event) => event.building || soon(), found: soon });
  setInterval(() => document.hidden || soon(), 60_000); // the time left
}
