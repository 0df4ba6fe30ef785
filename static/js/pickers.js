/* Size, ratio and model depend on each other: only what the chosen model makes can be chosen.
   Works on every form that holds partials/pickers.html, also after htmx has swapped it. */

function chosenModel(form) {
  return form.querySelector("input[name=choice]:checked");
}

function settle(form) {
  const model = chosenModel(form);
  if (!model) return;
  const sizes = model.dataset.sizes.split(" ");
  const ratios = model.dataset.ratios.split(" ");
  for (const input of form.querySelectorAll("[data-sizes] input")) allowSize(input, sizes, model);
  for (const input of form.querySelectorAll("input[name=aspect_ratio]")) {
    const allowed = ratios.includes(input.value);
    input.disabled = !allowed;
    input.closest("label").hidden = !allowed;
  }
  pickAnother(form, "image_size", sizes.includes("1K") ? "1K" : sizes[0]);
  pickAnother(form, "aspect_ratio", nearest(form, ratios));
  seat(form);
  say(form, model);
}

function allowSize(input, sizes, model) {
  if (input.value === "4K") return; // only at Finalize, whatever the model
  const allowed = sizes.includes(input.value);
  input.disabled = !allowed;
  const label = input.closest("label");
  label.classList.toggle("no", !allowed);
  label.title = allowed ? input.value : `${model.dataset.name} makes no ${input.value}`;
}

function pickAnother(form, name, value) {
  const checked = form.querySelector(`input[name=${name}]:checked`);
  if (checked && !checked.disabled) return;
  const other = form.querySelector(`input[name=${name}][value="${value}"]`);
  if (other) other.checked = true;
}

function nearest(form, ratios) {
  const wish = form.querySelector("input[name=aspect_ratio]:checked")?.value ?? "1:1";
  const log = (ratio) => { const [w, h] = ratio.split(":"); return Math.log(w / h); };
  return [...ratios].sort((a, b) => Math.abs(log(a) - log(wish)) - Math.abs(log(b) - log(wish)))[0];
}

/* A ratio taken from the popover moves into the bar, so that what is chosen can always be seen. */
function seat(form) {
  const bar = form.querySelector("[data-ratios]");
  const more = bar?.querySelector("[data-more-ratios]");
  const checked = bar?.querySelector("input[name=aspect_ratio]:checked");
  if (!more || !checked) return;
  const label = checked.closest("label");
  if (!more.contains(label)) return;
  const guest = bar.querySelector(":scope > label[data-guest]") ?? [...bar.querySelectorAll(":scope > label")][5];
  const popover = more.querySelector(".pop");
  if (guest) { delete guest.dataset.guest; popover.prepend(guest); }
  label.dataset.guest = "";
  const focused = document.activeElement === checked;
  more.before(label);
  if (focused) checked.focus();
}

function say(form, model) {
  const size = form.querySelector("input[name=image_size]:checked")?.value ?? "1K";
  const price = JSON.parse(model.dataset.prices)[size];
  for (const element of form.querySelectorAll("[data-price]")) element.textContent = price;
  const set = (selector, text) => { const element = form.querySelector(selector); if (element) element.textContent = text; };
  set("[data-model-name]", model.dataset.name);
  set("[data-model-median]", model.dataset.median);
  set("[data-size-name]", size);
  form.querySelector("[data-models] > summary").setAttribute(
    "aria-label", `Model: ${model.dataset.name} on ${model.dataset.surface}`);
  for (const row of form.querySelectorAll("[data-models] tbody tr")) {
    row.querySelector("[data-row-price]").textContent = JSON.parse(row.querySelector("input").dataset.prices)[size];
  }
}

function formOf(target) {
  const form = target?.closest?.("form");
  return form?.querySelector("[data-models]") ? form : null;
}

document.addEventListener("change", (event) => {
  const form = formOf(event.target);
  if (form && ["choice", "image_size", "aspect_ratio"].includes(event.target.name)) settle(form);
});

/* A ratio in the words ("make it 16:9") is taken by the picker as it is typed, so that what will be sent is seen before
   it is sent; whoever picks another afterwards keeps that. editor/prompt/frame.py reads the same for requests
   that set no ratio, such as those of `manage.py render`. */
const taken = new WeakMap();
document.addEventListener("input", (event) => {
  const form = event.target.matches?.("textarea[name=prompt]") ? formOf(event.target) : null;
  if (!form) return;
  const offered = [...form.querySelectorAll("input[name=aspect_ratio]:enabled")];
  const named = [...event.target.value.matchAll(/(?<![\d:.])(\d{1,2}):(\d{1,2})(?![\d:])/g)].map(([ratio]) => ratio);
  const radio = named.map((ratio) => offered.find((each) => each.value === ratio)).find(Boolean);
  if ((radio?.value ?? "") === (taken.get(form) ?? "")) return;
  taken.set(form, radio?.value ?? "");
  if (radio && !radio.checked) {
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }
  tellRatio(form);
});
document.addEventListener("change", (event) => {
  if (event.target.name === "aspect_ratio" && taken.has(event.target.form)) tellRatio(event.target.form);
});

function tellRatio(form) {
  const line = form.querySelector("[data-ratio-taken]");
  const ratio = taken.get(form);
  if (!line) return;
  line.hidden = !ratio || form.querySelector("input[name=aspect_ratio]:checked")?.value !== ratio;
  line.textContent = line.hidden ? "" : `${ratio}, as you wrote`;
}

/* One click takes another model: from the line under the prompt, or from the row of one that has ended. */
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-switch]");
  const form = formOf(button);
  const radio = form?.querySelector(`input[name=choice][value="${CSS.escape(button.dataset.switch)}"]`);
  if (!radio) return;
  event.preventDefault();
  const menu = button.closest("details");
  if (menu) menu.open = false;
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  form.querySelector("[data-models] > summary").focus(); // the button goes with the reason for it
});

/* A click takes and closes; arrow keys look through the list, Enter takes. */
document.addEventListener("click", (event) => {
  const label = event.target.closest?.("[data-models] label, [data-more-ratios] .pop label");
  if (label && event.detail > 0 && !label.querySelector("input").disabled) {
    label.closest("details")?.removeAttribute("open");
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches?.("[data-models] input, [data-ratios] input")) return;
  const menu = event.target.closest("details");
  if (!menu) return;
  event.preventDefault();
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.("[data-models][open], [data-more-ratios][open]")) return;
  const input = event.target.querySelector(".pop input:checked") ?? event.target.querySelector(".pop input:enabled");
  input?.focus({ preventScroll: true });
}, true);

for (const form of document.forms) if (formOf(form.querySelector("[data-models]"))) settle(form);
document.addEventListener("htmx:after:swap", () => {
  for (const form of document.forms) if (form.querySelector("[data-models]")) settle(form);
});
