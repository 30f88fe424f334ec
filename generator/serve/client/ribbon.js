// What is not published yet says so: the page itself, and the links that lead to such pages.

import { element, shade } from "./shadow.js";

let ribbon = null;
let marks = [];

/** `{status, text, until, withheld: {address: text}}`: what this page is, and what others are. */
export function showState({ status, text, until, withheld }) {
  ribbon?.host.remove();
  ribbon = null;
  if (status !== "published" && text) ribbon = banner(status, text, until);
  for (const mark of marks) mark.host.remove();
  marks = Object.keys(withheld ?? {}).length ? marked(withheld) : [];
}

// Before the body, where no rule of the site for its first child, or for its columns, is disturbed.
function banner(status, text, until) {
  const root = shade("ribbon", (host) => root === ribbon && document.documentElement.insertBefore(host, document.body));
  const time = until ? element("time", { datetime: until, title: new Date(until).toLocaleString() }, text) : text;
  root.append(element("p", { class: `ribbon ${status}`, role: "note" }, time));
  return root;
}

function marked(withheld) {
  const found = [];
  for (const link of document.body.querySelectorAll("a[href]")) {
    const { origin, pathname } = link;
    const text = origin === location.origin ? withheld[pathname] ?? withheld[decoded(pathname)] : null;
    if (!text || !link.textContent.trim()) continue;
    const root = shade("mark", (host) => marks.includes(root) && link.append(host));
    root.append(element("span", { class: "mark" }, text));
    found.push(root);
  }
  return found;
}

function decoded(pathname) {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
