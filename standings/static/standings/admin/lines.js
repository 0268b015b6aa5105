// The lines of a result or start list as a grid: keys lead from cell to cell, several lines that are pasted are read by
// the server, and an empty line is always at the end.

const CELLS = "input:not([type=hidden]):not([type=radio]), select";
const STATUSES = new Set([
  "dnf", "dns", "dq", "dsq", "dqf", "disq", "wdr", "wd", "withdrew", "withdrawn",
  "did not finish", "did not start", "disqualified",
]); // as the server takes them

for (const grid of document.querySelectorAll("[data-lines]")) {
  improve(grid);
}

function improve(grid) {
  const prefix = grid.dataset.lines;
  const table = grid.querySelector(".lines-table");
  const total = grid.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
  const pattern = grid.querySelector("[data-new-line]");
  const countries = new Map(
    [...grid.querySelectorAll("datalist option")].map((option) => [option.value.toLowerCase(), option.label]),
  );
  const before = new WeakMap(); // what a cell held when it was entered

  const lines = () => [...table.querySelectorAll("[data-line]")];
  const cellsOf = (line) => [...line.querySelectorAll(CELLS)].filter((cell) => cell.closest("tr") === line.rows[0]);
  const cell = (line, name) => line.querySelector(`[name$="-${name}"]:not([type=radio])`);
  const value = (line, name) => cell(line, name)?.value.trim() ?? "";
  const isEmpty = (line) =>
    !value(line, "id") &&
    cellsOf(line).every(
      (each) =>
        each.type === "checkbox" ||
        each.name.endsWith("-line") ||
        (each.name.endsWith("-rank") && /^\d*$/.test(each.value.trim())) ||
        ["", "OK"].includes(each.value.trim()),
    );

  // An empty line at the end

  function addLine() {
    const number = Number(total.value);
    const holder = document.createElement("template");
    holder.innerHTML = pattern.innerHTML.replaceAll("__prefix__", String(number));
    const line = holder.content.querySelector("[data-line]");
    table.append(line);
    total.value = String(number + 1);
    label(line);
    return line;
  }

  function keepOneEmpty() {
    const last = lines().at(-1);
    if (!last || !isEmpty(last)) {
      addLine();
      count();
    }
  }

  // Numbers of lines that nobody has typed in yet go on from those above

  function count() {
    let line = 0;
    let next = 1;
    let shared = 0;
    for (const each of lines()) {
      const own = Number(value(each, "line"));
      line = isEmpty(each) || !own ? line + 1 : own;
      if (isEmpty(each)) {
        set(each, "line", line);
        set(each, "rank", next);
      }
      if (/^\d+$/.test(value(each, "rank")) && ["", "OK"].includes(value(each, "status"))) {
        const rank = Number(value(each, "rank"));
        shared = rank === next - shared ? shared + 1 : 1; // after a place that two share, the next is left out
        next = rank + shared;
      }
    }
  }

  function set(line, name, number) {
    const found = cell(line, name);
    if (found && !found.dataset.typed) {
      found.value = String(number);
    }
  }

  // Who doesn't finish has no place, unless somebody types one

  function follow(target, line) {
    const rank = cell(line, "rank");
    const isAbsent =
      (target.name.endsWith("-status") && target.value !== "OK") ||
      (target.name.endsWith("-time") && STATUSES.has(target.value.toLowerCase().replaceAll(".", "").trim()));
    if (isAbsent && rank && !rank.dataset.typed && !value(line, "id")) {
      rank.value = "";
    }
  }

  // What each control is called, and the country that goes without saying

  function label(line) {
    const number = lines().indexOf(line) + 1;
    const who = value(line, "competitor").split(",")[0];
    for (const each of cellsOf(line)) {
      const column = each.closest("td").dataset.label;
      each.setAttribute("aria-label", [column, `line ${number}`, who].filter(Boolean).join(", "));
    }
    line.classList.toggle("is-empty", isEmpty(line)); // on a phone its other cells come as soon as one types
    const country = cell(line, "country");
    if (country) {
      if (country.placeholder && country.value === country.placeholder) {
        country.value = ""; // that of another skater, who stood there before
      }
      country.placeholder = countries.get(value(line, "competitor").toLowerCase()) ?? "";
    }
  }

  table.addEventListener("input", (event) => {
    const line = event.target.closest("[data-line]");
    if (event.target.name.endsWith("-rank")) {
      event.target.dataset.typed = "yes";
      const read = cell(line, "read");
      if (read && !read.value) {
        read.value = "typed"; // or the server takes a place beside a status for the one that the line came with
      }
    }
    follow(event.target, line);
    label(line);
    count();
    keepOneEmpty();
  });

  // Keys

  table.addEventListener("focusin", (event) => {
    if (event.target.matches(CELLS) && !before.has(event.target)) {
      before.set(event.target, event.target.value);
    }
  });
  table.addEventListener("focusout", (event) => before.delete(event.target));

  table.addEventListener("keydown", (event) => {
    const target = event.target;
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.isComposing;
    if (!plain || !target.matches(CELLS)) {
      return;
    }
    const isChanged = before.get(target) !== target.value;
    if (event.key === "Escape" && isChanged && target.type !== "checkbox") {
      target.value = before.get(target) ?? "";
      target.dispatchEvent(new Event("input", { bubbles: true }));
      event.preventDefault();
    } else if (event.key === "Enter") {
      event.preventDefault();
      move(target, event.shiftKey ? -1 : 1);
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && target.tagName === "INPUT") {
      if (target.hasAttribute("list") && isChanged) {
        return; // the arrows choose among the names that the browser offers
      }
      event.preventDefault();
      move(target, event.key === "ArrowUp" ? -1 : 1);
    }
  });

  function move(target, by) {
    const all = lines();
    const line = target.closest("[data-line]");
    const next = all[all.indexOf(line) + by];
    const place = cellsOf(line).indexOf(target);
    const there = next && cellsOf(next)[place];
    there?.focus();
    there?.select?.();
  }

  // Pasting

  grid.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const isBox = event.target.id === "id_pasted";
    if (isBox || !event.target.matches(CELLS) || !/[\t\n]/.test(text.trim())) {
      return;
    }
    event.preventDefault();
    grid.querySelector("details").open = true;
    grid.querySelector("#id_pasted").value = text;
    grid.querySelector("[data-read]").click();
  });

  lines().forEach(label);
  if (!document.querySelector("#form-trouble")) {
    grid.querySelector("#lines-read")?.focus(); // what was read, above the lines
  }
}
