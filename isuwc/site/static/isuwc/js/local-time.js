// Puts the visitor's own time, with its weekday (and its date, where data-local is "dated"), below a time of the venue.
// <span class="moment"><time datetime="…Z" data-local data-zone="Europe/Oslo">Fri 19:30</time> <span class="here"></span></span>
import { zone } from "./here.js";

const clock = (date, timeZone, isDated = false) => {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone, weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }).formatToParts(date);
  const part = (type) => parts.find((each) => each.type === type).value;
  const day = isDated ? ` ${part("day")} ${part("month").slice(0, 3)}` : ""; // en-GB has Sept
  return `${part("weekday")}${day} ${part("hour")}:${part("minute")}`;
};

export const fill = (scope = document) => {
  const here = zone();
  for (const time of scope.querySelectorAll("time[data-local]")) {
    const place = time.closest(".moment")?.querySelector(".here");
    const date = new Date(time.dateTime);
    if (!place || Number.isNaN(date.getTime())) continue;
    const isDated = time.dataset.local === "dated";
    const own = clock(date, here, isDated);
    const isSame = own === clock(date, time.dataset.zone, isDated);
    place.textContent = isSame ? "the same for you" : `${own} your time`;
    place.dataset.zone = here; // said on paper
    place.classList.toggle("is-same", isSame);
  }
  for (const time of scope.querySelectorAll("time[data-clock]")) {
    const date = new Date(time.dateTime);
    if (Number.isNaN(date.getTime())) continue;
    const [own, there] = [clock(date, here), clock(date, time.dataset.zone)];
    // It stands below the venue's day: the reader's is said where it is another one
    time.querySelector("span").textContent = own.slice(0, 3) === there.slice(0, 3) ? own.slice(4) : own;
  }
  for (const said of scope.querySelectorAll("[data-clock-said]")) said.textContent = "Race times are yours";
  for (const said of scope.querySelectorAll("[data-zone-said]")) {
    said.textContent = `Your time is that of ${here.split("/").at(-1).replaceAll("_", " ")} (${here}).`;
  }
};

fill();
addEventListener("storage", (event) => event.key === "zone" && fill());
addEventListener("zonechange", () => fill());
document.addEventListener("renewed", (event) => fill(event.target));
