// Counts down to a moment. Without it the page shows the date alone.
// <p class="countdown" data-until="2026-11-13T17:30:00Z"></p>
import { now } from "./clock.js";

const UNITS = [
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

const draw = (element, seconds) => {
  let rest = seconds;
  const parts = UNITS.map(([unit, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    const part = document.createElement("span");
    const number = document.createElement("b");
    number.textContent = unit === "day" ? count : String(count).padStart(2, "0");
    part.append(number, count === 1 ? unit : `${unit}s`);
    return part;
  });
  element.replaceChildren(...parts);
};

const start = (element) => {
  const until = Date.parse(element.dataset.until);
  const tick = () => {
    const seconds = Math.floor((until - now()) / 1000);
    const heading = element.closest(".until") ?? element;
    heading.classList.toggle("is-over", seconds < 0);
    if (seconds < 0 || !element.isConnected) {
      clearInterval(timer);
      return;
    }
    draw(element, seconds);
  };
  const timer = setInterval(tick, 1000);
  tick();
};

const startIn = (scope) => scope.querySelectorAll(".countdown[data-until]").forEach(start);

startIn(document);
document.addEventListener("renewed", (event) => startIn(event.target));
