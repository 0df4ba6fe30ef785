/* Status: after a call was resolved its buttons are gone; the focus goes to the heading they stood under. */
let asked = false;

document.addEventListener("submit", (event) => {
  asked = event.target.matches("[data-resolve]");
});
document.addEventListener("htmx:after:swap", () => {
  if (!asked || (document.activeElement && document.activeElement !== document.body)) return;
  asked = false;
  document.querySelector("#unknown h2")?.focus({ preventScroll: true });
});
