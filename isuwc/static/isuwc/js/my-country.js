// Where to watch: the reader's own country first. It is chosen once and remembered in this browser, or guessed from
// the browser's languages. Nothing is asked of any server, so the page stays the same for everybody.

const KEY = "isuwc-country";
const panel = document.querySelector("[data-my-country]");
const rows = new Map([...document.querySelectorAll(".country-list [data-noc]")].map((row) => [row.dataset.noc, row]));

function remembered() {
  try { return localStorage.getItem(KEY); } catch { return null; }
}

function remember(noc) {
  try { localStorage.setItem(KEY, noc); } catch { /* a browser that keeps nothing */ }
}

function guessed() {
  for (const language of navigator.languages) {
    const region = new Intl.Locale(language).region;
    const row = region && [...rows.values()].find((each) => each.dataset.iso === region);
    if (row) return row.dataset.noc;
  }
  return null;
}

function show(noc) {
  const row = rows.get(noc);
  const answer = panel.querySelector("[data-my-answer]");
  answer.replaceChildren(...[...row.childNodes].map((node) => node.cloneNode(true)));
  panel.querySelector("select").value = noc;
}

function foldedName(text) {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
}

function findAsYouType(box) {
  const input = box.querySelector("input");
  const status = box.querySelector("[role=status]");
  input.addEventListener("input", () => {
    const wanted = foldedName(input.value.trim());
    let found = 0;
    for (const row of rows.values()) {
      const text = foldedName(`${row.dataset.noc} ${row.querySelector("a").textContent}`);
      row.hidden = !text.includes(wanted);
      found += row.hidden ? 0 : 1;
    }
    for (const list of document.querySelectorAll(".country-list")) {
      const empty = !list.querySelector("li:not([hidden])");
      list.hidden = empty;
      if (list.previousElementSibling.matches("h3")) list.previousElementSibling.hidden = empty;
    }
    status.textContent = `${found} countries`;
  });
}

if (panel && rows.size) {
  const select = panel.querySelector("select");
  const choose = () => { remember(select.value); show(select.value); };
  select.addEventListener("change", choose);
  panel.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); choose(); });
  const noc = remembered() ?? guessed();
  if (noc && rows.has(noc)) show(noc);
  findAsYouType(document.querySelector("[data-find-country]"));
}
