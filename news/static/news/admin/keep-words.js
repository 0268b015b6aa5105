// No editor's words are lost: what is written is kept on this computer until it is saved, and on the server
// (server-words.js); a page with unsaved words warns before it is left, and nothing is sent after the session has ended.

import { put, remove } from "../../submissions/words-store.js";
import { begin, settled, watch } from "./server-words.js";
import { offer } from "./offers.js";
import { entries, forgetSent, form, isDirty, key, panel, pulse, send, sent, state, user, value } from "./words.js";

const PAUSE = 200; // milliseconds after the last key

function keep() {
  const words = { opened: value("_opened"), title: value("title"), entries: entries(), keptAt: state.keptAt };
  // A full or forbidden store: the warning on leaving remains
  put({ key, user, path: location.pathname, at: Date.now(), ...words }).catch(() => {});
}

function touched() {
  clearTimeout(touched.waiting);
  touched.waiting = setTimeout(keepIfDirty, PAUSE);
}

function keepIfDirty() {
  if (!state.sending && isDirty()) keep();
}

// Sent only once it is certain that it will arrive.
async function sendIfSignedIn(event) {
  const button = event.submitter;
  if (state.sending || button?.formTarget === "_blank") return;
  event.preventDefault();
  keep();
  let answer;
  try {
    answer = await pulse();
  } catch {
    answer = null;
  }
  if (state.sending) return; // by a second press, meanwhile
  const message = panel.querySelector("[data-signed-out]");
  if (!answer?.user) {
    message.hidden = false;
    message.scrollIntoView({ block: "center" });
    return;
  }
  message.hidden = true;
  form.querySelector("[name=csrfmiddlewaretoken]").value = answer.token;
  send(key);
  await settled(); // or words on their way would be kept after they were saved
  keep(); // what was typed meanwhile is sent, too, and may not arrive
  form.requestSubmit(button);
}

if (form && key && user) {
  navigator.locks?.request(`isuwc-words ${key}`, () => new Promise(() => {}));
  state.unsaved = "unsaved" in panel.dataset || "restored" in panel.dataset;
  const replaced = state.unsaved ? sent() : [];
  if (state.unsaved) {
    keep(); // under the key of this page; what the earlier one kept has come here
    remove(replaced).catch(() => {});
    forgetSent();
  }
  state.baseline = JSON.stringify(entries());
  watch(replaced);
  let byHand = false;
  form.addEventListener("input", (event) => { byHand ||= event.isTrusted; }, { capture: true });
  setTimeout(() => {
    if (!byHand) state.baseline = JSON.stringify(entries());
    if (!state.unsaved) offer([]).catch(() => {});
    begin();
  }, 300);
  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  form.addEventListener("words:kept", keepIfDirty); // with when
  form.addEventListener("words:waiting", ({ detail }) => {
    if (!state.unsaved && detail.length) offer(detail).catch(() => {});
  });
  form.addEventListener("submit", sendIfSignedIn);
  addEventListener("beforeunload", (event) => {
    if (!state.sending && isDirty()) event.preventDefault();
  });
  addEventListener("pagehide", keepIfDirty);
  document.addEventListener("visibilitychange", () => { if (document.hidden) keepIfDirty(); });
  // A browser that comes back to a page that was sent
  addEventListener("pageshow", (event) => { if (event.persisted) state.sending = false; });
}
