// The answer of the reader's own country, taken from that country's page, so that there is one answer everywhere.
// <div data-my-answer data-event="2025-26/3-heerenveen" data-watch="/where-to-watch/?event=…">…</div>
import { countries, country } from "./here.js";
import { fill } from "./local-time.js";

const pages = new Map();

const addressOf = (noc, season) => `/where-to-watch/${noc.toLowerCase()}/?season=${season}`;

const pageOf = (noc, season) => {
  const address = addressOf(noc, season);
  if (!pages.has(address)) {
    pages.set(address, fetch(address, { headers: { Accept: "text/html" } }).then(async (answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    }).catch((error) => {
      pages.delete(address); // asked again the next time
      throw error;
    }));
  }
  return { address, page: pages.get(address) };
};

const element = (name, className, ...content) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
};

const link = (address, text) => {
  const made = element("a", "", text);
  made.href = address;
  return made;
};

// Below the sessions, what the country has otherwise than for the whole event
let shownSection = null;
const showSessions = (section) => {
  shownSection = section;
  for (const place of document.querySelectorAll("[data-own-of]")) {
    const own = section?.querySelector(`.own[data-session="${place.dataset.ownOf}"]`);
    place.replaceChildren(...(own ? [...own.childNodes].map((node) => document.importNode(node, true)) : []));
    place.hidden = !own;
  }
};

const showAnswer = async (place, noc) => {
  const [year, slug] = place.dataset.event.split("/");
  const { address, page } = pageOf(noc, year);
  const found = await page;
  const section = found.querySelector(`[data-event="${CSS.escape(place.dataset.event)}"]`);
  const name = found.querySelector("h1").dataset.inText;
  if (place.dataset.wanted !== noc) return; // another country was chosen meanwhile
  if (!section) throw new Error(`no answer for ${noc}`);
  const answer = document.importNode(section.querySelector(".answer"), true);
  const season = link(`${address}#${slug}`, `Every event in ${name}`);
  if (document.querySelector("#country")) {
    const calendar = link(`${address}#calendar`, "All of it in your calendar");
    place.replaceChildren(answer, element("p", "my-answer-more", season, " · ", calendar));
  } else {
    const change = link(place.dataset.watch, "Another country");
    place.replaceChildren(element("p", "my-answer-country", `In ${name}`), answer, element("p", "my-answer-more", season, " · ", change));
  }
  place.dataset.noc = noc;
  showSessions(section);
  fill();
};

// The country is known and its answer is not: said as it is, with the way to its page
const showFailure = async (place, noc) => {
  const name = await countries().then((all) => all.find((each) => each.noc === noc)?.name, () => null);
  if (place.dataset.wanted !== noc) return;
  const [year, slug] = place.dataset.event.split("/");
  const own = link(`${addressOf(noc, year)}#${slug}`, `The page of ${name ?? noc}`);
  const all = link(place.dataset.watch, "Every country");
  const more = document.querySelector("#country") ? [own] : [own, " · ", all];
  place.replaceChildren(
    element("p", "my-answer-failed", `Who shows it in your country (${name ?? noc}) could not be loaded.`),
    element("p", "my-answer-more", ...more),
  );
  delete place.dataset.noc;
};

export const showIn = async (place, noc) => {
  if (place.dataset.wanted !== noc) showSessions(null); // those of another country
  place.dataset.wanted = noc;
  try {
    await showAnswer(place, noc);
  } catch {
    if (place.dataset.wanted === noc) await showFailure(place, noc);
  }
};

export const showEverywhere = (noc) =>
  Promise.all([...document.querySelectorAll("[data-my-answer]")].map((place) => showIn(place, noc)));

document.addEventListener("renewed", () => showSessions(shownSection));

// While no country is known the page keeps its link to every country's answer.
if (document.querySelector("[data-my-answer]") && !document.querySelector("#country")) {
  const start = () => country().then((here) => here && showEverywhere(here.noc)).catch(() => {});
  start();
  addEventListener("storage", (event) => event.key === "isuwc-country" && start());
}
