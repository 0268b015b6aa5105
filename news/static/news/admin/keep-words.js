// No editor's words are lost: what is written is kept on this computer until it is saved, a page with unsaved words
// warns before it is left, and nothing is sent after the session has ended.

const panel = document.querySelector("[data-keep-words]");
const form = panel?.closest("form");
const KEY = `isuwc-article:${location.pathname}`;
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "_restore", "_overwrite"]);

let unsaved = false; // from the server: the form holds words that were not saved
let baseline = null; // what the form held once its editors had started
let sending = false;

function entries() {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !LEFT_OUT.has(name));
}

function kept() {
  try { return JSON.parse(localStorage.getItem(KEY)); } catch { return null; }
}

function keep() {
  try {
    localStorage.setItem(KEY, JSON.stringify({ at: Date.now(), version: panel.dataset.version, entries: entries() }));
  } catch { /* a full or forbidden store: the warning on leaving remains */ }
}

function forget(key = KEY) {
  try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
}

// What this window sent has arrived, since the page that it led to complains of nothing.
function forgetSent() {
  for (const key of Object.keys(sessionStorage).filter((each) => each.startsWith("isuwc-article:"))) {
    sessionStorage.removeItem(key);
    forget(key);
  }
}

// Editors send events of their own when they start, so what counts is whether anything differs.
function isDirty() {
  return unsaved || (baseline !== null && JSON.stringify(entries()) !== baseline);
}

function touched() {
  clearTimeout(touched.waiting);
  touched.waiting = setTimeout(() => { if (isDirty()) keep(); }, 500);
}

// The server draws the form with the kept words, unsaved.
function restore(words) {
  const again = document.createElement("form");
  again.method = "post";
  again.hidden = true;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  for (const [name, value] of [...words.entries, ["csrfmiddlewaretoken", token], ["_restore", "1"]]) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = value;
    again.append(field);
  }
  sending = true;
  document.body.append(again);
  again.submit();
}

function offer() {
  const words = kept();
  if (!words) return;
  if (JSON.stringify(words.entries) === JSON.stringify(entries())) { forget(); return; }
  const box = panel.querySelector("[data-kept]");
  box.hidden = false;
  box.querySelector("[data-kept-at]").textContent = new Date(words.at).toLocaleString();
  box.querySelector("[data-restore]").addEventListener("click", () => restore(words));
  box.querySelector("[data-forget]").addEventListener("click", () => { forget(); box.hidden = true; });
}

async function pulse() {
  const response = await fetch(panel.dataset.pulse, { headers: { Accept: "application/json" } });
  return response.json();
}

// Sent only once it is certain that it will arrive.
async function send(event) {
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
  const message = panel.querySelector("[data-signed-out]");
  if (!answer?.user) {
    message.hidden = false;
    message.scrollIntoView({ block: "center" });
    return;
  }
  message.hidden = true;
  form.querySelector("[name=csrfmiddlewaretoken]").value = answer.token;
  sending = true;
  sessionStorage.setItem(KEY, "sent");
  form.requestSubmit(button);
}

if (form) {
  unsaved = "unsaved" in panel.dataset || "restored" in panel.dataset;
  if (!unsaved) forgetSent();
  baseline = JSON.stringify(entries());
  let byHand = false;
  form.addEventListener("input", (event) => { byHand ||= event.isTrusted; }, { capture: true });
  setTimeout(() => {
    if (!byHand) baseline = JSON.stringify(entries());
    if (!unsaved) offer();
  }, 300);
  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  form.addEventListener("submit", send);
  addEventListener("beforeunload", (event) => {
    if (!sending && isDirty()) event.preventDefault();
  });
  addEventListener("pagehide", () => { if (!sending && isDirty()) keep(); });
}
