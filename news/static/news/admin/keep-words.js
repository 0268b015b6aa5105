// No editor's words are lost: what is written is kept on this computer until it is saved, a page with unsaved words
// warns before it is left, and nothing is sent after the session has ended.

import { all, put, remove } from "../../submissions/words-store.js";

const panel = document.querySelector("[data-keep-words]");
const form = panel?.closest("form");
const user = document.querySelector("meta[name=isuwc-user]")?.content;
const key = form?.querySelector("[name=_once]")?.value; // of this form in this window, and of no other
const SENT = "isuwc-sent";
const PAUSE = 200; // milliseconds after the last key
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "_restore", "_once", "_opened", "made_for", "kept_form"]);

let unsaved = false; // from the server: the form holds words that were not saved
let baseline = null; // what the form held once its editors had started
let sending = false;

function entries() {
  const isWord = ([name, value]) => typeof value === "string" && !LEFT_OUT.has(name) && !name.startsWith("_take ");
  return [...new FormData(form)].filter(isWord);
}

function keep() {
  const opened = form.querySelector("[name=_opened]")?.value;
  const title = form.querySelector("[name=title]")?.value;
  // A full or forbidden store: the warning on leaving remains
  put({ key, user, path: location.pathname, at: Date.now(), title, opened, entries: entries() }).catch(() => {});
}

function sent() {
  try { return JSON.parse(sessionStorage.getItem(SENT)) ?? []; } catch { return []; }
}

// Where they arrive, the page that follows forgets them (kept-words.js).
function send(more) {
  sending = true;
  sessionStorage.setItem(SENT, JSON.stringify([...sent(), more]));
}

// Editors send events of their own when they start, so what counts is whether anything differs.
function isDirty() {
  return unsaved || (baseline !== null && JSON.stringify(entries()) !== baseline);
}

function touched() {
  clearTimeout(touched.waiting);
  touched.waiting = setTimeout(keepIfDirty, PAUSE);
}

function keepIfDirty() {
  if (!sending && isDirty()) keep();
}

// The server draws the form with the kept words, unsaved, and compares them with what others saved since.
function restore(words) {
  const again = document.createElement("form");
  again.method = "post";
  again.hidden = true;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const more = [["csrfmiddlewaretoken", token], ["_restore", "1"]];
  if (words.opened) more.push(["_opened", words.opened]);
  for (const [name, value] of [...words.entries, ...more]) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = value;
    again.append(field);
  }
  send(words.key);
  document.body.append(again);
  again.submit();
}

// Windows that are open hold a lock with the key of their form: their words are nobody's to restore.
async function held() {
  const found = await navigator.locks?.query();
  return new Set((found?.held ?? []).map((lock) => lock.name));
}

async function offer() {
  const open = await held();
  const mine = (each) => each.user === user && each.path === location.pathname && each.key !== key;
  const found = (await all()).filter((each) => mine(each) && !open.has(`isuwc-words ${each.key}`));
  const now = JSON.stringify(entries());
  const box = panel.querySelector("[data-kept-form]");
  for (const words of found.sort((one, other) => one.at - other.at)) {
    if (JSON.stringify(words.entries) === now) {
      await remove([words.key]);
      continue;
    }
    const line = box.content.firstElementChild.cloneNode(true);
    line.querySelector("[data-kept-at]").textContent = new Date(words.at).toLocaleString();
    line.querySelector("[data-kept-title]").textContent = words.title ? ` (“${words.title}”)` : "";
    line.querySelector("[data-restore]").addEventListener("click", () => restore(words));
    line.querySelector("[data-forget]").addEventListener("click", () => {
      remove([words.key]);
      line.remove();
    });
    box.after(line);
  }
}

async function pulse() {
  const response = await fetch(panel.dataset.pulse, { headers: { Accept: "application/json" } });
  return response.json();
}

// Sent only once it is certain that it will arrive.
async function sendIfSignedIn(event) {
  const button = event.submitter;
  if (sending || button?.formTarget === "_blank") return;
  event.preventDefault();
  keep();
  let answer;
  try {
    answer = await pulse();
  } catch {
    answer = null;
  }
  if (sending) return; // by a second press, meanwhile
  const message = panel.querySelector("[data-signed-out]");
  if (!answer?.user) {
    message.hidden = false;
    message.scrollIntoView({ block: "center" });
    return;
  }
  message.hidden = true;
  form.querySelector("[name=csrfmiddlewaretoken]").value = answer.token;
  send(key);
  form.requestSubmit(button);
}

if (form && key && user) {
  navigator.locks?.request(`isuwc-words ${key}`, () => new Promise(() => {}));
  unsaved = "unsaved" in panel.dataset || "restored" in panel.dataset;
  if (unsaved) {
    keep(); // under the key of this page; what the earlier one kept has come here
    remove(sent()).catch(() => {});
    sessionStorage.removeItem(SENT);
  }
  baseline = JSON.stringify(entries());
  let byHand = false;
  form.addEventListener("input", (event) => { byHand ||= event.isTrusted; }, { capture: true });
  setTimeout(() => {
    if (!byHand) baseline = JSON.stringify(entries());
    if (!unsaved) offer().catch(() => {});
  }, 300);
  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  form.addEventListener("submit", sendIfSignedIn);
  addEventListener("beforeunload", (event) => {
    if (!sending && isDirty()) event.preventDefault();
  });
  addEventListener("pagehide", keepIfDirty);
  document.addEventListener("visibilitychange", () => { if (document.hidden) keepIfDirty(); });
  // A browser that comes back to a page that was sent
  addEventListener("pageshow", (event) => { if (event.persisted) sending = false; });
}
