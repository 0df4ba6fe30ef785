/* Theme before the first paint: what the person chose, else what the system says. Classic script, loaded in <head>. */
(() => {
  const KEY = "overpaint-theme";
  const light = matchMedia("(prefers-color-scheme: light)");
  const root = document.documentElement;

  function chosen() {
    try { return localStorage.getItem(KEY); } catch { return null; } // storage may be switched off
  }
  function apply() {
    root.dataset.theme = chosen() ?? (light.matches ? "light" : "dark");
  }
  function flip() {
    const next = root.dataset.theme === "dark" ? "light" : "dark";
    try { localStorage.setItem(KEY, next); } catch { /* lasts for this page only */ }
    root.dataset.theme = next;
    name();
  }
  function name() {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.hidden = false;
      button.setAttribute("aria-label", root.dataset.theme === "dark" ? "Light theme" : "Dark theme");
      button.title = button.getAttribute("aria-label");
    }
  }

  apply();
  if (/Mac|iPhone|iPad/.test(navigator.platform)) root.dataset.mac = "";
  light.addEventListener("change", () => { apply(); name(); });
  addEventListener("storage", (event) => { if (event.key === KEY) { apply(); name(); } });
  addEventListener("DOMContentLoaded", () => {
    name();
    for (const keys of document.querySelectorAll("kbd[data-mac]")) {
      if ("mac" in root.dataset) keys.textContent = keys.dataset.mac;
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-switch]")) flip();
    if (event.target.closest("[data-dismiss]")) event.target.closest("#problem").replaceChildren();
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement?.closest("details.menu[open]") ?? document.querySelector("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
    event.stopPropagation();
  });
})();
