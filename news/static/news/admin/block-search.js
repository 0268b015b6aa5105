// A result card or the standings of a cup by one search, from the menu of blocks and by keys: the block is added where
// the menu was opened, with what was found in it.

import { current } from "./blocks.js";

const dialog = document.querySelector("#article-results");
const BLOCKS = { result: "resultblock", standings: "standingsblock" };

let place = null; // the block before which it is added; null for the end

export function search(before = current()) {
  if (!dialog || dialog.open || !window.ContentEditor?.allowChange) return;
  place = before;
  dialog.showModal();
  dialog.querySelector("input:not([type=hidden])").focus();
}

function add({ kind, key, words }) {
  const item = document.querySelector(`.plugin-buttons [data-plugin-prefix*="${BLOCKS[kind]}"]`);
  const button = place
    ? place.querySelector(".order-machine-insert-target")
    : document.querySelector(".order-machine-insert-target.last");
  if (!item || !button) return;
  const give = ({ target }) => {
    const field = target.querySelector(":is(.field-race, .field-cup) [data-lookup]");
    field?.dispatchEvent(new CustomEvent("lookup:give", { detail: { key, text: words } }));
  };
  button.click(); // opens the menu there
  document.addEventListener("formset:added", give);
  item.click();
  document.removeEventListener("formset:added", give); // no other block gets it
}

// In the menu, below the kinds
function addToMenu() {
  const menu = document.querySelector(".plugin-buttons");
  if (!menu || !window.ContentEditor.allowChange) return;
  const item = document.createElement("a");
  const icon = document.createElement("span");
  const words = document.createElement("span");
  item.className = "plugin-button block-search";
  item.title = "Find a result or standings…";
  item.setAttribute("role", "menuitem");
  item.tabIndex = -1;
  icon.className = "plugin-button-icon material-icons";
  icon.setAttribute("aria-hidden", "true");
  icon.textContent = "search";
  words.className = "plugin-button-title";
  words.textContent = item.title;
  item.append(icon, words);
  item.addEventListener("click", () => {
    const target = document.querySelector(".order-machine-insert-target.selected");
    const before = target?.closest(".inline-related") ?? null;
    target?.click(); // closes the menu
    search(before);
  });
  menu.append(item);
}

if (dialog) {
  document.addEventListener("content-editor:ready", addToMenu);
  dialog.addEventListener("lookup:taken", ({ detail }) => {
    for (const field of dialog.querySelectorAll("input")) field.value = "";
    dialog.addEventListener("close", () => add(detail), { once: true }); // until then all else is inert
    dialog.close();
  });
}
