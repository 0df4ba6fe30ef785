/* The studio: keeps the regions true while turns are made, and gives buttons and keys their acts. */
import * as canvas from "./canvas.js";
import * as composer from "./composer.js";
import * as keys from "./keys.js";
import * as pins from "./pins.js";
import * as tree from "./tree.js";

const studio = document.getElementById("studio");
const stage = () => document.getElementById("stage");
const isNarrow = () => innerWidth < 900;
const stages = new Map();
const heard = new Map();
let isMending = false;

const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

/* Regions again, for the address that is shown; tried again while the server does not answer. */
export async function refresh() {
  for (let wait = 500; wait < 40000; wait *= 2) {
    const old = stage();
    await htmx.ajax("GET", studio.dataset.url + location.search, { source: "#studio", target: "#studio", swap: "none" });
    if (stage() !== old) return;
    await pause(wait);
  }
}
document.addEventListener("htmx:sse:error", () => { studio.dataset.offline = ""; });
document.addEventListener("htmx:sse:after:connection", () => { delete studio.dataset.offline; });

/* time that passes, from what the server said when the piece was made */
const clocks = new WeakMap();

function elapsed(element) {
  const said = element.dataset.elapsed;
  const known = clocks.get(element);
  if (known?.said === said) return (performance.now() - known.zero) / 1000;
  clocks.set(element, { said, zero: performance.now() - said * 1000 });
  return Number(said);
}

function words(seconds, isShort) {
  if (isShort && seconds >= 100) return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.floor(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${String(Math.floor(seconds % 60)).padStart(2, "0")} s`;
}

/* a wait that runs out: the same clock, backwards */
function left(element) {
  const said = element.dataset.left;
  const known = clocks.get(element);
  if (known?.said !== said) clocks.set(element, { said, zero: performance.now() });
  return Math.max(0, said - (performance.now() - clocks.get(element).zero) / 1000);
}

/* what a drawing still takes: it comes anew with every step, and is worth nothing once no steps come */
function remaining(element) {
  const said = element.dataset.about;
  if (!clocks.has(element)) clocks.set(element, { said, zero: performance.now() });
  const since = (performance.now() - clocks.get(element).zero) / 1000;
  return since > 2 ? null : said - since;
}

function tick() {
  for (const element of document.querySelectorAll("[data-left]")) {
    const seconds = left(element);
    element.textContent = seconds ? `again in ${Math.ceil(seconds)} s` : "any moment";
  }
  for (const element of document.querySelectorAll("[data-about]")) {
    const seconds = remaining(element);
    element.textContent = seconds === null ? "" : `about ${Math.max(1, Math.round(seconds))} s left`;
  }
  for (const element of document.querySelectorAll("[data-elapsed]")) {
    element.textContent = words(elapsed(element), "short" in element.dataset);
  }
  const clock = document.querySelector(".hold .stages-time"), band = document.querySelector(".hold .band");
  if (!clock || !band) return;
  const seconds = elapsed(clock);
  const x = Math.min((seconds / band.dataset.scaleS) * 300, 298);
  band.querySelector(".band-needle").setAttribute("x", x.toFixed(1));
  const title = document.querySelector(".hold .stages-title");
  if (seconds > band.dataset.highS && title) title.textContent = "Longer than usual";
}
setInterval(tick, 100);

/* what a progress event said */
function hear() {
  const said = document.getElementById("said").firstElementChild;
  if (!said) return;
  document.getElementById("said").replaceChildren();
  const { turn, number, stage: now, between, event, final } = said.dataset;
  if (final !== "yes") heard.set(turn, Number(event));
  // A stage is said once. The wait for a next try is news also where what lay before it came in the same moment.
  const news = between === "yes" ? said.textContent : now;
  if (stages.get(turn) === news) return;
  stages.set(turn, news);
  document.getElementById("live").textContent = said.textContent;
  if (final === "yes") land(turn, number, now, said.textContent);
  else if (!document.getElementById(`s-${turn}`)) meet(turn);
}

/* A turn that this page did not open: another tab's, the shell's, or ours while its answer is still on the way. */
let posts = 0;
const isAct = ({ request, sourceElement }) => request.method === "POST" && sourceElement?.id !== "hint";
document.addEventListener("htmx:before:request", (event) => { posts += isAct(event.detail.ctx) ? 1 : 0; });
document.addEventListener("htmx:finally:request", (event) => { posts -= isAct(event.detail.ctx) ? 1 : 0; });
function meet(turn) {
  setTimeout(() => {
    if (posts > 0) meet(turn);
    else if (!document.getElementById(`s-${turn}`)) refresh();
  }, 400);
}

const quiet = async () => { while (posts > 0) await pause(30); };

/* The picture first: everything else that changed is asked for once it can be seen. */
async function painted(img) {
  if (!img) return;
  await Promise.race([pause(1500), img.decode().catch(() => {})]);
  await new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
}

async function land(turn, number, status, sentence) {
  await painted(document.querySelector(`#hold-${turn} img.landed`));
  await quiet(); // the answer that opened this turn says where to look; a small picture can be faster than it
  await refresh();
  if (tree.isOpen()) await tree.load().then(tree.mark);
  if (stage().dataset.turn === turn) return;
  toast(status === "done" ? `v${number} is ready` : sentence.replace(": ", " "), "Open", `?look=${turn}`);
}

function toast(text, action = "", address = "") {
  const made = document.getElementById("toast-piece").content.firstElementChild.cloneNode(true);
  made.querySelector("span").textContent = text;
  if (action) {
    const open = document.createElement("a");
    Object.assign(open, { className: "b s acc", textContent: action, href: address });
    made.dataset.turn = new URLSearchParams(address).get("look");
    open.addEventListener("click", (event) => { event.preventDefault(); look(address); made.remove(); });
    made.append(open);
  }
  document.getElementById("toasts").replaceChildren(made);
  fade();
}

/* Toasts stay six seconds, longer while hovered or focused. */
function fade() {
  for (const made of document.querySelectorAll("#toasts [data-fades]")) {
    delete made.dataset.fades;
    const leave = () => (made.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : made.remove());
    setTimeout(leave, 6000);
  }
}

function look(query) {
  const address = studio.dataset.url + query;
  return htmx.ajax("GET", address, { source: "#studio", target: "#studio", swap: "none", push: address });
}

/* details: one tab is shown, the same one after every refresh */
function showTab(name) {
  studio.dataset.tab = name;
  settleTabs();
}

function settleTabs() {
  const wanted = document.getElementById(`tab-${studio.dataset.tab}`) ? studio.dataset.tab : "turn";
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const on = tab.dataset.tab === wanted;
    tab.setAttribute("aria-selected", on);
    tab.tabIndex = on ? 0 : -1;
    document.getElementById(`panel-${tab.dataset.tab}`).hidden = !on;
  }
  for (const foot of document.querySelectorAll("[data-foot]")) foot.hidden = foot.dataset.foot !== wanted;
  document.getElementById("critique-open")?.classList.toggle("on", wanted === "critique" && detailsShown());
  const places = { turn: "details", activity: "activity", critique: "critique" };
  const place = tree.isOpen() ? "tree" : detailsShown() ? places[wanted] : "picture";
  for (const button of document.querySelectorAll(".tabbar button")) {
    button.classList.toggle("on", button.dataset.do === place);
    button.setAttribute("aria-pressed", button.dataset.do === place);
  }
  if (wanted !== "critique") pins.stop();
}

function detailsShown() {
  return getComputedStyle(document.getElementById("inspector")).display !== "none";
}

function details(open) {
  if (open) tree.close();
  studio.dataset.details = open ? "on" : "off";
  settleTabs();
}

const actions = {
  tree: () => { if (isNarrow()) details(false); return tree.toggle().then(settleTabs); },
  inspector: () => { tree.close(); details(!detailsShown()); },
  details: () => { showTab("turn"); details(true); },
  activity: () => { showTab("activity"); details(true); },
  picture: () => { tree.close(); details(false); },
  critique: () => {
    if (studio.dataset.tab === "critique" && detailsShown() && !isNarrow()) { showTab("turn"); return; }
    showTab("critique");
    details(true);
    document.getElementById("critique-text")?.focus();
  },
  pin: () => {
    if (!document.getElementById("critique-form")) return;
    showTab("critique");
    details(!isNarrow());
    pins.start();
  },
  upload: () => document.getElementById("upload-file").click(),
  keys: () => document.getElementById("keys").showModal(),
  focus: () => { if ("focus" in studio.dataset) delete studio.dataset.focus; else studio.dataset.focus = ""; },
  picks: () => {
    const open = !("picks" in studio.dataset);
    if (open) studio.dataset.picks = ""; else delete studio.dataset.picks;
    document.querySelector("[data-do=picks]").setAttribute("aria-expanded", open);
  },
  cancel: () => document.querySelector("#stage [data-cancel], .acts form[action$='/cancel']")?.requestSubmit(),
  escape: () => {
    if ("focus" in studio.dataset) delete studio.dataset.focus;
    else if (tree.isOpen()) { tree.close(); settleTabs(); }
    else if (isNarrow() && detailsShown()) details(false);
    else if (document.activeElement?.id === "prompt") document.activeElement.blur();
    else if (stage().dataset.following === "no") look("");
  },
};
keys.bind(actions);

document.addEventListener("click", (event) => {
  const act = event.target.closest?.("[data-do]");
  if (act && actions[act.dataset.do]) { event.preventDefault(); event.stopPropagation(); actions[act.dataset.do](); }
  const tab = event.target.closest?.("[role=tab]");
  if (tab) showTab(tab.dataset.tab);
  const copy = event.target.closest?.("[data-copy]");
  if (copy) copyOut(copy);
  const again = event.target.closest?.("[data-rephrase]");
  if (again) { if (isNarrow()) details(false); composer.fill(JSON.parse(again.dataset.rephrase)); }
  if (event.target.closest?.("[data-look]") && isNarrow()) actions.picture();
});
document.addEventListener("keydown", (event) => {
  const tab = event.target.closest?.("[role=tab]");
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!tab || !by) return;
  const all = [...document.querySelectorAll("[role=tab]")];
  const next = all[(all.indexOf(tab) + by + all.length) % all.length];
  event.preventDefault();
  showTab(next.dataset.tab);
  next.focus();
});

async function copyOut(button) {
  const text = "copyUrl" in button.dataset ? new URL(button.dataset.copy, location.href).href : button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied");
  } catch {
    toast(text); // the clipboard is not allowed here: show it, so that it can be copied by hand
  }
}

/* Going back is one more look; the page, its stream and the words in the composer stay. */
document.addEventListener("htmx:before:history:restore", (event) => {
  if (!location.pathname.startsWith(studio.dataset.url)) return;
  event.preventDefault();
  refresh();
});

/* theme.js names its switch once; a new top bar brings a new switch. */
function nameTheme() {
  for (const button of document.querySelectorAll("[data-theme-switch][hidden]")) {
    button.hidden = false;
    button.title = document.documentElement.dataset.theme === "dark" ? "Light theme" : "Dark theme";
    button.setAttribute("aria-label", button.title);
  }
}

/* The strip follows the screen, and only then: a strip that somebody scrolled stays. */
let followed = "";
function follow() {
  const chosen = document.querySelector("#path [aria-selected=true]");
  if (!chosen || chosen.id === followed) return;
  followed = chosen.id;
  chosen.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/* What is said while an answer is on its way reaches the page before it: a list that is older than what was heard is
   asked for again. */
function catchUp() {
  const list = document.querySelector("#stage .stages[data-event]");
  if (!list || isMending || Number(list.dataset.event) >= (heard.get(list.dataset.of) ?? 0)) return;
  isMending = true;
  refresh().finally(() => { isMending = false; });
}

/* An answer takes its two buttons away: the focus goes on to the next question, or to the calls it was asked in. */
let answered = "";
document.addEventListener("htmx:before:request", ({ detail: { ctx: { sourceElement } } }) => {
  if (sourceElement?.matches?.(".answers")) answered = sourceElement.closest("#stage") ? "#stage" : "#inspector";
});
function moveOn() {
  const place = answered && document.querySelector(`${answered} [data-calls]`);
  answered = "";
  if (place && document.activeElement === document.body) (place.querySelector(".answers button") ?? place).focus();
}

function settle() {
  hear();
  document.querySelector(`#toasts [data-turn="${stage().dataset.turn}"]`)?.remove(); // it is on the screen now
  follow();
  nameTheme();
  composer.aim();
  canvas.watch();
  canvas.refresh();
  pins.restore();
  tree.mark();
  settleTabs();
  fade();
  tick();
  moveOn();
  catchUp();
}
const isHint = (event) => event.detail.ctx?.sourceElement?.id === "hint"; // tells of the draft, changes no region
document.addEventListener("htmx:after:swap", (event) => { if (!isHint(event)) settle(); });
/* A name that is being written in the top bar is not taken away by a picture that lands. */
document.addEventListener("htmx:before:swap", (event) => {
  if (isHint(event) || event.detail.ctx.request?.method === "POST" || !document.querySelector("#topbar .menu[open] .named-pop")) return;
  const { tasks } = event.detail;
  const at = tasks.findIndex((task) => task.target?.id === "topbar");
  if (at >= 0) tasks.splice(at, 1);
});
document.addEventListener("htmx:after:request", (event) => {
  const { request, response, sourceElement } = event.detail.ctx;
  // What was remarked is told on the first tab, with the way to apply it.
  if (sourceElement?.id === "critique-form" && response?.status < 400) studio.dataset.tab = "turn";
  if (isAct(event.detail.ctx) && response?.status < 400 && tree.isOpen()) queueMicrotask(() => tree.load().then(tree.mark));
});
document.addEventListener("overpaint:pinned", () => { if (isNarrow()) { pins.stop(); details(true); } });
addEventListener("resize", () => settleTabs());

/* Two answers may cross: what is on the screen must be what the address says. */
document.addEventListener("htmx:after:swap", (event) => {
  if (isHint(event)) return;
  const wanted = new URLSearchParams(location.search).get("look");
  const isTrue = wanted ? stage().dataset.turn === wanted : stage().dataset.following === "yes";
  if (isTrue || isMending) return;
  isMending = true;
  refresh().finally(() => { isMending = false; });
});

settle();
