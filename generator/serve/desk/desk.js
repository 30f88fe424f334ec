// Keeps what is on the desk up to date while it lies open. Without it, everything is there all the same.

import { listen } from "/_broadsheet/events.js";

const parts = (page) => [...page.querySelectorAll("[data-live]")];
const names = (found) => found.map((part) => part.id).join();
let asked = 0;

async function renew() {
  const mine = ++asked;
  const answer = await fetch(location.href, { cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (mine !== asked) return;
  const fresh = parts(page);
  if (names(fresh) !== names(parts(document))) return location.reload(); // this is another kind of page now
  document.title = page.title;
  parts(document).forEach((part, number) => replace(part, fresh[number]));
}

// The frames of a page stand outside: they renew themselves.
function replace(part, fresh) {
  if (part.isEqualNode(fresh)) return;
  const focused = part.contains(document.activeElement) && document.activeElement.getAttribute("href");
  const open = new Set([...part.querySelectorAll("details[open]")].map((each) => each.id));
  part.replaceChildren(...fresh.childNodes);
  for (const each of part.querySelectorAll("details")) each.open = open.has(each.id);
  if (focused) part.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

const soon = () => renew().catch(() => {}); // the server is away: when it is back, this is asked for again

if (parts(document).length) {
  listen({ hear: (event) => event.building || soon(), found: soon });
  setInterval(() => document.hidden || soon(), 60_000); // the time left
}
