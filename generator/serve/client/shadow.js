// What the client shows stands in shadow roots, so that the site's style sheet does not touch it, nor it the site.

const sheet = new CSSStyleSheet();
const styled = fetch("/_broadsheet/client.css", { cache: "no-store" })
  .then((answer) => answer.text())
  .then((text) => sheet.replace(text))
  .catch(() => {}); // plain, then

/** An element with a shadow root of its own; call `place` with it once it can be shown in its dress. */
export function shade(name, place) {
  const host = document.createElement(`broadsheet-${name}`);
  host.lang = "en";
  host.dir = "ltr";
  host.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
  styled.then(() => place(host));
  return host.shadowRoot;
}

/** An element of this kind: its attributes, then its children, which are elements or text and never markup. */
export function element(kind, attributes = {}, ...children) {
  const made = document.createElement(kind);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}
