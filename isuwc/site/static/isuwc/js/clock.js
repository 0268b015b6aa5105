// The time that the page goes by: the browser's, or the moment that the page shows, from which time then passes on.
// <aside class="clock-bar" data-shown-at="2026-02-15T12:00:00Z">
const shownAt = Date.parse(document.querySelector("[data-shown-at]")?.dataset.shownAt ?? "");
const ahead = Number.isNaN(shownAt) ? 0 : shownAt - Date.now();

export const now = () => Date.now() + ahead;
