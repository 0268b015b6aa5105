// The menu of the kinds of block, by keyboard: opened from a button, walked by arrows and first letters.

let palette; // django-content-editor's list of kinds
let opener = null; // the button from which the menu was opened

/** The button from which it was opened, until a block was made or it was closed. */
export const openedFrom = () => opener;

export function forget() {
  opener = null;
}

/** Take that kind, as a click on it would. */
export function pick(kind) {
  palette.querySelector(`.plugin-button[title="${kind}"]`).click();
}

function close() {
  const back = opener;
  document.querySelector(".order-machine-insert-target.selected")?.click(); // a second press closes the menu
  back?.focus();
  opener = null;
}

function opened() {
  for (const target of document.querySelectorAll("button.order-machine-insert-target")) {
    target.setAttribute("aria-expanded", String(target.classList.contains("selected")));
  }
}

function walk(event) {
  const items = [...palette.querySelectorAll(".plugin-button:not(.content-editor-hide)")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Escape") close();
  else if (event.key === "Tab") close();
  else if (event.key === "Enter" || event.key === " ") document.activeElement.click();
  else if (to !== undefined) items[to % items.length].focus();
  else {
    const from = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    const found = isLetter ? from.filter((item) => item.title.toLowerCase().startsWith(event.key.toLowerCase())) : [];
    if (!found.length) return;
    found[0].focus();
    if (found.length === 1) found[0].click(); // no other can be meant
  }
  event.preventDefault();
}

/** Make django-content-editor's list of kinds a menu; called once its buttons are there. */
export function setUpMenu() {
  palette = document.querySelector(".plugin-buttons");
  palette.setAttribute("role", "menu");
  palette.setAttribute("aria-label", "Kinds of block");
  for (const item of palette.querySelectorAll(".plugin-button")) {
    item.setAttribute("role", "menuitem");
    item.tabIndex = -1;
  }
  palette.addEventListener("keydown", walk);
  document.addEventListener("click", (event) => {
    const target = event.target.closest("button.order-machine-insert-target");
    opened();
    if (!target?.classList.contains("selected")) return;
    opener = target;
    palette.querySelector(".plugin-button:not(.content-editor-hide)")?.focus();
  });
}
