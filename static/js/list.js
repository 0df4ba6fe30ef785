/* Sessions list: "/" goes to the search field, the count follows the result. */
const search = document.querySelector("[data-search]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  search?.focus();
  search?.select();
});
document.addEventListener("htmx:after:swap", () => {
  const total = document.querySelector("#session-rows")?.dataset.total;
  if (total !== undefined) document.querySelector("#session-count").textContent = total;
});
