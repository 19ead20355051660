/* The console works without this file. It counts chosen rows, closes menus, and refreshes a page that asks for it. */
"use strict";

/* Escape closes an open menu and gives the focus back to its button. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.removeAttribute("open");
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]"))
    if (!menu.contains(event.target)) menu.removeAttribute("open");
});

/* A form that says data-choose counts its chosen rows and has one box for all of them. */
for (const form of document.querySelectorAll("form[data-choose]")) {
  const all = form.querySelector("input[data-all]");
  const rows = [...form.querySelectorAll("tbody input[type=checkbox]")];
  const shown = form.querySelector("[data-chosen]");
  const count = () => {
    const chosen = rows.filter((row) => row.checked).length;
    for (const row of rows) row.closest("tr").classList.toggle("chosen", row.checked);
    if (shown)
      shown.textContent =
        chosen === 0
          ? shown.dataset.none
          : chosen === 1
            ? shown.dataset.one
            : shown.dataset.some.replace("%", String(chosen));
    if (all) all.checked = chosen === rows.length && chosen > 0;
  };
  if (all)
    all.addEventListener("change", () => {
      for (const row of rows) row.checked = all.checked;
      count();
    });
  form.addEventListener("change", count);
  count();
}

/* The current tab of a phone's navigation, and of a page's own tabs, is in view. */
for (const bar of document.querySelectorAll(".nav, .tabs")) {
  const tab = bar.querySelector("[aria-current]");
  if (tab && bar.scrollWidth > bar.clientWidth)
    bar.scrollLeft += tab.getBoundingClientRect().left - bar.getBoundingClientRect().left - bar.clientWidth / 3;
}

/* Today asks for itself again every half minute, while it is looked at and nothing in it has the focus. */
async function refresh() {
  const main = document.querySelector("main");
  if (document.hidden || (main.contains(document.activeElement) && document.activeElement !== main)) return;
  try {
    const answer = await fetch(location.href, { headers: { "x-refresh": "1" } });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
    if (fresh) main.replaceChildren(...fresh.childNodes);
  } catch {
    /* the next half minute asks again */
  }
}
if (document.querySelector("[data-live]")) setInterval(() => void refresh(), 30_000);
