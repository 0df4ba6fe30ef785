/* Runs in the page before its own scripts: when was Run clicked, when did progress show, when was the picture painted?
   Times are Unix milliseconds. */
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const hash = (image) => (image.getAttribute("src").match(/\/assets\/([0-9a-f]{64})/) || [])[1];
  const shown = () => [...document.querySelectorAll("#stage img")].map(hash).filter(Boolean);
  const probe = { clicked: 0, progress: 0, inserted: 0, painted: 0, before: [] };
  window.overpaintProbe = probe;

  addEventListener("click", (event) => {
    if (!event.target.closest("[data-run]")) return;
    Object.assign(probe, { clicked: now(), progress: 0, inserted: 0, painted: 0, before: shown() });
  }, true);

  const look = () => {
    if (!probe.clicked) return;
    if (!probe.progress && document.querySelector("#stage .hold .stages")) {
      probe.progress = -1;
      requestAnimationFrame(() => { probe.progress = now(); });
    }
    if (probe.inserted) return;
    const image = [...document.querySelectorAll("#stage img")].find((each) => hash(each) && !probe.before.includes(hash(each)));
    if (!image) return;
    probe.inserted = now();
    image.decode().catch(() => {}).then(() => requestAnimationFrame(() => { probe.painted = now(); }));
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
})();
