// The stream of events, shared by all tabs: a browser opens six connections to a host at most, and a
// stream in each tab would leave none for the pages.

const STREAM = "/_broadsheet/events";
const ALIVE = 45_000; // milliseconds without a sign of life, after which the stream is taken for dead

/** Call `hear` with each event, and `found` whenever the server is there, for the first time or again. */
export function listen({ hear, found }) {
  if (!window.SharedWorker) return listenAlone({ hear, found });
  const worker = new SharedWorker("/_broadsheet/events-worker.js", { name: "broadsheet" });
  worker.port.onmessage = ({ data }) => (data.event ? hear(data.event) : found());
  const greet = () => worker.port.postMessage("here");
  addEventListener("pagehide", () => worker.port.postMessage("gone"));
  addEventListener("pageshow", (event) => event.persisted && greet()); // back from the browser's own cache
  greet();
}

// Where there are no shared workers, as in some browsers on phones.
function listenAlone({ hear, found }) {
  let stream;
  let heard = Date.now();
  const open = () => {
    stream?.close();
    heard = Date.now();
    stream = new EventSource(STREAM);
    stream.onopen = () => ((heard = Date.now()), found());
    stream.addEventListener("alive", () => (heard = Date.now()));
    stream.addEventListener("change", ({ data }) => ((heard = Date.now()), hear(JSON.parse(data))));
  };
  setInterval(() => {
    if (stream.readyState === EventSource.CLOSED || Date.now() - heard > ALIVE) open();
  }, 1000);
  open();
}
