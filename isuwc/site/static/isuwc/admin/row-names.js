// Rows in a table of a form have their labels at the head of the columns alone: each control says both, which it is and
// of which row.

const words = (element) => element?.textContent.trim().replace(/\s+/gu, " ") ?? "";

function rowName(row) {
  const original = row.querySelector(":scope > .original p");
  return words(original?.firstChild) || "new row"; // before the links to its own form and to the site
}

for (const table of document.querySelectorAll(".inline-group .tabular table")) {
  const heads = [...table.tHead.rows[0].cells].map(words);
  for (const row of table.querySelectorAll("tbody > tr.form-row")) {
    const of = rowName(row);
    for (const control of row.querySelectorAll("input:not([type=hidden]), select, textarea")) {
      if (control.labels?.length || control.ariaLabel || control.hasAttribute("aria-labelledby")) continue;
      control.ariaLabel = `${heads[control.closest("td").cellIndex]}: ${of}`;
    }
    for (const link of row.querySelectorAll(":scope > .original a")) link.ariaLabel ||= `${words(link)}: ${of}`;
  }
}
