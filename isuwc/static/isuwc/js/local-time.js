// Puts the visitor's own time, with its weekday, below a time of the venue.
// <span class="moment"><time datetime="…Z" data-local data-zone="Europe/Oslo">Fri 19:30</time> <span class="here"></span></span>
import { zone } from "./here.js";

const clock = (date, timeZone) => {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }).formatToParts(date);
  const part = (type) => parts.find((each) => each.type === type).value;
  return `${part("weekday")} ${part("hour")}:${part("minute")}`;
};

export const fill = (scope = document) => {
  const here = zone();
  for (const time of scope.querySelectorAll("time[data-local]")) {
    const place = time.closest(".moment")?.querySelector(".here");
    const date = new Date(time.dateTime);
    if (!place || Number.isNaN(date.getTime())) continue;
    const own = clock(date, here);
    const isSame = own === clock(date, time.dataset.zone);
    place.textContent = isSame ? "the same for you" : `${own} your time`;
    place.classList.toggle("is-same", isSame);
  }
  for (const time of scope.querySelectorAll("time[data-clock]")) {
    const date = new Date(time.dateTime);
    if (!Number.isNaN(date.getTime())) time.querySelector("span").textContent = clock(date, here).slice(4);
  }
  for (const said of scope.querySelectorAll("[data-clock-said]")) said.textContent = "Races have your time";
  for (const said of scope.querySelectorAll("[data-zone-said]")) {
    said.textContent = `Your time is that of ${here.split("/").at(-1).replaceAll("_", " ")} (${here}).`;
  }
};

fill();
addEventListener("storage", (event) => event.key === "zone" && fill());
addEventListener("zonechange", () => fill());
