// The grid of a listing's sessions: ticked all at once, and, in the form of new listings, those of the events ticked.
import { said } from "./heard.js";

const boxOf = (row) => row.querySelector('input[type="checkbox"]');
const details = (row) => [...row.querySelectorAll('input[type="text"], input[type="url"], select')];
const sessionOf = (row) => row.querySelector('[name$="-session"]').value;
const rowsOf = (grid) => [...grid.querySelectorAll(".sessions-grid tbody tr")];

// Of a session that is left out there is nothing to say but a note.
function mark(row) {
  const isFilled = details(row).some((field) => field.value && !field.name.endsWith("-note"));
  row.classList.toggle("is-out", !boxOf(row).checked && !isFilled);
}

function tick(rows, isTicked) {
  for (const row of rows) {
    if (isTicked || !details(row).some((field) => field.value)) boxOf(row).checked = isTicked;
    mark(row);
  }
}

export function wire(grid) {
  const rows = rowsOf(grid);
  const only = grid.querySelector("#id_only_sessions");
  for (const row of rows) {
    mark(row);
    boxOf(row).addEventListener("change", () => mark(row));
  }
  grid.querySelector("[data-script]").hidden = rows.length === 0;
  for (const button of grid.querySelectorAll("[data-tick]")) {
    button.addEventListener("click", () => tick(rows, button.dataset.tick === "all"));
  }
  only?.addEventListener("change", () => tick(rows, !only.checked));
}

const fieldsOf = (row) => [boxOf(row), ...details(row)];
const part = (field) => field.name.replace(/^showings-\d+-/u, "");

function keep(grid, kept) {
  for (const row of rowsOf(grid)) {
    const values = fieldsOf(row).map((field) => [part(field), field.type === "checkbox" ? field.checked : field.value]);
    kept.set(sessionOf(row), new Map(values));
  }
}

function fill(grid, kept, only) {
  grid.querySelector("#id_only_sessions").checked = only;
  for (const row of rowsOf(grid)) {
    const values = kept.get(sessionOf(row));
    for (const field of fieldsOf(row)) {
      if (field.type === "checkbox") field.checked = values?.get(part(field)) ?? !only;
      else field.value = values?.get(part(field)) ?? field.value;
    }
    const channel = row.querySelector("details");
    channel.open = Boolean(channel.querySelector("input").value);
  }
}

// In a form of new listings, which has no sessions yet: those of its events are asked for as they are ticked, and what
// was typed of a session is still there when its event is ticked again.
export function askForSessions(form, events) {
  const say = said(events);
  const kept = new Map();
  let only = false;
  let asked = 0;
  const gridNow = () => form.querySelector("[data-sessions]");

  function forget() {
    const grid = gridNow();
    if (!grid) return "";
    keep(grid, kept);
    only = grid.querySelector("#id_only_sessions").checked;
    return grid.querySelector('[name="times_in"]').value;
  }

  function put(fresh) {
    const times = forget();
    const old = gridNow();
    if (fresh) {
      if (old) old.replaceWith(fresh);
      else form.querySelector(".submit-row:last-of-type").before(fresh);
      fill(fresh, kept, only);
      wire(fresh);
      fresh.querySelector('[name="times_in"]').value = times || fresh.querySelector('[name="times_in"]').value;
    } else old?.remove();
  }

  async function ask() {
    const number = ++asked;
    const ticked = [...events.querySelectorAll("input:checked")];
    if (ticked.length === 0) {
      put(null);
      return say("");
    }
    const wanted = new URLSearchParams(ticked.map((box) => ["sessions_of", box.value]));
    wanted.set("who", form.querySelector("#id_who").value);
    const times = gridNow()?.querySelector('[name="times_in"]').value;
    if (times) wanted.set("times_in", times);
    try {
      const answer = await fetch(`?${wanted}`);
      const body = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = body.querySelector("[data-sessions]");
      if (number !== asked) return;
      put(fresh && document.adoptNode(fresh));
      say(fresh ? "Their sessions are at the foot of the form." : "");
    } catch {
      if (number === asked) say("");
    }
  }
  events.addEventListener("change", ask);
  if (!gridNow() && events.querySelector("input:checked")) ask();
}
