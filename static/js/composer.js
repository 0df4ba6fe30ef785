/* The next request: chips, the count, the draft that survives a reload, the placeholder before the server answers. */
const form = () => document.getElementById("composer-form");
const prompt = () => document.getElementById("prompt");
const chips = () => document.getElementById("chips");
const stage = () => document.getElementById("stage");
const piece = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
const HISTORY = "overpaint-prompts";
let recall = -1;

/* chips */
function chipsOf(kind) {
  return [...chips().querySelectorAll(`[data-chip=${kind}] input[type=hidden]`)].map((input) => input.value);
}

function addChip(kind, text, before = null) {
  const chip = piece("chip-piece");
  chip.dataset.chip = kind;
  if (kind === "change") chip.classList.add("change");
  chip.prepend(document.getElementById(`${kind}-icon`).content.cloneNode(true));
  const word = chip.querySelector("[data-chip-edit]");
  word.textContent = text;
  word.title = `${kind === "keep" ? "Keep" : "Change"}: ${text}`;
  word.setAttribute("aria-label", `${kind === "keep" ? "Keep" : "Change"}: ${text}. Edit`);
  chip.querySelector("[data-chip-off]").setAttribute("aria-label", `Remove ${text}`);
  const input = chip.querySelector("input");
  input.name = kind;
  input.value = text;
  chips().insertBefore(chip, before ?? chips().querySelector("[data-add]"));
  return chip;
}

function editChip(kind, text, anchor, chip = null) {
  const editor = document.createElement("span");
  editor.className = `chip ${kind === "change" ? "change" : ""}`;
  editor.append(document.getElementById(`${kind}-icon`).content.cloneNode(true));
  const input = document.createElement("input");
  Object.assign(input, { type: "text", value: text, maxLength: 200, autocomplete: "off" });
  input.setAttribute("aria-label", kind === "keep" ? "Keep" : "Change");
  input.placeholder = kind === "keep" ? "What must stay?" : "What should change?";
  editor.append(input);
  (chip ?? anchor).before(editor);
  if (chip) chip.hidden = true;
  input.focus();
  let isOver = false;
  const finish = (keepText, again) => {
    if (isOver) return;
    isOver = true;
    const value = input.value.trim().replace(/\s+/g, " ");
    const made = keepText && value ? addChip(kind, value, editor) : null;
    if (chip && (made || (keepText && !value))) chip.remove(); else if (chip) chip.hidden = false;
    editor.remove();
    save();
    if (again === "more" && made) editChip(kind, "", chips().querySelector(`[data-add=${kind}]`));
    else if (again === "back") (made ?? chip)?.querySelector("[data-chip-edit]")?.focus() ?? anchor?.focus();
  };
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { finish(true); form().requestSubmit(); }
    else if (event.key === "Enter" || event.key === ",") { event.preventDefault(); finish(true, chip ? "back" : "more"); }
    else if (event.key === "Escape") { event.preventDefault(); finish(false, "back"); anchor?.focus(); }
  });
  input.addEventListener("blur", () => finish(true));
}

function removeChip(chip) {
  const near = chip.previousElementSibling?.querySelector?.("[data-chip-edit]")
    ?? chip.nextElementSibling?.querySelector?.("[data-chip-edit]") ?? chips().querySelector("[data-add]");
  chip.remove();
  save();
  near.focus();
}

function clearChips(kinds) {
  for (const chip of chips().querySelectorAll("[data-chip]")) if (kinds.includes(chip.dataset.chip)) chip.remove();
}

document.addEventListener("click", (event) => {
  const add = event.target.closest?.("[data-add]");
  if (add) editChip(add.dataset.add, "", add);
  const word = event.target.closest?.("[data-chip-edit]");
  if (word) {
    const chip = word.closest("[data-chip]");
    editChip(chip.dataset.chip, chip.querySelector("input").value, null, chip);
  }
  const off = event.target.closest?.("[data-chip-off]");
  if (off) removeChip(off.closest("[data-chip]"));
});
document.addEventListener("keydown", (event) => {
  const chip = event.target.closest?.("[data-chip]");
  if (!chip || event.target.matches("input")) return;
  if (event.key === "Delete" || event.key === "Backspace") { event.preventDefault(); removeChip(chip); }
  const all = [...chips().querySelectorAll("[data-chip-edit], [data-add]")];
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  event.stopPropagation();
  all[all.indexOf(chip.querySelector("[data-chip-edit]")) + step]?.focus();
});

/* draft */
function count() {
  const counter = form().querySelector("[data-count]");
  const length = prompt().value.length, limit = prompt().maxLength;
  counter.textContent = `${length.toLocaleString("en")} / ${limit.toLocaleString("en")}`;
  counter.classList.toggle("over", length > limit);
}

function save() {
  const draft = {
    prompt: prompt().value, keep: chipsOf("keep"), change: chipsOf("change"),
    key: document.getElementById("composer-key").value,
  };
  try { sessionStorage.setItem(form().dataset.draft, JSON.stringify(draft)); } catch { /* storage is full or off */ }
  count();
  form().dispatchEvent(new Event("drafted")); // the line under the prompt asks the server, half a second later
}

function restore() {
  for (const { kind, text } of JSON.parse(chips().dataset.chips || "[]")) addChip(kind, text);
  let draft = null;
  try { draft = JSON.parse(sessionStorage.getItem(form().dataset.draft)); } catch { /* nothing to restore */ }
  if (draft && !prompt().value && !chips().querySelector("[data-chip]")) {
    prompt().value = draft.prompt;
    for (const kind of ["keep", "change"]) for (const text of draft[kind]) addChip(kind, text);
    // The same words sent again, after a reload or from a copied tab, are the same request: one turn.
    if (draft.prompt && draft.key) document.getElementById("composer-key").value = draft.key;
  }
  count();
}

export function fill(brief) {
  prompt().value = brief.instruction ?? "";
  clearChips(["keep", "change"]);
  for (const kind of ["keep", "change"]) for (const text of brief[kind] ?? []) addChip(kind, text);
  save();
  prompt().focus();
  prompt().setSelectionRange(prompt().value.length, prompt().value.length);
}

function prompts() {
  try { return JSON.parse(localStorage.getItem(HISTORY)) ?? []; } catch { return []; }
}

export function earlier(step) {
  const all = prompts();
  recall = Math.min(Math.max(recall + step, -1), all.length - 1);
  prompt().value = recall < 0 ? "" : all[recall];
  save();
}

document.addEventListener("input", (event) => { if (event.target === prompt()) { recall = -1; save(); } });

/* where it goes */
const isNew = () => form().querySelector("[name=mode][value=new]")?.checked;

/* Another start means another frame, unless a ratio was chosen for the edit that is being written. */
let start = document.getElementById("composer-from").dataset.adjust;
let isRatioChosen = false;
function keepFrame(from) {
  if (from.dataset.adjust === start) return;
  start = from.dataset.adjust;
  const radio = form().querySelector(`input[name=aspect_ratio][value="${from.dataset.ratio}"]:enabled`);
  if (isRatioChosen || !radio || radio.checked) return;
  radio.checked = true;
  radio.dispatchEvent(new CustomEvent("change", { bubbles: true, detail: "frame" }));
}

export function aim() {
  const from = document.getElementById("composer-from");
  keepFrame(from);
  const address = (!isNew() && from.dataset.adjust) || from.dataset.create;
  form().action = address;
  form().setAttribute("hx-post", address);
  for (const line of from.querySelectorAll("[data-from]")) line.hidden = line.dataset.from !== (isNew() ? "new" : "edit");
  const modes = form().querySelector("[data-modes]");
  if (modes) modes.hidden = !from.dataset.adjust;
  const verb = form().querySelector("[data-run-verb]");
  if (verb) verb.textContent = Number(from.dataset.busy) ? "Queue" : "Run";
  say();
}

function chosen(name) {
  return form().querySelector(`input[name=${name}]:checked`);
}

function say() {
  const line = form().querySelector("[data-picks-say]");
  const model = chosen("choice");
  if (line) line.textContent = [chosen("image_size")?.value, chosen("aspect_ratio")?.value, model?.dataset.name].join(" · ");
  for (const like of document.querySelectorAll("[data-like-composer]")) {
    for (const name of ["image_size", "aspect_ratio", "choice"]) like.elements[name].value = chosen(name)?.value ?? "";
    const price = like.querySelector("[data-like-price]");
    if (price) price.textContent = form().querySelector("[data-run] [data-price]")?.textContent ?? "";
  }
}
document.addEventListener("change", (event) => {
  if (event.target.form === form()) queueMicrotask(aim);
  if (event.target.name === "aspect_ratio" && event.detail !== "frame") isRatioChosen = true;
  if (event.target.id === "upload-file" && event.target.files.length) send(event.target);
});

function send(input) {
  const upload = input.form;
  upload.elements.key.value = freshKey();
  upload.requestSubmit();
  input.value = "";
}

export function bring(files) {
  const picture = [...files].find((file) => file.type.startsWith("image/"));
  const input = document.getElementById("upload-file");
  if (!picture || !input) return false;
  const list = new DataTransfer();
  list.items.add(picture);
  input.files = list.files;
  send(input);
  return true;
}

/* the placeholder, in the frame after the click */
function showSending(source) {
  const hold = piece("hold-piece");
  const ratio = source.elements.aspect_ratio?.value || chosen("aspect_ratio")?.value || "1:1";
  const size = source.elements.image_size?.value || chosen("image_size")?.value;
  hold.classList.add(`ar-${ratio.replace(":", "-")}`);
  const [across, down] = ratio.split(":").map(Number);
  hold.querySelector(".lab").textContent = [ratio, size].filter(Boolean).join(" · ");
  const duo = document.createElement("div");
  duo.className = across / down > 1.35 ? "duo tall" : "duo";
  const shown = stage().querySelector("img.p, .start img");
  if (shown && !isNew()) {
    const figure = document.createElement("figure");
    figure.className = shown.dataset.ratio ? `start ar-${shown.dataset.ratio.replace(":", "-")}` : "start";
    const copy = shown.cloneNode();
    copy.removeAttribute("style");
    copy.className = "";
    figure.append(copy);
    duo.append(figure);
  }
  duo.append(hold);
  const old = [...stage().querySelectorAll(":scope > :is(.view, .duo, .hollow, .bar)")];
  old.forEach((element) => element.remove());
  stage().prepend(duo);
  const item = piece("strip-piece");
  item.querySelector(".wait").classList.add(`ar-${ratio.replace(":", "-")}`);
  document.getElementById("path")?.append(item);
  item.scrollIntoView({ block: "nearest", inline: "nearest" });
  return () => { duo.remove(); item.remove(); stage().prepend(...old); };
}

/* Sending. The words leave the field with the request, so that the next one can be typed at once; a refusal brings
   them back. Each request takes its key along: sent again after a failure, it is still the same request. */
const opensTurn = (element) => element?.id === "composer-form" || element?.matches?.("[data-like-composer]");
/* Not crypto.randomUUID: that exists on secure origins only, and a studio may be opened over plain HTTP in a LAN. */
const freshKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const onTheWay = new WeakMap();
let lastSent = -Infinity;

document.addEventListener("submit", (event) => {
  if (event.target !== form() || prompt().value.trim() || chipsOf("change").length) return;
  if (performance.now() - lastSent > 1000) return;
  event.preventDefault(); // the second half of a double click: the first has taken the words along
  event.stopImmediatePropagation();
}, true);

document.addEventListener("htmx:config:request", (event) => {
  const { ctx } = event.detail;
  if (!opensTurn(ctx.sourceElement)) return;
  const isComposer = ctx.sourceElement === form();
  if (isComposer && !prompt().value.trim() && !chipsOf("change").length) return; // the server says what is missing
  const key = document.getElementById("composer-key");
  const entry = { undo: showSending(ctx.sourceElement), isComposer };
  if (isComposer) {
    Object.assign(entry, { prompt: prompt().value, change: chipsOf("change"), key: key.value });
    prompt().value = "";
    clearChips(["change"]);
    key.value = freshKey();
    isRatioChosen = false;
    count();
    form().dispatchEvent(new Event("drafted"));
    lastSent = performance.now();
  }
  document.getElementById("composer-problem").replaceChildren();
  onTheWay.set(ctx, entry);
});

function takeBack(event, words) {
  const { ctx } = event.detail;
  const entry = ctx && onTheWay.get(ctx);
  if (!entry) return;
  onTheWay.delete(ctx);
  entry.undo();
  if (entry.isComposer && !prompt().value) {
    prompt().value = entry.prompt;
    for (const text of entry.change) addChip("change", text);
    document.getElementById("composer-key").value = entry.key;
    save();
  } else if (entry.isComposer) remember(entry.prompt);
  if (words) document.getElementById("composer-problem").textContent = words;
}

function remember(words) {
  if (!words.trim()) return;
  const all = [words, ...prompts().filter((each) => each !== words)].slice(0, 30);
  try { localStorage.setItem(HISTORY, JSON.stringify(all)); } catch { /* the list is a convenience */ }
}

document.addEventListener("htmx:response:error", (event) => takeBack(event, ""));
document.addEventListener("htmx:error", (event) => takeBack(
  event, "The server did not answer. It is not known whether the request arrived; sent again, it makes one turn only."));
document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail;
  const entry = onTheWay.get(ctx);
  if (!entry || ctx.response.status >= 400) return;
  onTheWay.delete(ctx);
  recall = -1;
  if (entry.isComposer) { remember(entry.prompt); save(); }
});

/* files dropped or pasted become a new root */
let depth = 0;
document.addEventListener("dragenter", (event) => {
  if (event.dataTransfer?.types.includes("Files")) { depth += 1; document.getElementById("studio").classList.add("dropping"); }
});
document.addEventListener("dragleave", () => {
  depth = Math.max(depth - 1, 0);
  if (!depth) document.getElementById("studio").classList.remove("dropping");
});
document.addEventListener("dragover", (event) => { if (event.dataTransfer?.types.includes("Files")) event.preventDefault(); });
document.addEventListener("drop", (event) => {
  depth = 0;
  document.getElementById("studio").classList.remove("dropping");
  if (event.dataTransfer?.files.length) { event.preventDefault(); bring(event.dataTransfer.files); }
});
document.addEventListener("paste", (event) => {
  if (event.clipboardData?.files.length && bring(event.clipboardData.files)) event.preventDefault();
});

restore();
aim();
