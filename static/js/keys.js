/* One place for every key. Single letters are off while text is typed, and can be switched off altogether. */
import { holdKey, zoomTo } from "./canvas.js";
import { earlier } from "./composer.js";
import * as pins from "./pins.js";
import * as tree from "./tree.js";

const OFF = "overpaint-single-keys-off";
const isTyping = (target) => target.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
const submit = (id) => document.getElementById(id)?.requestSubmit();

/* Looks one step along the path; siblings and branches are the tree's. */
function step(by) {
  const all = [...document.querySelectorAll("#path [role=option][data-look]")];
  const turn = document.getElementById("stage").dataset.turn;
  const at = all.findIndex((item) => item.dataset.look === turn);
  const next = all[at < 0 ? all.length - 1 : at + by];
  if (!next) return;
  const hadFocus = document.activeElement?.closest("#path");
  next.click();
  if (hadFocus) next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function withMod(event) {
  const key = event.key.toLowerCase();
  if (key === "enter") { event.preventDefault(); submit("composer-form"); return; }
  if (["0", "1", "2"].includes(key) && document.getElementById("view")) {
    event.preventDefault();
    zoomTo({ 0: "fit", 1: 1, 2: 2 }[key]);
    return;
  }
  if (isTyping(event.target)) return;
  const isRedo = (key === "z" && event.shiftKey) || key === "y";
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  if (!document.getElementById(isRedo ? "redo-button" : "undo-button").disabled) submit(isRedo ? "redo" : "undo");
}

export function bind(actions) {
  const single = {
    r: () => submit("continue"), h: () => actions.tree(), i: () => actions.inspector(), f: () => actions.focus(),
    n: () => actions.pin(), "?": () => actions.keys(), "/": () => document.getElementById("prompt").focus(),
    ArrowLeft: () => step(-1), ArrowUp: () => step(-1), ArrowRight: () => step(1), ArrowDown: () => step(1),
    X: () => actions.cancel(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey) { withMod(event); return; }
    if (document.getElementById("keys").open) return;
    if (event.target.id === "prompt" && event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      earlier(event.key === "ArrowUp" ? 1 : -1);
      return;
    }
    if (event.key === "Escape") { if (!pins.takeKey(event)) actions.escape(event); return; }
    if (isTyping(event.target) || event.altKey) return;
    if (pins.takeKey(event) || tree.takeKey(event)) { event.preventDefault(); return; }
    const onControl = event.target.closest?.("button, a, summary, [role=tab], [role=radio], input");
    if (event.key === " " && onControl) return;
    if (event.key.startsWith("Arrow") && event.target.closest?.("input, [role=tab], [role=radio], summary, dialog")) return;
    if (holdKey(event, true)) { event.preventDefault(); return; }
    const act = single[event.key];
    if (!act || (event.key.length === 1 && localStorage.getItem(OFF))) return;
    event.preventDefault();
    act();
  });
  document.addEventListener("keyup", (event) => holdKey(event, false));
  addEventListener("blur", () => holdKey({ key: "\\" }, false));
  const box = document.querySelector("[data-single-keys]");
  box.checked = !localStorage.getItem(OFF);
  box.addEventListener("change", () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
}
