// Renews a page of a race day: parts that changed are replaced, and the reader stays where they are.
// <div data-renew="2025-11-15T17:00Z/2025-11-15T22:48Z …"> [data-renewed] [data-renewal-said] … <section data-part="results">
import { now } from "./clock.js";
import { zone } from "./here.js";

const EVERY = 15_000;
const SELDOM = 300_000; // the longest wait while the site does not answer
const ANCHORS = 40;

const root = document.querySelector("[data-renew]");
const partsIn = (scope) => new Map([...scope.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
const sourcesIn = (scope) => new Map([...partsIn(scope)].map(([name, part]) => [name, part.outerHTML]));
const resultsIn = (scope) => new Set([...scope.querySelectorAll("[data-result]")].map((each) => each.dataset.result));

let shown = sourcesIn(document); // as the server wrote them: this script runs before those that add to them
let address = location.href.split("#")[0];
let known = null; // the ETag of the last answer
let held = null; // an answer that waits until the reader lets go of a selection
let waiting = null;
let asking = false;
let askedAt = Date.now();
let failures = 0;
let isWhole = true; // false once a part has come that has no place on the page as it was loaded

const spans = () => root.dataset.renew.split(" ").map((span) => span.split("/").map((each) => Date.parse(each)));

// Milliseconds until the page has to be renewed: 0 now, Infinity never again.
const untilNeeded = () => {
  const time = now();
  return Math.min(...spans().filter(([, ends]) => time < ends).map(([begins]) => Math.max(0, begins - time)));
};

// What the reader has open, where the focus and sideways scrolling are

const foldOf = (details) => details.dataset.fold ?? details.className;
const nth = (all, each) => all.filter((other) => other === each).length - 1;

const keyed = (elements, key) => {
  const keys = [];
  return elements.map((element) => {
    keys.push(key(element));
    return [`${keys.at(-1)} ${nth(keys, keys.at(-1))}`, element];
  });
};
const foldsIn = (part) => keyed([...part.querySelectorAll("details")], foldOf);
const focusesIn = (part) => keyed([...part.querySelectorAll("a[href], button, input, select, summary, [tabindex]")], (each) =>
  each.id || each.getAttribute("href") || (each.localName === "summary" ? foldOf(each.parentElement) : each.getAttribute("aria-label")));
const scrollsIn = (part) => keyed([...part.querySelectorAll(".table-scroll")], (each) => each.getAttribute("aria-label"));

const stateOf = (part) => ({
  folds: foldsIn(part).map(([key, details]) => [key, details.open]),
  scrolls: scrollsIn(part).map(([key, each]) => [key, each.scrollLeft]),
  focus: focusesIn(part).find(([, each]) => each === document.activeElement)?.[0],
  hasFocus: part.contains(document.activeElement),
});

const giveBack = (part, state) => {
  const [folds, scrolls] = [new Map(state.folds), new Map(state.scrolls)];
  for (const [key, details] of foldsIn(part)) details.open = folds.get(key) ?? details.open;
  for (const [key, each] of scrollsIn(part)) each.scrollLeft = scrolls.get(key) ?? 0;
  if (!state.hasFocus) return;
  const same = focusesIn(part).find(([key]) => key === state.focus)?.[1];
  if (!same) part.tabIndex = -1;
  (same ?? part).focus({ preventScroll: true });
};

// What stands in the window now, each with how to find it again in a part that was replaced
const anchors = (changed) => {
  const [found, there] = [[], partsIn(document)];
  for (const element of document.querySelectorAll("main :is(a[href], h1, h2, h3, h4, tr, li)")) {
    const { top, height } = element.getBoundingClientRect();
    if (height === 0 || top < 0 || top > innerHeight) continue;
    const name = changed.find((each) => there.get(each)?.contains(element));
    const key = name && focusesIn(there.get(name)).find(([, each]) => each === element)?.[0];
    if (name && !key) continue;
    const again = () => name
      ? focusesIn(partsIn(document).get(name) ?? document.createElement("p")).find(([each]) => each === key)?.[1]
      : element;
    found.push({ top, again });
    if (found.length === ANCHORS) break;
  }
  return found;
};

const keepPlace = (changed, change) => {
  const places = scrollY > 0 ? anchors(changed) : [];
  const page = document.documentElement;
  page.style.overflowAnchor = "none"; // the browser shall not move it as well
  change();
  for (const { top, again } of places) {
    const element = again();
    if (!element?.isConnected) continue;
    scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" });
    break;
  }
  requestAnimationFrame(() => requestAnimationFrame(() => page.style.removeProperty("overflow-anchor")));
};

const isSelectedIn = (part) => {
  const selection = getSelection();
  return Boolean(part && selection && !selection.isCollapsed && selection.containsNode(part, true));
};

// A part that wasn't there comes behind the one beside it that it follows. Whether there is such a place.
const insert = (part, all, there) => {
  const beside = [...all.values()].filter((each) => each.parentElement === part.parentElement);
  const at = beside.indexOf(part);
  const isThere = (each) => there.has(each.dataset.part);
  const [before, after] = [beside.slice(0, at).findLast(isThere), beside.slice(at + 1).find(isThere)];
  if (before) there.get(before.dataset.part).after(document.importNode(part, true));
  else if (after) there.get(after.dataset.part).before(document.importNode(part, true));
  return Boolean(before ?? after);
};

const replace = (name, all) => {
  const there = partsIn(document);
  const [old, fresh] = [there.get(name), all.get(name)];
  if (!fresh) return old?.remove();
  if (old) {
    const state = stateOf(old);
    // What it holds, not itself: screen readers listen to the one that was there
    old.replaceChildren(...document.importNode(fresh, true).childNodes);
    giveBack(old, state);
  } else if (!insert(fresh, all, there)) isWhole = false;
  partsIn(document).get(name)?.dispatchEvent(new Event("renewed", { bubbles: true }));
};

const listed = (names) => (names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", "));

const take = (page) => {
  const [fresh, sources] = [partsIn(page), sourcesIn(page)];
  const changed = [...new Set([...shown.keys(), ...fresh.keys()])].filter((name) => shown.get(name) !== sources.get(name));
  if (changed.some((name) => isSelectedIn(partsIn(document).get(name)))) {
    held = page;
    return;
  }
  held = null;
  const before = resultsIn(document);
  if (changed.length) keepPlace(changed, () => changed.forEach((name) => replace(name, fresh)));
  shown = sources;
  const come = [...resultsIn(document)].filter((each) => !before.has(each));
  if (come.length) root.querySelector("[data-renewal-said]").textContent = `New: result of ${listed(come)}`;
  const again = page.querySelector("[data-renew]");
  root.dataset.renew = again ? again.dataset.renew : "";
};

const say = (words) => {
  root.querySelector("[data-renewed]").textContent = words;
};

const clock = () => new Intl.DateTimeFormat("en-GB", {
  timeZone: zone(), hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
}).format(now());

// Whether to go on asking
const answered = async (response) => {
  if (response.status === 404 || response.status === 410 || response.redirected) {
    say("This page has moved.");
    return false;
  }
  if (response.status !== 304 && !response.ok) throw new Error(String(response.status));
  if (response.status === 304) {
    if (held) take(held);
  } else {
    const text = await response.text();
    if (location.href.split("#")[0] !== address) return true; // another standing was chosen meanwhile
    const page = new DOMParser().parseFromString(text, "text/html");
    if (shown) take(page);
    else shown = sourcesIn(page);
    known = response.headers.get("ETag");
  }
  failures = 0;
  say(isWhole ? `Renews itself; last at ${clock()}.` : "There is more than this page can add by itself:");
  return true;
};

const ask = async () => {
  clearTimeout(waiting);
  if (asking || document.hidden) return;
  const pause = untilNeeded();
  if (pause > 0) {
    plan(pause);
    return;
  }
  asking = true;
  askedAt = Date.now();
  const here = location.href.split("#")[0];
  if (here !== address) [address, known, held, shown] = [here, null, null, null]; // another standing was chosen
  let goesOn = true;
  try {
    const headers = known ? { "If-None-Match": known } : {};
    goesOn = await answered(await fetch(address, { headers, cache: "no-store" }));
  } catch {
    failures += 1;
    say("Not renewed: no answer from the site.");
  }
  asking = false;
  if (goesOn) plan(Math.min(EVERY * 2 ** failures, SELDOM));
};

const plan = (pause) => {
  clearTimeout(waiting);
  if (pause < Infinity) waiting = setTimeout(ask, Math.min(pause, 3_600_000));
};

if (root) {
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) plan(Math.max(0, askedAt + EVERY - Date.now()));
    else clearTimeout(waiting);
  });
  addEventListener("online", ask);
  plan(Math.max(EVERY, untilNeeded()));
}
