// Writing on without leaving the text: Ctrl+Enter goes to a new text after the block one is in, and an empty text, or an
// empty paragraph within one, becomes another kind of block by "/", or a quote by ">" and a space.

import { add, choose, current, drop, enter, put, rows } from "./blocks.js";

let replaced = null; // the empty text, until the block that takes its place is there
let parted = null; // the text with an empty paragraph, until the block that takes that one's place is there

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

// The text with the cursor in a paragraph that has these words alone, and its HTML above and below that.
function paragraphWith(words) {
  const editor = document.activeElement.closest(".tiptap")?.editor;
  if (!editor) return null;
  // The editor hears of the cursor's new place a moment after the key that took it there
  const { anchorNode, anchorOffset, isCollapsed } = document.getSelection();
  const $from = editor.state.doc.resolve(editor.view.posAtDOM(anchorNode, anchorOffset));
  const isIt = isCollapsed && $from.depth === 1 && $from.parent.type.name === "paragraph" && $from.parent.textContent === words;
  if (!isIt || editor.state.doc.childCount < 2) return null;
  const whole = document.createElement("template");
  whole.innerHTML = editor.getHTML();
  const html = (some) => some.map((each) => each.outerHTML).join("");
  const [all, at] = [[...whole.content.children], $from.index(0)];
  return { row: current(), above: html(all.slice(0, at)), below: html(all.slice(at + 1)) };
}

/** The block before which the new one comes: what stands above the paragraph stays where it is, what is below follows. */
function placeIn({ row, above, below }) {
  return above && !below ? rows()[rows().indexOf(row) + 1] ?? null : row;
}

function part({ row, above, below }, made) {
  if (above && below) put("Text", made, (text) => { text.querySelector("textarea").value = above; });
  write(row, below || above);
}

/** Give a text other words. */
export function write(row, html) {
  row.querySelector(".tiptap").editor.commands.setContent(html, { emitUpdate: true });
}

/** Whether the key was one of these. */
function act(event) {
  if (event.shiftKey && event.key === "Enter") return false;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey) {
    writeOn();
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  const words = { "/": "", " ": ">" }[event.key];
  if (words === undefined) return false;
  replaced = textWith(words);
  parted = replaced ? null : paragraphWith(words);
  if (!replaced && !parted) return false;
  const place = replaced ?? placeIn(parted);
  if (event.key === "/") choose(place);
  else add("Quote", place);
  return true;
}

function pressed(event) {
  const isReady = document.querySelector(".plugin-buttons[role=menu]"); // and what is there may be changed
  if (!isReady || document.querySelector("dialog[open]")) return;
  if (event.target.closest(".plugin-buttons")) {
    if ((replaced || parted) && ["Escape", "Tab"].includes(event.key)) setTimeout(backToText);
  } else if (act(event)) {
    event.preventDefault();
    event.stopPropagation(); // the text editor would break the line
  }
}

function backToText() {
  enter(replaced ?? parted.row);
  replaced = parted = null;
}

/** Take these keys in the form of an article. */
export function listen(form) {
  form.addEventListener("keydown", pressed, true);
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".plugin-buttons, .order-machine-insert-target")) replaced = parted = null; // the menu is closed
  });
  document.addEventListener("formset:added", (event) => {
    const [old, text] = [replaced, parted];
    replaced = parted = null;
    if (!(old ?? text?.row)?.isConnected) return;
    queueMicrotask(() => { // once the new block has its place
      if (old) drop(old);
      else part(text, event.target);
      if (!document.querySelector("dialog[open]")) enter(event.target);
    });
  });
}
