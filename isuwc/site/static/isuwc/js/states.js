// Moves what is on now and what is next along while the page stays open.
// <div data-states> … <li data-starts="…Z" data-ends="…Z"> … <span class="chip state" data-state="scheduled">…</span>
import { now } from "./clock.js";

const WORDS = { live: "On now", next: "Next", finished: "Finished", scheduled: "Scheduled", moved: "Moved" };
const LOOKS = ["live", "lane", "plan-moved"];

const stateAt = (item, time) => {
  if (time >= Date.parse(item.dataset.ends)) return "finished";
  return time >= Date.parse(item.dataset.starts) ? "live" : "to come";
};

const show = (chip, state) => {
  chip.textContent = WORDS[state];
  chip.hidden = state === "scheduled";
  chip.classList.remove(...LOOKS);
  if (state === "live") chip.classList.add("live");
  if (state === "next") chip.classList.add("lane");
  if (state === "moved") chip.classList.add("plan-moved");
};

const move = () => {
  const time = now();
  let isNextFound = false;
  const items = [...document.querySelectorAll("[data-states] [data-starts]")]
    .sort((one, other) => Date.parse(one.dataset.starts) - Date.parse(other.dataset.starts));
  for (const item of items) {
    const chip = item.querySelector(".state");
    const said = chip?.dataset.state;
    if (!chip || said === "postponed" || said === "cancelled") continue;
    let state = stateAt(item, time);
    if (state === "to come") {
      const isNext = !isNextFound;
      isNextFound = true;
      state = said === "moved" ? "moved" : isNext ? "next" : "scheduled";
    }
    show(chip, state);
  }
};

move();
setInterval(move, 20_000);
document.addEventListener("renewed", move);
