// Bringing a page up to date: what can be swapped is swapped, and a reload ends where it began.

const PLACE = `broadsheet-place:${location.pathname}`;
export const FINGERPRINT = /\.[0-9a-f]{10}(?=\.[a-z0-9]+$)/;
const PICTURE = /\.(?:avif|gif|ico|jpe?g|png|svg|webp)$/i;

const sheetsOf = (page) => [...page.querySelectorAll("link[rel~=stylesheet]")];
const picturesOf = (page) => [...page.querySelectorAll("img, source, input[type=image]")];

function pathOf(address) {
  try {
    return decodeURIComponent(new URL(address, document.baseURI).pathname);
  } catch {
    return ""; // no address that a file could have
  }
}

/** Remember what is looked at, for the page that comes next at this address. */
export function keepPlace() {
  const place = { x: scrollX, y: scrollY, focus: stepsTo(document.activeElement) };
  sessionStorage.setItem(PLACE, JSON.stringify(place));
  history.scrollRestoration = "manual";
}

export function restorePlace() {
  const kept = sessionStorage.getItem(PLACE);
  if (!kept) return;
  sessionStorage.removeItem(PLACE);
  const { x, y, focus } = JSON.parse(kept);
  let moved = false; // by the reader, who is not pulled back
  const back = () => moved || scrollTo({ left: x, top: y, behavior: "instant" });
  const leave = () => (moved = true);
  for (const sign of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(sign, leave, { once: true, passive: true });
  }
  const focused = focus.reduce((element, step) => element?.children[step], document.body);
  if (focused && focus.length) focused.focus({ preventScroll: true });
  back();
  addEventListener("load", back, { once: true }); // pictures have their heights now
  history.scrollRestoration = "auto";
}

// The way from the body to an element, child by child.
function stepsTo(element) {
  const steps = [];
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    if (!at.parentElement) return [];
    steps.unshift([...at.parentElement.children].indexOf(at));
  }
  return steps;
}

/** Show the style sheets of these names as they were just saved: `{"site.css": address}`. */
export function swapSheets(sheets) {
  for (const [name, address] of Object.entries(sheets)) {
    for (const link of sheetsOf(document)) {
      const path = pathOf(link.href).replace(FINGERPRINT, "");
      if (path.endsWith(`/${name}`)) swapSheet(link, address);
    }
  }
}

// The old one stays until the new one is there, so that the page is never bare.
function swapSheet(link, address) {
  if (link.getAttribute("href") === address || link.dataset.broadsheet === "old") return;
  const next = link.cloneNode();
  next.href = address;
  link.dataset.broadsheet = "old";
  next.onload = () => link.remove();
  next.onerror = () => (delete link.dataset.broadsheet, next.remove());
  link.after(next);
}

/** Show pictures anew whose files have changed under their old names. */
export function swapPictures(changed, number) {
  const names = changed.filter((name) => PICTURE.test(name)).map((name) => `/${name}`);
  if (!names.length) return;
  const renewed = (address) =>
    names.some((name) => pathOf(address).endsWith(name)) ? `${address.split("?")[0]}?${number}` : address;
  for (const picture of picturesOf(document)) {
    for (const kind of ["src", "srcset"]) {
      const value = picture.getAttribute(kind);
      if (value) replace(picture, kind, value.replace(/[^\s,]+/g, (part) => (isSize(part) ? part : renewed(part))));
    }
  }
}

const isSize = (part) => /^[\d.]+[wx]$/.test(part);

/** Take over the names of style sheets and pictures from the page as it is now, which is otherwise the same. */
export async function takeUp() {
  const answer = await fetch(location.href, { cache: "no-cache" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const current = sheetsOf(document).filter((link) => link.dataset.broadsheet !== "old");
  pairs(current, sheetsOf(page), (old, next) => swapSheet(old, next.getAttribute("href")));
  pairs(picturesOf(document), picturesOf(page), (old, next) => {
    for (const kind of ["src", "srcset"]) {
      const value = next.getAttribute(kind);
      if (value && !sameFiles(old.getAttribute(kind), value)) replace(old, kind, value);
    }
  });
}

function pairs(old, next, act) {
  if (old.length === next.length) old.forEach((element, place) => act(element, next[place]));
}

// A picture that was renewed under its old name has a number behind it, which no page has.
const sameFiles = (old, next) => old?.replace(/\?\d+(?=\s|,|$)/g, "") === next;

function replace(element, kind, value) {
  if (element.getAttribute(kind) !== value) element.setAttribute(kind, value);
}
