/* The tree unfolds from the strip: opened on demand, a window at a time, walked with the arrow keys. */
const studio = () => document.getElementById("studio");
const sheet = () => document.getElementById("tree");
const items = () => [...sheet().querySelectorAll("[role=treeitem]")].filter((item) => item.offsetParent !== null);
const stage = () => document.getElementById("stage");

export const isOpen = () => studio().dataset.sheet === "tree";

export async function load() {
  const address = `${studio().dataset.treeUrl}?look=${stage().dataset.turn}`;
  await htmx.ajax("GET", address, { source: "#tree", target: "#tree", swap: "outerMorph" });
}

export async function toggle() {
  if (isOpen()) { close(); return; }
  studio().dataset.sheet = "tree";
  await load();
  mark();
  const item = current();
  item?.scrollIntoView({ block: "center" });
  item?.focus({ preventScroll: true });
}

export function close() {
  if (!isOpen()) return;
  delete studio().dataset.sheet;
  mark();
  document.getElementById("tree-open")?.focus({ preventScroll: true });
}

function current() {
  return document.getElementById(`t-${stage().dataset.turn}`) ?? sheet().querySelector(".cur [role=treeitem]") ?? items()[0];
}

/* The look and the one stop of the Tab key follow the screen. */
export function mark() {
  document.getElementById("tree-open")?.setAttribute("aria-expanded", isOpen());
  document.getElementById("tree-open")?.classList.toggle("on", isOpen());
  if (!sheet()) return;
  sheet().hidden = !isOpen();
  if (!isOpen()) return;
  const here = current();
  for (const item of sheet().querySelectorAll("[role=treeitem]")) {
    const looked = item.dataset.look === stage().dataset.turn;
    item.setAttribute("aria-selected", looked);
    item.closest(".tn").classList.toggle("look", looked);
    item.tabIndex = item === here ? 0 : -1;
  }
}

function go(item) {
  if (!item) return;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

/* Keys inside the tree; returns whether the key was taken. */
export function takeKey(event) {
  const item = event.target.closest?.("[role=treeitem]");
  if (!item) return false;
  const all = items(), at = all.indexOf(item);
  switch (event.key) {
    case "ArrowDown": go(all[at + 1]); return true;
    case "ArrowUp": go(all[at - 1]); return true;
    case "ArrowLeft": go(document.getElementById(`t-${item.dataset.parent}`)); return true;
    case "ArrowRight": go(all.findLast((each) => each.dataset.parent === item.dataset.look)); return true;
    case "Home": go(all[0]); return true;
    case "End": go(all.at(-1)); return true;
    case " ": item.click(); return true;
    default: return false;
  }
}

document.addEventListener("change", (event) => {
  if (event.target.matches?.("[data-tree-show]")) {
    sheet().querySelector(".tree").classList.toggle("only-path", event.target.value === "path");
  }
});
