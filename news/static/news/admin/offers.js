// Words of this person that were not saved, offered where the form is opened again: what this browser keeps and what the
// server does, each form once, the newer of the two.

import { all, remove } from "../../submissions/words-store.js";
import { ask, entries, key, panel, restore, user } from "./words.js";

// Windows that are open hold a lock with the key of their form: their words are nobody's to restore.
async function held() {
  const found = await navigator.locks?.query();
  return new Set((found?.held ?? []).map((lock) => lock.name));
}

async function inThisBrowser() {
  const mine = (each) => each.user === user && each.path === location.pathname && each.key !== key;
  const now = JSON.stringify(entries());
  const found = [];
  for (const words of (await all()).filter(mine)) {
    if (JSON.stringify(words.entries) === now) await remove([words.key]);
    else found.push(words);
  }
  return found;
}

const addressOf = (words) => panel.dataset.words.replace("KEY", words.key);

async function give(words) {
  const response = await fetch(addressOf(words), { headers: { Accept: "application/json" } });
  const found = await response.json();
  if (!found.entries) throw new Error(found.error ?? "you are no longer signed in");
  restore(found);
}

// Of one form: here, on the server, or both, of which the newer is given back and both are thrown away
function line({ here, there }) {
  // What the server has of the form this browser knows of; if not, the later of the two counts.
  const isKnown = there && here?.keptAt === there.at;
  const isHere = here && (isKnown || !(there?.at > here.at));
  const words = isHere ? here : there;
  const element = panel.querySelector("[data-kept-form]").content.firstElementChild.cloneNode(true);
  const write = (name, text) => { element.querySelector(`[${name}]`).textContent = text; };
  const server = there?.isHere || here ? "on the server" : "on the server, typed on another device";
  const older = here && there && !isKnown;
  write("data-kept-where", isHere ? "on this computer" : server);
  write("data-kept-at", new Date(words.at).toLocaleString());
  write("data-kept-title", words.title ? ` (“${words.title}”)` : "");
  write("data-kept-newer", older ? `, the newer of two (the other, ${isHere ? "on the server" : "on this computer"}, is of
    ${new Date((isHere ? there : here).at).toLocaleTimeString()})` : "");
  element.querySelector("[data-restore]").addEventListener("click", () => {
    if (isHere) restore(here);
    else give(there).catch((error) => write("data-kept-trouble", `Not given back: ${error.message}.`));
  });
  element.querySelector("[data-forget]").addEventListener("click", async () => {
    const answer = there ? await ask(addressOf(there), []).catch(() => ({ error: "there is no connection" })) : {};
    if (answer.user === null || answer.error) {
      write("data-kept-trouble", `Not discarded: ${answer.error ?? "you are no longer signed in"}.`);
      return;
    }
    remove([words.key]).catch(() => {});
    element.remove();
  });
  return element;
}

const lines = new Map(); // by the key of the form

// `onServer`: key, title, at and whether it was kept from this browser. Before the server has answered there is none of
// it, and what this browser keeps is offered already.
export async function offer(onServer) {
  const open = await held();
  const found = new Map();
  for (const here of await inThisBrowser().catch(() => [])) found.set(here.key, { here });
  for (const { key: form, title, at, is_here: isHere } of onServer) {
    if (form !== key) found.set(form, { ...found.get(form), there: { key: form, title, at: Date.parse(at), isHere } });
  }
  const newest = ({ here, there }) => Math.max(here?.at ?? 0, there?.at ?? 0);
  const free = [...found].filter(([form]) => !open.has(`isuwc-words ${form}`)).map(([, words]) => words);
  for (const words of free.sort((one, other) => newest(one) - newest(other))) {
    const { key: of } = words.here ?? words.there;
    const before = lines.get(of);
    if (before && (!words.there || !before.isConnected)) continue; // the same still, or thrown away by now
    lines.set(of, line(words));
    if (before) before.replaceWith(lines.get(of));
    else panel.querySelector("[data-kept-form]").after(lines.get(of));
  }
}
