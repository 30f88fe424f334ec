// The preview's client: it is put into pages as they are served, and is in no published file.
// A module, so that it is strict and leaves no names behind.

import { listen } from "./events.js";
import { showBuilding, showProblems } from "./overlay.js";
import { FINGERPRINT, keepPlace, restorePlace, swapPictures, swapSheets, takeUp } from "./refresh.js";
import { showState } from "./ribbon.js";

const meta = (name) => document.querySelector(`meta[name="broadsheet-${name}"]`)?.content ?? "";
const page = meta("page"); // its file below the output; "" where this is the page that says there is none
let version = meta("version"); // of all but the fingerprints in it, a dot, of all
const framed = window.top !== window.self; // by the desk, which tells of problems itself
const here = `path=${encodeURIComponent(location.pathname)}`;

async function ask(what) {
  const answer = await fetch(`/_broadsheet/${what}`, { cache: "no-store" });
  if (!answer.ok) throw new Error(`${what}: ${answer.status}`);
  return answer.json();
}

// A page that nobody sees can wait until somebody does.
const seen = () =>
  new Promise((resolve) => {
    if (!document.hidden) return resolve();
    const look = () => {
      if (document.hidden) return;
      document.removeEventListener("visibilitychange", look);
      resolve();
    };
    document.addEventListener("visibilitychange", look);
  });

// One at a time; what is asked for meanwhile is done once more afterwards.
function single(work) {
  let running = false;
  let again = false;
  return async () => {
    again = true;
    if (running) return;
    running = true;
    try {
      while (again) {
        again = false;
        await work();
      }
    } catch {
      // The server is away; when it is back, the stream says so and everything is asked again.
    } finally {
      running = false;
    }
  };
}

// Whether a page that has changed may be the same but for the names of its style sheets and pictures.
let renamed = false;

const followPage = single(async () => {
  await seen();
  const now = (await ask(`version?${here}`)).version;
  if (now === version) return;
  if (now.split(".")[0] !== version.split(".")[0]) return reload();
  await takeUp();
  version = now;
});

const reload = single(async () => {
  await seen();
  keepPlace();
  location.reload();
  await new Promise(() => {}); // the page is going: nothing more is to be done to it
});

const followProblems = single(async () => {
  if (!framed) showProblems(await ask("problems.json"));
});

const followState = single(async () => {
  if (!framed) showState(await ask(`state.json?${here}`));
});

// The parts do not wait for each other, nor does one that fails hold up the others.
function followAll() {
  followPage();
  followProblems();
  followState();
}

function hear(event) {
  showBuilding(event.building && !framed);
  swapSheets(event.sheets);
  const { changed, removed } = event;
  if (changed === null) return followAll();
  renamed ||= Object.keys(event.sheets).length > 0 || changed.some((name) => FINGERPRINT.test(name));
  const idle = !changed.length && !removed.length;
  if (idle && event.building) return; // it has only begun
  // What is waited for needs no question, and the page that comes asks the others.
  if (!renamed && changed.includes(page)) return reload();
  if (!idle && (!page || changed.includes(page) || removed.includes(page))) followPage();
  followProblems();
  if (idle) return;
  followState();
  swapPictures(changed, event.number);
}

restorePlace();
listen({ hear, found: followAll });
