// The form of listings: what is typed is said as it is understood, and the sessions of the grid are ticked all at once.
import { said, sayBroadcaster } from "./heard.js";
import { askForSessions, wire } from "./sessions-grid.js";

const form = document.querySelector("#listing_form");

// Whoever adds a listing

function sayTerritories(field, address) {
  const say = said(field);
  let waiting = 0;
  let asked = 0;
  async function ask() {
    const number = ++asked;
    if (!field.value.trim()) return say("");
    try {
      const answer = await fetch(`${address}?text=${encodeURIComponent(field.value)}`);
      const { territories, errors } = await answer.json();
      if (number === asked) {
        const named = territories.length ? `Understood: ${territories.join(" · ")}.` : "";
        say([named, ...errors].filter(Boolean).join(" "), errors.length > 0);
      }
    } catch {
      if (number === asked) say("");
    }
  }
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 250);
  });
  if (!field.closest(".form-row").querySelector(".errorlist")) ask(); // else the server has said it already
}

// Only the events of the season that is chosen are shown, and those that are ticked: nothing is unticked unseen.
function showEventsOf(season) {
  const groups = [...form.querySelectorAll("#id_events > div")];
  function show() {
    const name = season.selectedOptions[0]?.textContent.trim();
    for (const group of groups) {
      const heading = group.querySelector("label")?.firstChild?.textContent.trim();
      group.hidden = Boolean(season.value) && heading !== name && !group.querySelector("input:checked");
    }
  }
  season.addEventListener("change", show);
  show();
}

const address = form?.querySelector("[data-territories]")?.dataset.territories;
if (address) {
  sayTerritories(form.querySelector("#id_where"), address);
  sayBroadcaster(form.querySelector("#id_who"));
}
const season = form?.querySelector("#id_season");
if (season && form.querySelector("#id_events")) showEventsOf(season);

// Its sessions

const grid = form?.querySelector("[data-sessions]");
if (grid) {
  wire(grid);
  let isTouched = false;
  form.addEventListener("input", () => {
    isTouched = true;
  });
  for (const link of grid.querySelectorAll("[data-leaves]")) {
    link.addEventListener("click", (event) => {
      // oxlint-disable-next-line no-alert
      if (isTouched && !window.confirm("What you have changed here is not saved. Leave it?")) event.preventDefault();
    });
  }
}
const events = form?.querySelector("#id_events");
if (address && events) askForSessions(form, events);
