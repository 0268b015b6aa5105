// Keeps a live blog up to date: new entries are announced and shown when asked for, so that nothing moves what one reads.
// <section data-live-blog="/news/2026/…/entries/"> … [data-live-said] … button[data-live-new] … [data-live-list] ol li[id]
import { fill } from "./local-time.js";

const EVERY = 20_000;
const SELDOM = 300_000; // once it has ended, or while the site does not answer

const root = document.querySelector("[data-live-blog]");
const list = root?.querySelector("[data-live-list]");
const said = root?.querySelector("[data-live-said]");
const offer = root?.querySelector("[data-live-new]");

let known = null; // the ETag of what was answered last
let newest = null; // that answer, as a fragment
let waiting = null;
let asking = false;

const entriesIn = (scope) => [...scope.querySelectorAll(".live-entry")];
const number = (entry) => Number(entry.id.split("-").at(-1));

const fragmentOf = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
};

// A photo whose rights end and a result change without the mark.
const content = (entry) => entry.querySelector(".live-words").innerHTML;
const differs = (one, other) => one.dataset.mark !== other.dataset.mark || content(one) !== content(other);

// What was corrected or withdrawn is put right at once: nobody shall go on reading what was wrong.
const putRight = (fragment) => {
  const now = new Map(entriesIn(fragment).map((entry) => [entry.id, entry]));
  // A pinned one may be older than all that the answer has.
  const isPinned = (entry) => entry.classList.contains("is-pinned");
  const oldest = Math.min(...[...now.values()].filter((entry) => !isPinned(entry)).map(number));
  for (const entry of entriesIn(list)) {
    const other = now.get(entry.id);
    if (!other) {
      if (number(entry) >= oldest || now.size === 0 || isPinned(entry)) entry.remove();
    } else if (differs(other, entry)) {
      const changed = other.cloneNode(true);
      entry.replaceWith(changed);
      fill(changed);
    }
  }
  const state = fragment.querySelector(".live-state").cloneNode(true);
  list.querySelector(".live-state").replaceWith(state);
};

const announce = (fragment) => {
  const there = new Set(entriesIn(list).map((entry) => entry.id));
  const latest = Math.max(0, ...entriesIn(list).map(number));
  const count = entriesIn(fragment).filter((entry) => !there.has(entry.id) && number(entry) > latest).length;
  const words = count === 1 ? "1 new entry" : `${count} new entries`;
  if (count === 0) {
    offer.hidden = true;
    said.textContent = "";
    return;
  }
  offer.textContent = `Show ${words}`;
  offer.hidden = false;
  if (said.textContent !== words) said.textContent = words;
};

const show = () => {
  const there = new Set(entriesIn(list).map((entry) => entry.id));
  list.replaceChildren(newest.cloneNode(true));
  fill(list);
  offer.hidden = true;
  said.textContent = "";
  const first = entriesIn(list).find((entry) => !there.has(entry.id));
  if (!first) return;
  first.tabIndex = -1;
  first.focus({ preventScroll: true });
  first.scrollIntoView({ block: "start" });
};

const take = (html) => {
  newest = fragmentOf(html);
  putRight(newest);
  announce(newest);
};

// When to ask again; null: never.
const answered = async (response) => {
  if (response.status === 304) return EVERY;
  if (response.status === 404 || response.status === 410) {
    said.textContent = "This story has moved or is no longer here. Load the page again.";
    return null;
  }
  if (!response.ok) return SELDOM;
  known = response.headers.get("ETag");
  take(await response.text());
  return list.querySelector(".live-state .chip.live") ? EVERY : SELDOM;
};

const ask = async () => {
  if (asking || document.hidden) return;
  asking = true;
  clearTimeout(waiting);
  let pause = SELDOM;
  try {
    const headers = known ? { "If-None-Match": known } : {};
    pause = await answered(await fetch(root.dataset.liveBlog, { headers, cache: "no-store" }));
  } catch {
    pause = EVERY; // no connection for the moment
  }
  asking = false;
  if (pause !== null) waiting = setTimeout(ask, pause);
};

if (root) {
  offer.addEventListener("click", show);
  document.addEventListener("visibilitychange", ask);
  addEventListener("online", ask);
  waiting = setTimeout(ask, EVERY);
}
