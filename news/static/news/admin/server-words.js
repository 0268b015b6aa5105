// Unsaved words are kept on the server while one types, and whoever has the same article open is named. One address
// answers both: a sign of life every half minute while the form is in sight, with the words where they changed.

import { zone } from "../../isuwc/js/here.js";
import { ask, entries, form, isDirty, key, panel, state, value } from "./words.js";

const PAUSE = 3_000; // milliseconds after the last key
const AT_MOST = 20_000; // from the first key that is not kept
const BEAT = 25_000;
const PATIENCE = 20_000; // for an answer
const LARGEST = 5_000_000; // bytes of a request as it is sent; the site reads no larger one

const status = form?.querySelector("[data-kept-on-server]");
const trouble = form?.querySelector("[data-not-kept]");
const others = form?.querySelector("[data-others]");

let token = key; // by which the server knows this form
let keptText = null; // the words of which the server has a copy
let told = false; // what waits on the server for this person
let typed = false; // since the last sign of life
let last = 0; // when it was sent
let waiting = { pause: 0, most: 0 };
let busy = null;
let again = false;
let replaces = [];

// By the editor's own clocks, with the day where it is another one than today
function clock(at, seconds) {
  const date = new Date(at);
  const day = (each) => new Intl.DateTimeFormat("en-GB", { timeZone: zone(), day: "numeric", month: "short" }).format(each);
  const time = { timeZone: zone(), hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...(seconds && { second: "2-digit" }) };
  const said = new Intl.DateTimeFormat("en-GB", time).format(date);
  return day(date) === day(new Date()) ? said : `${day(date)}, ${said}`;
}

function say(element, ...parts) {
  const made = document.createElement("span");
  made.append(...parts);
  if (element.textContent === made.textContent) return; // said already
  element.replaceChildren(...made.childNodes);
}

function link(words, href, isElsewhere) {
  const made = document.createElement("a");
  made.href = href;
  made.textContent = words;
  if (isElsewhere) Object.assign(made, { target: "_blank", rel: "noopener" });
  return made;
}

function notKept(why, ...more) {
  say(status);
  say(trouble, `Not kept on the server: ${why}; kept in this browser. `, ...more);
}

function kept(at) {
  say(trouble);
  say(status, `Kept on the server ${clock(at, true)}`);
  status.title = `${new Date(at).toISOString().slice(11, 19)} UTC. Not a version: only Save makes one.`;
}

function sentence({ name, since, until, is_there: isThere, typed: wrote }) {
  if (!isThere) return `${name} was editing this until ${clock(until)}.`;
  return wrote ? `${name} has been editing this since ${clock(since)}.` : `${name} has had this open since ${clock(since)}.`;
}

function tell(answer) {
  const said = answer.others.map((each) => `${sentence(each)} `);
  if (answer.saved) {
    const { by, at, version, began_with: began, compare } = answer.saved;
    said.push(`${by} saved version ${version} at ${clock(at)}${by === "You" ? " in another window" : ""}; `);
    said.push(`your form began with ${began}. Saving will bring both together. `, link("Compare them", compare, true));
  }
  say(others, ...said);
  others.classList.toggle("newsroom-others", said.length > 0);
}

function answered(answer, text) {
  if (answer.user === null) {
    tell({ others: [], saved: null }); // nobody tells any more
    notKept("you are no longer signed in", link("Sign in in a new window", panel.dataset.login, true));
    return;
  }
  if (answer.error) {
    notKept(answer.error);
    return;
  }
  tell(answer);
  if (answer.words && !told) {
    told = true;
    form.dispatchEvent(new CustomEvent("words:waiting", { detail: answer.words }));
  }
  if (text === null) {
    if (state.keptAt) kept(state.keptAt); // signed in again, and nothing more to keep
    else say(trouble);
    return;
  }
  if (answer.not_kept) {
    notKept(answer.not_kept);
  } else if (answer.kept) {
    keptText = text;
    replaces = [];
    state.keptAt = Date.parse(answer.kept);
    kept(answer.kept);
    form.dispatchEvent(new CustomEvent("words:kept"));
  } else {
    rename();
  }
}

// The form was saved, and one has come back to it: what is typed now is kept as of another form.
function rename() {
  const letters = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)));
  token = btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const field = form.querySelector("[name=_words]") ?? document.createElement("input");
  Object.assign(field, { type: "hidden", name: "_words", value: token });
  form.append(field);
  navigator.locks?.request(`isuwc-words ${token}`, () => new Promise(() => {}));
  again = true;
}

// What is to be kept now, as text; null where nothing changed
function unkept() {
  if (!isDirty() && keptText === null) return null;
  const text = JSON.stringify(entries());
  return text === keptText ? null : text;
}

async function beat() {
  const text = unkept();
  const fields = [["_form", token], ["_base", value("base_version")]];
  if (!told) fields.push(["_first", "1"]);
  if (typed) fields.push(["_typed", "1"]);
  if (text !== null) fields.push(["_keep", "1"], ["_opened", value("_opened")], ...entries());
  fields.push(...replaces.map((each) => ["_replaces", each]));
  typed = false;
  last = Date.now();
  let answer;
  if (text !== null && new URLSearchParams(fields).toString().length > LARGEST) {
    answer = { error: "the form is too large" };
  } else {
    answer = await ask(panel.dataset.beat, fields, AbortSignal.timeout(PATIENCE)).catch(() => ({ error: "there is no connection" }));
  }
  answered(answer, text);
  return answer;
}

// One request at a time
async function now() {
  for (const each of Object.values(waiting)) clearTimeout(each);
  waiting = { pause: 0, most: 0 };
  if (state.sending) return null;
  if (busy) {
    again = true;
    return busy;
  }
  busy = beat();
  const answer = await busy.finally(() => { busy = null; });
  if (again) {
    again = false;
    touched();
  }
  return answer;
}

function touched() {
  clearTimeout(waiting.pause);
  waiting.pause = setTimeout(now, PAUSE);
  waiting.most ||= setTimeout(now, AT_MOST);
}

function leave() {
  const body = new FormData();
  for (const field of ["csrfmiddlewaretoken", "made_for"]) body.append(field, value(field));
  body.append("_form", token);
  body.append("_leave", "1");
  // Whoever sends the form stays: the page that follows has it open
  if (!state.sending) navigator.sendBeacon(panel.dataset.beat, body);
}

// Resolves once no words are on their way to the server. It knows by itself those that come after the form: a save is
// not held up by them for long.
export async function settled() {
  const late = new Promise((resolve) => { setTimeout(resolve, 3_000); });
  await Promise.race([busy?.catch(() => {}), late]);
}

// From now on; `earlier` are the keys of forms whose words this one holds. The form hears of what was kept
// (words:kept), and once of what waits on the server for this person (words:waiting).
export function watch(earlier) {
  if (!panel.dataset.beat) return;
  replaces = earlier;
  form.addEventListener("input", (event) => {
    typed ||= event.isTrusted;
    touched();
  });
  form.addEventListener("change", touched);
  setInterval(() => {
    if (last && !document.hidden && Date.now() - last >= BEAT) now();
  }, 1_000);
  document.addEventListener("visibilitychange", () => {
    // Of a page that is gone in a moment nothing is sent: this browser has its words
    if (document.hidden) setTimeout(() => { if (unkept() !== null) now(); }, 300);
    else now();
  });
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => { if (event.persisted) now(); });
}

// The first sign of life, once the editors have started
export function begin() {
  if (panel.dataset.beat) now();
}
