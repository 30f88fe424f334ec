// Holds the one stream of events of a browser, and passes on what it hears to every tab.
// A browser gives up a stream that was refused, and does not notice one that died in its sleep; so it is
// looked after.

"use strict";

{
  const ALIVE = 45_000; // milliseconds; the server gives a sign of life every fifteen seconds
  const tabs = new Set();
  let stream = null;
  let heard = 0;

  const tell = (message) => tabs.forEach((tab) => tab.postMessage(message));

  function open() {
    stream?.close();
    heard = Date.now();
    stream = new EventSource("/_broadsheet/events");
    stream.onopen = () => {
      heard = Date.now();
      tell({ found: true });
    };
    stream.addEventListener("alive", () => {
      heard = Date.now();
    });
    stream.addEventListener("change", ({ data }) => {
      heard = Date.now();
      tell({ event: JSON.parse(data) });
    });
  }

  function greet(tab) {
    tabs.add(tab);
    // Something may have changed since the page was sent.
    if (stream?.readyState === EventSource.OPEN) tab.postMessage({ found: true });
  }

  self.onconnect = ({ ports: [tab] }) => {
    tab.onmessage = ({ data }) => (data === "gone" ? tabs.delete(tab) : greet(tab));
  };

  setInterval(() => {
    if (stream.readyState === EventSource.CLOSED || Date.now() - heard > ALIVE) open();
  }, 1000);

  open();
}
