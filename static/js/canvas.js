/* The picture: fit, zoom at the pointer, pan, true pixels, the parent under a held key. 100 % is one picture pixel per
   screen pixel. Zoom and place survive a look at another version of the same size. */
const state = { zoom: null, x: 0, y: 0, width: 0, height: 0 };
const pointers = new Map();
let spaceHeld = false;
let drag = null;

const view = () => document.getElementById("view");
const pic = () => document.getElementById("pic");
const image = () => pic()?.querySelector("img.p");
const margin = () => (innerWidth < 900 ? 0 : 12);

function sizes() {
  const img = image();
  const box = view().getBoundingClientRect();
  const width = Number(img.getAttribute("width")), height = Number(img.getAttribute("height"));
  const room = 2 * margin();
  const fit = Math.max(Math.min((box.width - room) / width, (box.height - room) / height), 0.01) * devicePixelRatio;
  return { box, width, height, fit };
}

export function place() {
  if (!view() || !image()) return;
  const { box, width, height, fit } = sizes();
  if (width !== state.width || height !== state.height) Object.assign(state, { zoom: null, x: 0, y: 0, width, height });
  const zoom = state.zoom ?? fit;
  const shown = { width: (width * zoom) / devicePixelRatio, height: (height * zoom) / devicePixelRatio };
  for (const [axis, side] of [["x", "width"], ["y", "height"]]) {
    const slack = Math.max((shown[side] - box[side]) / 2 + 24, 0);
    state[axis] = zoom > fit ? Math.min(Math.max(state[axis], -slack), slack) : 0;
  }
  const element = pic();
  element.style.width = `${shown.width}px`;
  element.style.height = `${shown.height}px`;
  const left = (box.width - shown.width) / 2 + state.x, top = (box.height - shown.height) / 2 + state.y;
  element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  view().classList.add("placed");
  view().classList.toggle("far", zoom >= 4);
  view().classList.toggle("grab", zoom > fit + 0.001 || spaceHeld);
  for (const label of document.querySelectorAll("[data-zoom-now]")) label.textContent = `${Math.round(zoom * 100)} %`;
  sharpen(shown.width * devicePixelRatio);
  placePins();
}

/* A 4K picture is shown as a 1600 pixel preview until more than that can be seen. */
function sharpen(width) {
  const img = image();
  if (img.dataset.full && img.getAttribute("src") !== img.dataset.full && width > 1700) img.src = img.dataset.full;
}

export function placePins() {
  for (const pin of document.querySelectorAll("#pins .pin[data-x]")) {
    pin.style.left = `${pin.dataset.x * 100}%`;
    pin.style.top = `${pin.dataset.y * 100}%`;
  }
}

export function zoomTo(wanted, at = null) {
  if (!view() || !image()) return;
  const { box, fit } = sizes();
  if (wanted === "fit") { Object.assign(state, { zoom: null, x: 0, y: 0 }); place(); return; }
  const before = state.zoom ?? fit;
  const step = 1.25;
  const zoom = wanted === "in" ? before * step : wanted === "out" ? before / step : wanted;
  const next = Math.min(Math.max(zoom, Math.min(fit, 0.1)), 16);
  const point = at ?? { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const from = { x: point.x - box.left - box.width / 2, y: point.y - box.top - box.height / 2 };
  state.x = from.x - ((from.x - state.x) * next) / before;
  state.y = from.y - ((from.y - state.y) * next) / before;
  state.zoom = next;
  place();
}

/* Where a point of the screen lies on the picture, 0 to 1 each way; null outside. */
export function onPicture(clientX, clientY) {
  const box = pic()?.getBoundingClientRect();
  if (!box) return null;
  const x = (clientX - box.left) / box.width, y = (clientY - box.top) / box.height;
  return x >= 0 && x <= 1 && y >= 0 && y <= 1 ? { x, y } : null;
}

function showParent(show) {
  const { before: source, beforeAlt: words } = document.querySelector("[data-before]")?.dataset ?? {};
  pic()?.querySelector("img.parent")?.remove();
  if (!show || !source || !pic()) return;
  const parent = new Image();
  parent.className = "parent";
  parent.alt = words;
  parent.src = source;
  pic().append(parent);
}

function warm() {
  const source = document.querySelector("[data-before]")?.dataset.before;
  if (source) new Image().src = source;
}

const studio = () => document.getElementById("studio");
const surroundKey = () => `overpaint-surround-${studio().dataset.session}`;

export function surround(name = null) {
  if (name !== null) localStorage.setItem(surroundKey(), name);
  const chosen = localStorage.getItem(surroundKey()) ?? "";
  studio().dataset.surround = chosen;
  for (const button of document.querySelectorAll("[data-surround][role=radio]")) {
    const on = button.dataset.surround === chosen;
    button.setAttribute("aria-checked", on);
    button.tabIndex = on ? 0 : -1;
  }
}

export function refresh() {
  place();
  surround();
  requestIdleCallback?.(warm);
}

document.addEventListener("wheel", (event) => {
  if (!event.target.closest?.("#view")) return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    const { fit } = sizes();
    zoomTo((state.zoom ?? fit) * Math.exp(-event.deltaY * 0.0025), { x: event.clientX, y: event.clientY });
  } else if (state.zoom !== null) {
    event.preventDefault();
    state.x -= event.shiftKey ? event.deltaY : event.deltaX;
    state.y -= event.shiftKey ? 0 : event.deltaY;
    place();
  }
}, { passive: false });

document.addEventListener("pointerdown", (event) => {
  const before = event.target.closest?.("[data-before]");
  if (before) { showParent(true); before.setPointerCapture(event.pointerId); return; }
  const box = event.target.closest?.("#view");
  if (!box || box.classList.contains("pinning") || event.target.closest(".pin")) return;
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  const pans = spaceHeld || event.button === 1 || event.pointerType === "touch" || state.zoom !== null;
  if (!pans) return;
  event.preventDefault();
  drag = { id: event.pointerId, x: event.clientX - state.x, y: event.clientY - state.y };
  box.classList.add("grabbing");
});
document.addEventListener("pointermove", (event) => {
  if (!pointers.has(event.pointerId)) return;
  const old = [...pointers.values()];
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  if (pointers.size === 2) { pinch(old, [...pointers.values()]); return; }
  if (drag?.id !== event.pointerId || state.zoom === null) return;
  state.x = event.clientX - drag.x;
  state.y = event.clientY - drag.y;
  place();
});
function pinch(old, now) {
  const span = ([a, b]) => Math.hypot(a.x - b.x, a.y - b.y);
  const middle = { x: (now[0].x + now[1].x) / 2, y: (now[0].y + now[1].y) / 2 };
  drag = null;
  zoomTo(((state.zoom ?? sizes().fit) * span(now)) / Math.max(span(old), 1), middle);
}
for (const name of ["pointerup", "pointercancel"]) {
  document.addEventListener(name, (event) => {
    if (event.target.closest?.("[data-before]")) showParent(false);
    pointers.delete(event.pointerId);
    drag = null;
    view()?.classList.remove("grabbing");
  });
}
document.addEventListener("dblclick", (event) => {
  if (!event.target.closest?.("#view") || view().classList.contains("pinning")) return;
  if (state.zoom === null) zoomTo(1, { x: event.clientX, y: event.clientY }); else zoomTo("fit");
});
document.addEventListener("click", (event) => {
  const zoom = event.target.closest?.("[data-zoom]")?.dataset.zoom;
  if (zoom) zoomTo({ 100: 1, 200: 2 }[zoom] ?? zoom);
  const chosen = event.target.closest?.("[data-surround][role=radio]");
  if (chosen) surround(chosen.dataset.surround);
});
document.addEventListener("keydown", (event) => {
  if (event.target.closest?.("[data-surrounds]") && event.key.startsWith("Arrow")) {
    const all = [...event.target.closest("[data-surrounds]").children];
    const step = event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : -1;
    const next = all[(all.indexOf(event.target) + step + all.length) % all.length];
    surround(next.dataset.surround);
    next.focus();
    event.preventDefault();
    event.stopPropagation();
  }
});

export function holdKey(event, isDown) {
  if (event.key === "\\") { if (!event.repeat) showParent(isDown); return true; }
  if (event.key !== " ") return false;
  spaceHeld = isDown;
  view()?.classList.toggle("grab", isDown || state.zoom !== null);
  return true;
}

let watched = null;
const observer = new ResizeObserver(() => place());
export function watch() {
  if (view() === watched) return;
  observer.disconnect();
  watched = view();
  if (watched) observer.observe(watched);
}
