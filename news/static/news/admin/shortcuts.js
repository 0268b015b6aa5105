// Keys for what an article's form does, and the dialogs that list them and find a skater. Ctrl+S is the editor's own.

import { search } from "./block-search.js";
import { choose, current, move } from "./blocks.js";
import { part } from "./parted-text.js";
import { listen } from "./writing-on.js";

const form = document.querySelector("#article_form");
const list = document.querySelector("#article-shortcuts");
const skaters = document.querySelector("#article-skaters");

let place = null; // where one wrote last
let selected = [0, 0]; // in it; the dialog takes the selection

const press = (selector) => form.querySelector(selector)?.click();
const isTyped = (element) => element.matches("textarea, input:not([type=hidden]), [contenteditable=true]");

// By the key's place on the keyboard: with Alt, a Mac gives its letter another meaning
const KEYS = {
  KeyP: () => press("[data-preview]"),
  KeyB: () => press("[data-beside-toggle]"),
  KeyU: () => press("[name=_publish]"),
  KeyN: () => choose(),
  KeyM: () => part(current()),
  KeyF: () => open(skaters),
  KeyR: () => search(),
  ArrowUp: () => current() && move(current(), -1),
  ArrowDown: () => current() && move(current(), 1),
};

function open(dialog) {
  if (dialog.open) return;
  dialog.querySelector("[data-shortcut-said]")?.replaceChildren();
  if (place?.setSelectionRange) selected = [place.selectionStart, place.selectionEnd];
  dialog.showModal();
  dialog.querySelector("input:not([type=hidden])")?.focus();
}

// By the browser's own command, so that undo takes it back
function insert(words) {
  place.focus();
  place.setSelectionRange?.(...selected);
  document.execCommand("insertText", false, words);
}

if (form && list && skaters) {
  listen(form);
  form.addEventListener("focusin", (event) => {
    if (isTyped(event.target) && event.target.getAttribute("role") !== "combobox") place = event.target;
  });
  form.querySelector("#id_title")?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault(); // a title is one line
    form.querySelector("#id_lead").focus();
  });
  addEventListener("keydown", (event) => {
    if (document.querySelector("dialog:modal")) return;
    const act = event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey && KEYS[event.code];
    if (act) {
      event.preventDefault();
      act();
    } else if (event.key === "?" && !isTyped(event.target)) {
      event.preventDefault();
      open(list);
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-shortcuts]")) open(list);
    if (event.target.closest("[data-find-skater]")) open(skaters);
    if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
  });
  skaters.addEventListener("lookup:taken", (event) => {
    const { words } = event.detail;
    for (const field of skaters.querySelectorAll("input")) field.value = "";
    if (place?.isConnected) {
      skaters.addEventListener("close", () => insert(words), { once: true }); // until then all else is inert
      skaters.close();
      return;
    }
    skaters.querySelector("[data-shortcut-said]").textContent = `${words}: put the cursor into a text first.`;
  });
}
