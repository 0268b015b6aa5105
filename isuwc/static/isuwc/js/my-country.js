// Where to watch: the reader's own country first, chosen once or guessed, corrected by one tap; and the list found in
// as one types. Without it the form leads to the country's page.
import { chosenCountry, chosenZone, country, guesses, ownZone, rememberCountry, rememberZone, zone } from "./here.js";
import { showEverywhere } from "./my-answer.js";

const form = document.querySelector(".my-country form");
const select = form?.querySelector("select");
const how = form?.querySelector("[data-how]");
const rows = new Map([...document.querySelectorAll(".country-list [data-noc]")].map((row) => [row.dataset.noc, row]));

const failed = () => {
  const place = document.querySelector("[data-my-answer]");
  const link = document.createElement("a");
  link.href = `/where-to-watch/${select.value.toLowerCase()}/`;
  link.textContent = `The answer for ${select.selectedOptions[0].textContent}`;
  place.replaceChildren(link);
};

const button = (name, action) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "link-button";
  made.textContent = name;
  made.addEventListener("click", action);
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

const show = async (here) => {
  if (!rows.has(here.noc)) return;
  select.value = here.noc;
  const others = here.isChosen ? [] : (await guesses()).filter((each) => each.noc !== here.noc).slice(0, 2);
  if (select.value !== here.noc) return; // another one was chosen meanwhile
  explain(here, others);
  await showEverywhere(here.noc).catch(failed);
};

const choose = (noc) => {
  rememberCountry(noc);
  show({ noc, isChosen: true });
};

const forget = () => {
  rememberCountry(null);
  start();
};

const start = () => country().then((here) => {
  if (here) return show(here);
  how.textContent = "Choose it once; this browser remembers it.";
}).catch(() => {});

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

const folded = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").replaceAll("’", "'").toLowerCase();

const findAsYouType = (box) => {
  const input = box.querySelector("input");
  const status = box.querySelector("[role=status]");
  const names = new Map([...rows].map(([noc, row]) => [row, folded(`${noc} ${row.querySelector("a").textContent}`)]));
  const find = () => {
    const wanted = folded(input.value.trim());
    let found = 0;
    for (const [row, name] of names) {
      row.hidden = !name.includes(wanted);
      found += row.hidden ? 0 : 1;
    }
    for (const part of document.querySelectorAll(".answers-of-a-kind")) {
      part.hidden = !part.querySelector("li:not([hidden])");
    }
    status.textContent = wanted ? `${found} ${found === 1 ? "country" : "countries"}` : "";
  };
  input.addEventListener("input", find);
  find(); // a browser that comes back to the page fills the field again
};

if (form) {
  select.addEventListener("change", () => choose(select.value));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    choose(select.value);
  });
  start();
  findAsYouType(document.querySelector("[data-find-country]"));
  const details = document.querySelector("[data-zone-choice]");
  if (details) zoneChoice(details);
  addEventListener("storage", (event) => event.key === "isuwc-country" && chosenCountry() && start());
}
