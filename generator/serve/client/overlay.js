// Problems: errors lie over the last good page until they are mended or put aside; warnings and notes are
// a number in the corner.

import { element, shade } from "./shadow.js";

const CLOSED = "broadsheet-closed"; // the version of the problems that were put aside
const QUIET = "broadsheet-quiet"; // the same of the number in the corner
const UNHURRIED = 400; // milliseconds until a build is worth a word

let problems = { counts: {}, groups: [], left_out: 0, version: "" };
let parts = null;

const errors = () => problems.counts.error ?? 0;
const isAside = (what) => sessionStorage.getItem(what) === problems.version;

/** Show the problems of the newest build, or that there are none. */
export function showProblems(found) {
  const changed = found.version !== problems.version;
  problems = found;
  if (!parts && !problems.groups.length) return;
  parts ??= make();
  if (changed) fill();
  if (errors() && !isAside(CLOSED)) open();
  else if (!errors() && (changed || !problems.groups.length)) close();
  showCorner();
}

let waiting = 0;

/** Say that a build is going on, if it goes on for long enough to be noticed. */
export function showBuilding(building) {
  clearTimeout(waiting);
  if (!building) {
    if (parts) parts.building.textContent = "";
    return;
  }
  waiting = setTimeout(() => {
    parts ??= make();
    parts.building.textContent = "Building…";
  }, UNHURRIED);
}

function make() {
  const title = element("h1", { id: "title" });
  const list = element("div", { class: "list", tabindex: "0" });
  const dialog = element(
    "dialog",
    { role: "alertdialog", "aria-labelledby": "title", "aria-describedby": "help", cancel: putAside },
    element("header", {}, title, element("button", { type: "button", autofocus: true, click: putAside }, "Close (Esc)")),
    element("p", { id: "help" }, "Behind this is the page as it was last built. It comes up to date when the files are mended."),
    list,
  );
  const building = element("p", { class: "building", role: "status" });
  const number = element("button", { type: "button", class: "number", click: open });
  const away = element("button", { type: "button", class: "away", "aria-label": "Hide this number", click: hush }, "×");
  const corner = element("div", { class: "corner", hidden: true }, number, away);
  const root = shade("overlay", (host) => {
    document.documentElement.append(host);
    if (errors() && !isAside(CLOSED)) open();
  });
  root.append(dialog, element("aside", { "aria-label": "Preview" }, building, corner));
  return { dialog, title, list, building, corner, number };
}

// A dialog can be opened only when it is in the page.
function open() {
  const { dialog } = parts;
  if (dialog.isConnected && !dialog.open) dialog.showModal();
  showCorner();
}

function close() {
  if (parts.dialog.open) parts.dialog.close();
}

function putAside() {
  sessionStorage.setItem(CLOSED, problems.version);
  close();
  showCorner();
}

function hush() {
  sessionStorage.setItem(QUIET, problems.version);
  showCorner();
}

function counted() {
  const counts = Object.entries(problems.counts).filter(([, number]) => number);
  return counts.map(([kind, number]) => `${number} ${kind}${number === 1 ? "" : "s"}`).join(", ");
}

function showCorner() {
  const { corner, number, dialog } = parts;
  number.textContent = counted();
  number.classList.toggle("error", errors() > 0);
  corner.hidden = !problems.groups.length || isAside(QUIET) || dialog.open;
}

function fill() {
  parts.title.textContent = counted();
  const groups = problems.groups.map((group) =>
    element("section", {}, element("h2", {}, group.path), ...group.problems.map(one)),
  );
  const more = problems.left_out ? [element("p", {}, `And ${problems.left_out} more; the terminal tells them all.`)] : [];
  parts.list.replaceChildren(...groups, ...more);
}

function one({ place, rule, message, cure, severity, lines, column, link }) {
  const where = link ? element("a", { href: link }, place) : element("span", { class: "place" }, place);
  return element(
    "article",
    { class: severity },
    element("p", { class: "where" }, element("strong", {}, severity), " ", where, " ", element("code", {}, rule)),
    element("p", { class: "message" }, ...prose(message), " ", element("span", { class: "cure" }, ...prose(cure))),
    lines.length ? element("pre", { tabindex: "0", "aria-label": `Lines of ${place}` }, ...lines.map((line) => source(line, column))) : null,
  );
}

// What stands between backticks is a word of the file.
function prose(text) {
  return text.split("`").map((part, place) => (place % 2 ? element("code", {}, part) : part));
}

function source({ number, text, marked }, column) {
  const at = marked && column > 0 && column <= text.length ? column - 1 : -1;
  const shown = at < 0 ? [text] : [text.slice(0, at), element("mark", {}, text[at]), text.slice(at + 1)];
  return element(
    "span",
    { class: marked ? "line marked" : "line" },
    element("span", { class: "count" }, `${marked ? "→ " : ""}${number}`),
    element("span", { class: "text" }, ...shown),
    "\n",
  );
}
