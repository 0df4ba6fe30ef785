/* Start page: choose, drop or paste a picture; examples fill the prompt; characters are counted. */
const page = document.querySelector("[data-start]");
const form = page.querySelector("form");
const file = form.querySelector("input[type=file]");
const prompt = form.querySelector("textarea");
const problem = () => document.getElementById("start-problem");
const TYPES = ["image/png", "image/jpeg", "image/webp"];
let shownUrl = null;

function complain(sentence) {
  problem().replaceChildren();
  if (!sentence) return;
  const line = document.createElement("p");
  line.className = "say-bad";
  line.textContent = sentence;
  problem().append(line);
}

function show() {
  const chosen = file.files[0];
  if (shownUrl) URL.revokeObjectURL(shownUrl);
  shownUrl = chosen ? URL.createObjectURL(chosen) : null;
  form.querySelector("[data-drop-empty]").hidden = Boolean(chosen);
  form.querySelector("[data-drop-full]").hidden = !chosen;
  form.querySelector("[data-drop-away]").hidden = !chosen;
  const image = form.querySelector("[data-drop-image]");
  if (chosen) image.src = shownUrl; else image.removeAttribute("src");
  form.querySelector("[data-drop-name]").textContent = chosen?.name ?? "";
  verb();
}

function choose(ratio) {
  if (!ratio || ratio.disabled) return;
  ratio.checked = true;
  ratio.dispatchEvent(new Event("change", { bubbles: true }));
}

/* An edit keeps the picture's own shape unless somebody chooses another: take the nearest ratio the model makes. */
function fitRatio(image) {
  const real = image.naturalWidth / image.naturalHeight;
  const distance = (radio) => {
    const [across, down] = radio.value.split(":").map(Number);
    return Math.abs(Math.log(real / (across / down)));
  };
  const offered = [...form.querySelectorAll("input[name=aspect_ratio]:not(:disabled)")];
  choose(offered.sort((one, other) => distance(one) - distance(other))[0]);
}

/* A picture alone is only opened: no model is asked, so the button must not say Run. */
function verb() {
  const opens = file.files.length > 0 && !prompt.value.trim();
  form.querySelector("[data-run-verb]").textContent = opens ? "Open picture" : "Run";
  const price = form.querySelector("[data-run] [data-price]");
  price.hidden = opens;
}

function take(files) {
  const picture = [...files].find((each) => TYPES.includes(each.type));
  if (!picture) return complain("That is not a PNG, JPEG or WebP picture. Choose another.");
  const limit = Number(form.dataset.maxBytes);
  if (picture.size > limit) {
    const mb = (bytes) => (bytes / 1048576).toFixed(0);
    return complain(`This file is ${mb(picture.size)} MB. The limit is ${mb(limit)} MB. Choose another.`);
  }
  const basket = new DataTransfer();
  basket.items.add(picture);
  file.files = basket.files;
  complain("");
  show();
}

function count() {
  const counter = document.querySelector(prompt.dataset.count);
  const max = Number(counter.dataset.max);
  counter.textContent = `${prompt.value.length.toLocaleString("en")} / ${max.toLocaleString("en")}`;
  counter.classList.toggle("over", prompt.value.length >= max);
  verb();
}

function fill(starter) {
  prompt.value = starter.dataset.prompt;
  choose(form.querySelector(`input[name=aspect_ratio][value="${starter.dataset.ratio}"]`));
  for (const each of page.querySelectorAll("[data-starter]")) {
    each.setAttribute("aria-current", String(each === starter));
  }
  count();
  prompt.focus();
}

form.querySelector("[data-drop-image]").addEventListener("load", (event) => {
  if (file.files.length) fitRatio(event.target);
});
file.addEventListener("change", () => (file.files.length ? take(file.files) : show()));
prompt.addEventListener("input", count);
form.querySelector("[data-drop-away]").addEventListener("click", (event) => {
  event.preventDefault();
  file.value = "";
  show();
  file.focus();
});
page.addEventListener("click", (event) => {
  const starter = event.target.closest("[data-starter]");
  if (!starter || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  fill(starter);
});
document.addEventListener("paste", (event) => {
  if (event.clipboardData?.files.length) { event.preventDefault(); take(event.clipboardData.files); }
});
document.addEventListener("dragover", (event) => {
  if (![...event.dataTransfer.types].includes("Files")) return;
  event.preventDefault();
  page.classList.add("dragging");
});
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) page.classList.remove("dragging"); });
document.addEventListener("drop", (event) => {
  page.classList.remove("dragging");
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  take(event.dataTransfer.files);
});
/* The button says what is happening from the click on. A form that broke off may be sent again: one key, one session. */
form.addEventListener("htmx:before:request", () => {
  complain("");
  form.querySelector("[data-run-verb]").textContent = file.files.length ? "Sending the picture" : "Starting";
});
form.addEventListener("htmx:finally:request", (event) => {
  if (!event.detail.ctx.hx?.redirect) verb();
});
form.addEventListener("htmx:error", () => {
  complain("The connection to Overpaint broke off. Send it again: it opens one session, however often it is sent.");
});
prompt.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
});
/* Coming back to a page the browser kept: its key has been used, so it needs a fresh one. */
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

show();
count();
