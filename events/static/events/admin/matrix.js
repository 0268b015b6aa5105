// One stop of the tab key for the whole matrix; arrows, Home and End move within it. A cell opens in place.
import { openCell } from "./matrix-cell.js";

const table = document.querySelector("[data-matrix]");
const cells = (row) => [...table.tBodies[0].rows[row]?.querySelectorAll("td a") ?? []];

function moveTo(link) {
  for (const other of table.querySelectorAll('td a[tabindex="0"]')) other.tabIndex = -1;
  link.tabIndex = 0;
}

function next(key, row, column) {
  const last = cells(row).length - 1;
  return {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [row, 0],
    End: [row, last],
  }[key];
}

// Again for rows that were drawn anew
function prepare() {
  for (const link of table.querySelectorAll("tbody a")) link.tabIndex = -1;
  const first = table.querySelector("td a");
  if (first) first.tabIndex = 0;
}

if (table) prepare();
const asked = location.hash.startsWith("#cell-") ? document.getElementById(location.hash.slice(1)) : null;
asked?.querySelector("a")?.focus();

table?.addEventListener("focusin", (event) => {
  if (event.target.matches("td a")) moveTo(event.target);
});

table?.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !event.target.matches("td a")) return;
  const row = event.target.closest("tr").sectionRowIndex;
  const place = next(event.key, row, cells(row).indexOf(event.target));
  if (!place) return;
  event.preventDefault();
  cells(place[0])[place[1]]?.focus();
});

table?.addEventListener("click", (event) => {
  const link = event.target.closest("td a");
  if (!link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openCell(table, link, prepare);
});
