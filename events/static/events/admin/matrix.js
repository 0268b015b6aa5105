// One stop of the tab key for the whole matrix; arrows, Home and End move within it.
const table = document.querySelector("[data-matrix]");
const rows = table ? [...table.tBodies[0].rows].map((row) => Array.from(row.querySelectorAll("td a"))) : [];

function moveTo(link) {
  for (const other of table.querySelectorAll('td a[tabindex="0"]')) other.tabIndex = -1;
  link.tabIndex = 0;
}

function next(key, row, column) {
  const last = rows[row].length - 1;
  return {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [row, 0],
    End: [row, last],
  }[key];
}

for (const link of rows.flat()) link.tabIndex = -1;
if (rows[0]?.[0]) rows[0][0].tabIndex = 0;

table?.addEventListener("focusin", (event) => {
  if (event.target.matches("td a")) moveTo(event.target);
});

table?.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !event.target.matches("td a")) return;
  const row = event.target.closest("tr").sectionRowIndex;
  const place = next(event.key, row, rows[row].indexOf(event.target));
  const link = place && rows[place[0]]?.[place[1]];
  if (!place) return;
  event.preventDefault();
  link?.focus();
});
