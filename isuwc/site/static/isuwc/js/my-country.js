// Where to watch: the reader's own country first, chosen once or guessed, corrected by one tap; and the list found in
// as one types. Without it the form leads to the country's page.
import { chosenZone, country, guesses, ownZone, rememberCountry, rememberZone, zone } from "./here.js";
import { showEverywhere } from "./my-answer.js";

const form = document.querySelector(".my-country form");
const select = form?.querySelector("select");
const how = form?.querySelector("[data-how]");
const rows = new Map([...document.querySelectorAll(".country-list [data-noc]")].map((row) => [row.dataset.noc, row]));

const button = (name, action) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "link-button";
  made.textContent = name;
  made.addEventListener("click", () => {
    action();
    select.focus(); // the button is gone by then
  });
  return made;
};

const explain = (here, others) => {
  if (here.isChosen) {
    how.replaceChildren("Remembered in this browser only. ", button("Forget it", forget));
    return;
  }
  const parts = others.flatMap((each) => [" ", button(each.name, () => choose(each.noc))]);
  how.replaceChildren(
    "Guessed from this browser’s clock and language; nothing was looked up.",
    ...(parts.length ? [" Or is it", ...parts, "?"] : []),
  );
};

const ask = () => {
  select.value = "";
  how.textContent = "Choose it once; this browser remembers it.";
};

const show = async (here) => {
  if (!rows.has(here.noc)) {
    rememberCountry(null); // a code that no country has any more
    return here.isChosen ? start() : ask();
  }
  select.value = here.noc;
  const others = here.isChosen ? [] : (await guesses()).filter((each) => each.noc !== here.noc).slice(0, 2);
  if (select.value !== here.noc) return; // another one was chosen meanwhile
  explain(here, others);
  await showEverywhere(here.noc);
};

const choose = (noc) => {
  choices += 1;
  rememberCountry(noc);
  show({ noc, isChosen: true });
};

const forget = () => {
  rememberCountry(null);
  start();
};

// A guess that comes late gives way to what the reader chose meanwhile
let choices = 0;
const start = async () => {
  const before = choices;
  const unlessChosen = (next) => (choices === before ? next() : undefined);
  try {
    const here = await country();
    await unlessChosen(() => (here ? show(here) : ask()));
  } catch {
    unlessChosen(ask);
  }
};

// Arrow keys pass by countries that nobody means
let waiting = 0;
const chooseSoon = () => {
  clearTimeout(waiting);
  const noc = select.value;
  if (!noc) return;
  choices += 1;
  waiting = setTimeout(() => choose(noc), 350);
};

// The reader's zone: the browser's own, or one that was chosen

const zoneChoice = (details) => {
  const list = details.querySelector("select");
  const fillList = () => {
    if (list.options.length) return;
    const own = new Option(`As this browser has it: ${ownZone()}`, "");
    list.append(own, ...Intl.supportedValuesOf("timeZone").map((name) => new Option(name.replaceAll("_", " "), name)));
    list.value = chosenZone() ?? "";
  };
  details.addEventListener("toggle", fillList);
  list.addEventListener("change", () => {
    rememberZone(list.value || null);
    dispatchEvent(new Event("zonechange"));
    details.querySelector("[role=status]").textContent = `Times are those of ${zone()}.`;
  });
};

// "Côte d’Ivoire" and "the Netherlands" as words without accents, signs and little words
const words = (text) =>
  text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase()
    .replace(/[’']/g, "").replace(/[^\p{Letter}\p{Number}]+/gu, " ").split(" ")
    .filter((word) => word && !["the", "of", "and"].includes(word));

const findAsYouType = (box) => {
  const input = box.querySelector("input");
  const status = box.querySelector("[role=status]");
  const names = new Map(
    [...rows.values()].map((row) => [row, words(`${row.querySelector("a").textContent} ${row.dataset.also}`)]),
  );
  const find = () => {
    const wanted = words(input.value);
    let found = 0;
    for (const [row, own] of names) {
      row.hidden = !wanted.every((word) => own.some((each) => each.startsWith(word)));
      found += row.hidden ? 0 : 1;
    }
    for (const part of document.querySelectorAll(".answers-of-a-kind")) {
      part.hidden = !part.querySelector("li:not([hidden])");
    }
    if (wanted.length) for (const fold of document.querySelectorAll(".country-fold")) fold.open = true;
    const said = found ? `${found} ${found === 1 ? "country" : "countries"}` : "No country of that name; try its code, such as NED.";
    status.textContent = wanted.length ? said : "";
  };
  input.addEventListener("input", find);
  find(); // a browser that comes back to the page fills the field again
};

if (form) {
  select.addEventListener("change", chooseSoon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    chooseSoon();
  });
  start();
  findAsYouType(document.querySelector("[data-find-country]"));
  const details = document.querySelector("[data-zone-choice]");
  if (details) zoneChoice(details);
  addEventListener("storage", (event) => event.key === "isuwc-country" && start());
}
