// Moments of the newsroom by the editor's own clocks, and how long it is until then. Without it pages give UTC and the
// venue's time, and a countdown as of when they were opened.
// <time datetime="…Z" data-own data-zone="Europe/Oslo">…</time>  <span data-until="…Z">in 2 days</span>
// <div data-when data-place="Stavanger" data-venue-zone="Europe/Oslo">date, time and zone</div>
import { zone } from "../../isuwc/js/here.js";

const here = zone();
const parts = (date, timeZone) =>
  Object.fromEntries(
    new Intl.DateTimeFormat("en-GB", {
      timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    }).formatToParts(date).map((part) => [part.type, part.value]),
  );
const day = (date, timeZone) =>
  new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", day: "numeric", month: "short" }).format(date);
const clock = (date, timeZone) => {
  const { hour, minute } = parts(date, timeZone);
  return `${hour}:${minute}`;
};
const isSame = (date, one, other) => ["day", "hour", "minute"].every((k) => parts(date, one)[k] === parts(date, other)[k]);

for (const element of document.querySelectorAll("time[data-own]")) {
  const date = new Date(element.dateTime);
  if (Number.isNaN(date.getTime()) || isSame(date, here, "UTC") || isSame(date, here, element.dataset.zone)) continue;
  const dated = day(date, here) === day(date, "UTC") ? "" : `${day(date, here)}, `;
  element.append(`, ${dated}${clock(date, here)} your time`);
}

const UNITS = [["day", 1440], ["hour", 60], ["minute", 1]];
const words = (minutes) => {
  const found = [];
  let rest = minutes;
  for (const [unit, length] of UNITS) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count && !(unit === "minute" && minutes >= 1440)) found.push(`${count} ${unit}${count === 1 ? "" : "s"}`);
  }
  return found.length ? `in ${found.join(" ")}` : "in less than a minute";
};
const count = () => {
  for (const element of document.querySelectorAll("[data-until]")) {
    const left = Date.parse(element.dataset.until) - Date.now();
    element.textContent = left <= 0 ? "now" : words(Math.floor(left / 60000));
  }
};
count();
setInterval(count, 15000);

// A date and a time that are typed, as they are by all clocks. The zone's difference from UTC depends on the moment, so
// it is found in two steps.
const momentOf = (date, time, timeZone) => {
  const wanted = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(wanted)) return null;
  const shown = (at) => {
    const p = parts(new Date(at), timeZone);
    return Date.parse(`${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}Z`);
  };
  let at = wanted - (shown(wanted) - wanted);
  at -= shown(at) - wanted;
  return shown(at) === wanted ? new Date(at) : null;
};

for (const form of document.querySelectorAll("[data-when]")) {
  const [date, time] = form.querySelectorAll("input[type=date], input[type=time]");
  const choice = form.querySelector("select");
  const said = form.querySelector("[data-when-said]");
  if (!date || !time || !choice || !said) continue;
  const own = [...choice.options].find((option) => option.value === here);
  if (own && here !== "UTC" && !own.text.includes("your")) own.text += ", your own";
  if (!own) choice.add(new Option(`${here} (your own clocks)`, here));
  const say = () => {
    const at = date.value && time.value && momentOf(date.value, time.value.slice(0, 5), choice.value);
    if (!at) {
      said.textContent = "";
      return;
    }
    const by = [["UTC", "UTC"], [`in ${form.dataset.place}`, form.dataset.venueZone], ["your time", here]];
    const times = by.filter(([, name]) => name).map(([where, name]) => `${day(at, name)}, ${clock(at, name)} ${where}`);
    const left = at.getTime() - Date.now();
    said.textContent = `${times.join(" · ")} · ${left <= 0 ? "past" : words(Math.floor(left / 60000))}`;
  };
  for (const field of [date, time, choice]) field.addEventListener("input", say);
  say();
}
