// What an article's form holds, and whether it was saved: for all that keeps, sends or shows its unsaved words.

export const panel = document.querySelector("[data-keep-words]");
export const form = panel?.closest("form");
export const user = document.querySelector("meta[name=isuwc-user]")?.content;
export const key = form?.querySelector("[name=_once]")?.value; // of this form in this window, and of no other

const SENT = "isuwc-sent";
const LONGEST = 20_000; // milliseconds, as in once.js
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "_restore", "_once", "_opened", "made_for", "kept_form", "_words"]);

// unsaved: the form holds words that the server drew and nobody saved. baseline: what it held once its editors started.
// keptAt: when the server kept its copy.
export const state = { sending: false, unsaved: false, baseline: null, keptAt: null };

export const value = (name) => form.querySelector(`[name="${name}"]`)?.value ?? "";

export function entries() {
  const isWord = ([name, given]) => typeof given === "string" && !LEFT_OUT.has(name) && !name.startsWith("_take ");
  return [...new FormData(form)].filter(isWord);
}

// Editors send events of their own when they start, so what counts is whether anything differs.
export function isDirty() {
  return state.unsaved || (state.baseline !== null && JSON.stringify(entries()) !== state.baseline);
}

// The keys of forms that this window has sent, until it is known that they arrived
export function sent() {
  try { return JSON.parse(sessionStorage.getItem(SENT)) ?? []; } catch { return []; }
}

// Where they arrive, the page that follows forgets them (kept-words.js).
export function send(more) {
  state.sending = true;
  setTimeout(() => { state.sending = false; }, LONGEST); // stopped, or not answered: one goes on writing here
  sessionStorage.setItem(SENT, JSON.stringify([...sent(), more]));
}

export const forgetSent = () => sessionStorage.removeItem(SENT);

// The server draws the form with the kept words, unsaved, and compares them with what others saved since.
export function restore(words) {
  const again = document.createElement("form");
  again.method = "post";
  again.action = words.path ?? "";
  again.hidden = true;
  const more = [["csrfmiddlewaretoken", value("csrfmiddlewaretoken")], ["made_for", value("made_for")], ["_restore", "1"]];
  if (words.opened) more.push(["_opened", words.opened]);
  for (const [name, given] of [...words.entries, ...more]) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = given;
    again.append(field);
  }
  send(words.key);
  document.body.append(again);
  again.submit();
}

export async function pulse() {
  const response = await fetch(panel.dataset.pulse, { headers: { Accept: "application/json" } });
  return response.json();
}

// Post to an address of the form's own, as whom it was made for: {"user": null} signed out, {"error": words} refused.
// A token of an earlier sign-in is exchanged once. Raises where there is no connection.
export async function ask(address, fields, signal) {
  const post = () => {
    const own = [["csrfmiddlewaretoken", value("csrfmiddlewaretoken")], ["made_for", value("made_for")]];
    const body = new URLSearchParams([...own, ...fields]);
    return fetch(address, { method: "POST", body, signal, headers: { Accept: "application/json" } });
  };
  const isJson = (answer) => answer.headers.get("Content-Type")?.startsWith("application/json");
  let answer = await post();
  if (answer.status === 403 && !isJson(answer)) {
    const { user: who, token } = await pulse();
    if (!who) return { user: null };
    form.querySelector("[name=csrfmiddlewaretoken]").value = token;
    answer = await post();
  }
  return isJson(answer) ? answer.json() : { error: `the site answered ${answer.status}` };
}
