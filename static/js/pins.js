/* Critique under way: pins on the picture and their remarks, with the same numbers. Kept per picture until sent. */
import { onPicture, placePins } from "./canvas.js";

const form = () => document.getElementById("critique-form");
const list = () => document.getElementById("remarks");
const view = () => document.getElementById("view");
const key = () => `overpaint-critique-${form().dataset.turn}`;
let pins = [];
let cross = null;
let sentKey = null;

export const isPinning = () => cross !== null;
/* While the critique is open, a click on the picture is a remark at that place. */
const isCritiquing = () => cross !== null || document.getElementById("tab-critique")?.getAttribute("aria-selected") === "true";

function save() {
  document.getElementById("critique-pins").value = JSON.stringify(pins);
  const text = document.getElementById("critique-text").value;
  try {
    if (text || pins.length) sessionStorage.setItem(key(), JSON.stringify({ text, pins }));
    else sessionStorage.removeItem(key());
  } catch { /* storage is off: kept for this page only */ }
}

function drawMarks() {
  document.querySelectorAll("#pins .pin.fresh").forEach((pin) => pin.remove());
  pins.forEach((pin, index) => {
    const mark = document.createElement("span");
    mark.className = "pin fresh";
    mark.textContent = index + 1;
    Object.assign(mark.dataset, { x: pin.x, y: pin.y, index });
    document.getElementById("pins")?.append(mark);
  });
  placePins();
}

function drawRows() {
  list().replaceChildren();
  pins.forEach((pin, index) => {
    const row = document.getElementById("remark-piece").content.firstElementChild.cloneNode(true);
    row.dataset.index = index;
    row.querySelector(".pin").textContent = index + 1;
    const input = row.querySelector("input");
    Object.assign(input, { value: pin.text, id: `remark-${index + 1}` });
    input.setAttribute("aria-label", `Pin ${index + 1}`);
    row.querySelector("[data-remark-off]").setAttribute("aria-label", `Remove pin ${index + 1}`);
    list().append(row);
  });
  const tab = document.getElementById("tab-critique");
  tab.querySelector(".count")?.remove();
  if (pins.length) tab.insertAdjacentHTML("beforeend", ` <span class="count num">${pins.length}</span>`);
}

function draw() {
  drawMarks();
  drawRows();
}

/* After a swap: only what is new on the page is drawn, so that nobody's typing is disturbed by a progress event. */
let drawn = { form: null, layer: null };
export function restore() {
  const layer = document.getElementById("pins");
  const before = drawn;
  drawn = { form: form(), layer };
  if (!form()) { pins = []; stop(); return; }
  if (before.form === form()) {
    if (before.layer !== layer) { drawMarks(); if (cross) start(); }
    return;
  }
  let draft = null;
  try { draft = JSON.parse(sessionStorage.getItem(key())); } catch { /* nothing kept */ }
  pins = draft?.pins ?? [];
  const text = document.getElementById("critique-text");
  if (draft && !text.value) text.value = draft.text;
  const focused = document.activeElement?.id;
  save();
  draw();
  if (focused?.startsWith("remark-")) document.getElementById(focused)?.focus();
  if (cross) start();
}

function add(point) {
  if (pins.length >= 20) return;
  pins.push({ x: Number(point.x.toFixed(4)), y: Number(point.y.toFixed(4)), text: "" });
  save();
  draw();
  document.dispatchEvent(new CustomEvent("overpaint:pinned"));
  document.getElementById(`remark-${pins.length}`).focus();
}

export function start() {
  if (!view() || !form()) return;
  stop();
  cross = document.createElement("span");
  cross.className = "cross";
  Object.assign(cross.dataset, { x: 0.5, y: 0.5 });
  document.getElementById("pins").append(cross);
  view().classList.add("pinning");
  moveCross(0, 0);
  document.getElementById("stage").focus({ preventScroll: true });
}

export function stop() {
  cross?.remove();
  cross = null;
  view()?.classList.remove("pinning");
}

function moveCross(dx, dy) {
  const to = (value) => Math.min(Math.max(value, 0), 1);
  const x = to(Number(cross.dataset.x) + dx), y = to(Number(cross.dataset.y) + dy);
  Object.assign(cross.dataset, { x, y });
  cross.style.left = `${x * 100}%`;
  cross.style.top = `${y * 100}%`;
}

/* Keys while pinning; returns whether the key was taken. */
export function takeKey(event) {
  if (!cross) return false;
  const far = event.shiftKey ? 0.1 : 0.02;
  const step = { ArrowLeft: [-far, 0], ArrowRight: [far, 0], ArrowUp: [0, -far], ArrowDown: [0, far] }[event.key];
  if (step) { moveCross(...step); return true; }
  if (event.key === "Enter") { add({ x: Number(cross.dataset.x), y: Number(cross.dataset.y) }); return true; }
  if (event.key === "Escape") { stop(); return true; }
  return false;
}

function light(index, on) {
  for (const mark of document.querySelectorAll(`#pins .pin[data-index="${index}"], #remarks li[data-index="${index}"] .pin`)) {
    mark.classList.toggle("lit", on);
  }
}

let held = null;
document.addEventListener("pointerdown", (event) => {
  const pin = event.target.closest?.("#pins .pin.fresh");
  if (pin) { held = pin; pin.setPointerCapture(event.pointerId); event.preventDefault(); }
});
document.addEventListener("pointermove", (event) => {
  const point = held && onPicture(event.clientX, event.clientY);
  if (!point) return;
  Object.assign(held.dataset, point);
  Object.assign(pins[held.dataset.index], { x: Number(point.x.toFixed(4)), y: Number(point.y.toFixed(4)) });
  placePins();
});
document.addEventListener("pointerup", () => { if (held) save(); held = null; });
document.addEventListener("click", (event) => {
  if (isCritiquing() && event.target.closest?.("#view") && !event.target.closest(".pin")) {
    const point = onPicture(event.clientX, event.clientY);
    if (point) add(point);
  }
  const off = event.target.closest?.("[data-remark-off]");
  if (off) { pins.splice(Number(off.closest("li").dataset.index), 1); save(); draw(); }
});
document.addEventListener("input", (event) => {
  const row = event.target.closest?.("#remarks li");
  if (row) pins[row.dataset.index].text = event.target.value;
  if (row || event.target.id === "critique-text") save();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.closest?.("#remarks input")) return;
  event.preventDefault();
  if (event.ctrlKey || event.metaKey) form().requestSubmit(); else start();
});
for (const [name, on] of [["pointerover", true], ["pointerout", false]]) {
  document.addEventListener(name, (event) => {
    const index = event.target.closest?.("#pins .pin.fresh, #remarks li")?.dataset.index;
    if (index !== undefined) light(index, on);
  });
}
document.addEventListener("htmx:before:request", (event) => {
  sentKey = event.detail.ctx.sourceElement?.id === "critique-form" ? key() : null;
});
document.addEventListener("htmx:after:request", (event) => {
  if (!sentKey || event.detail.ctx.response.status >= 400) return;
  sessionStorage.removeItem(sentKey);
  sentKey = null;
  pins = [];
  stop();
});
