/* Times in the reader's own zone: <time datetime data-moment> says "4 minutes ago", "Today 11:08", "20 Nov". */
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const fullDay = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

export function say(when, now = new Date()) {
  const minutes = Math.floor((now - when) / 60000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return minutes === 1 ? "1 minute ago" : `${minutes} minutes ago`;
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  if (when >= midnight) return `Today ${clock.format(when)}`;
  if (midnight - when < 86400000) return "Yesterday";
  return (when.getFullYear() === now.getFullYear() ? day : fullDay).format(when);
}

function refresh(root = document) {
  for (const element of root.querySelectorAll("time[data-moment]")) {
    const when = new Date(element.dateTime);
    const words = say(when);
    if (element.textContent !== words) element.textContent = words;
    if (!element.title) element.title = full.format(when);
  }
}

refresh();
setInterval(refresh, 20000);
document.addEventListener("htmx:after:swap", () => refresh());
