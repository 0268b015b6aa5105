// Writing on without leaving the text: Ctrl+Enter goes to a new text after the block one is in, and an empty text becomes
// another kind of block by "/", or a quote by ">" and a space.

import { add, choose, current, drop, enter, rows } from "./blocks.js";

let replaced = null; // the empty text, until the block that takes its place is there

// From above the body to its start, from a block to the place after it, from elsewhere to the end
function writeOn() {
  const order = rows();
  const isAbove = document.activeElement.closest(".article-words");
  const at = current() ? order.indexOf(current()) : order.length - 1;
  add("Text", order[isAbove ? 0 : at + 1]);
}

// Words that are stored already stay as they are.
function textWith(words) {
  const text = document.activeElement.closest(".tiptap");
  if (!text || text.textContent !== words || text.children.length !== 1 || !text.querySelector(":scope > p")) return null;
  return current()?.querySelector(".delete input") ? null : current();
}

/** Whether the key was one of these. */
function act(event) {
  if (event.shiftKey && event.key === "Enter") return false;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey) {
    writeOn();
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  replaced = { "/": textWith(""), " ": textWith(">") }[event.key] ?? null;
  if (!replaced) return false;
  if (event.key === "/") choose();
  else add("Quote", replaced);
  return true;
}

function pressed(event) {
  const isReady = document.querySelector(".plugin-buttons[role=menu]"); // and what is there may be changed
  if (!isReady || document.querySelector("dialog[open]")) return;
  if (event.target.closest(".plugin-buttons")) {
    if (replaced && ["Escape", "Tab"].includes(event.key)) setTimeout(backToText);
  } else if (act(event)) {
    event.preventDefault();
    event.stopPropagation(); // the text editor would break the line
  }
}

function backToText() {
  enter(replaced);
  replaced = null;
}

/** Take these keys in the form of an article. */
export function listen(form) {
  form.addEventListener("keydown", pressed, true);
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".plugin-buttons, .order-machine-insert-target")) replaced = null; // the menu is closed
  });
  document.addEventListener("formset:added", (event) => {
    const old = replaced;
    replaced = null;
    if (!old?.isConnected) return;
    queueMicrotask(() => { // once the new block has its place
      drop(old);
      if (!document.querySelector("dialog[open]")) enter(event.target);
    });
  });
}
