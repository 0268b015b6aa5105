// An article's blocks without a mouse: buttons with names to add, move, fold and delete them, and the focus where the work
// goes on. django-content-editor keeps their order and adds them; here its pointer targets become buttons.

import { forget, openedFrom, pick, setUpMenu } from "./block-menu.js";

const STEP = 10; // between the places of two blocks
const NAMES = { up: "Move up", down: "Move down", fold: "Fold", remove: "Delete" };
const PART = "Make blocks"; // of a text

let machine; // holds the blocks
let last; // the button at the end
let isWanted = false; // the menu, before the editor is there
let isPut = false; // by a script: the focus stays where it is
const said = document.createElement("p");

export const kindOf = (row) => row.dataset.kind.toLowerCase();
const placeOf = (row) => row.querySelector(".order-machine-ordering");
const allRows = () => [...machine.querySelectorAll(".inline-related:not(.empty-form)")];

/** The blocks in the order of the article. */
export function rows() {
  return allRows().sort((one, other) => placeOf(one).value - placeOf(other).value);
}

/** The block that has the focus, if any. */
export function current() {
  return machine?.contains(document.activeElement) ? document.activeElement.closest(".inline-related") : null;
}

const targetOf = (row) => row?.querySelector(".order-machine-insert-target") ?? last;

/** Open the menu of kinds before a block, else at the end; unless it is said, at the block that has the focus. */
export function choose(before = current()) {
  isWanted = !last; // pressed before the editor is there: it opens once it is
  targetOf(before)?.click();
}

/** Add a block of that kind before another, or at the end. */
export function add(kind, before) {
  targetOf(before).click();
  pick(kind);
}

/** The same with what `give` puts into it, a function of the new block. The focus stays where it is. */
export function put(kind, before, give) {
  const focused = document.activeElement;
  let made = null;
  const fill = ({ target }) => {
    made = target;
    give(target);
  };
  isPut = true;
  document.addEventListener("formset:added", fill); // before the text's editor reads what is in it
  add(kind, before);
  document.removeEventListener("formset:added", fill);
  isPut = false;
  focused?.focus({ preventScroll: true });
  return made;
}

/** Move a block by one place; the focus stays in it. */
export function move(row, step) {
  const order = rows();
  const at = order.indexOf(row);
  const other = order[at + step];
  if (!other) return;
  [order[at], order[at + step]] = [other, row];
  write(order);
  if (step < 0) row.after(other);
  else row.before(other); // never the one with the focus, which it would lose
  row.scrollIntoView({ block: "nearest" });
  tell(`Block ${at + 1 + step} now, of ${order.length}.`);
}

function write(order) {
  order.forEach((row, number) => {
    const place = placeOf(row);
    const value = String(STEP * (number + 1));
    row.style.order = value;
    if (place.value === value) return;
    place.value = value;
    place.dispatchEvent(new Event("change", { bubbles: true }));
  });
  label();
}

function tell(words) {
  said.textContent = words;
}

// Whoever tabs and whoever listens meets the blocks as they are read, and not kind by kind.
function arrange() {
  const order = rows();
  const now = allRows();
  if (order.every((row, number) => row === now[number]) && last.previousElementSibling === (order.at(-1) ?? null)) return;
  const held = order.find((row) => row.contains(document.activeElement));
  const at = order.indexOf(held);
  if (!held) machine.prepend(...order, last);
  else {
    held.before(...order.slice(0, at));
    held.after(...order.slice(at + 1), last);
  }
}

function label() {
  const order = rows();
  order.forEach((row, number) => {
    const name = `block ${number + 1} (${kindOf(row)})`;
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", name);
    row.querySelector(".block-number").textContent = number + 1;
    row.querySelector(".tiptap")?.setAttribute("aria-label", `Words of ${name}`);
    const isGone = row.classList.contains("for-deletion");
    for (const button of row.querySelectorAll("[data-do]")) {
      const what = button.dataset.do === "remove" && isGone ? "Keep" : NAMES[button.dataset.do] ?? `${PART} of this text`;
      button.setAttribute("aria-label", `${what}: ${name}`);
      button.title = what;
      if (button.dataset.do === "fold") {
        button.setAttribute("aria-expanded", String(!row.classList.contains("collapsed")));
      }
      const isAtEnd = { up: number === 0, down: number === order.length - 1 }[button.dataset.do];
      if (isAtEnd !== undefined) button.setAttribute("aria-disabled", String(isAtEnd));
    }
    row.querySelector(".order-machine-insert-target").setAttribute("aria-label", `Add a block before ${name}`);
  });
}

function equip(row) {
  const controls = document.createElement("div");
  controls.className = "block-controls";
  for (const name of Object.keys(NAMES)) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.do = name;
    controls.append(button);
  }
  if (kindOf(row) === "text") {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.do = "part";
    button.append(PART);
    controls.prepend(button);
  }
  row.querySelector(":scope > h3").after(toButton(row.querySelector(".order-machine-insert-target")), controls);
}

function toButton(target) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = target.className;
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
  target.remove();
  return button;
}

/** Put the focus where the block's work begins. */
export function enter(row) {
  if (!row.querySelector("[data-django-prose-editor-configurable]")) {
    row.querySelector("fieldset :is(textarea, select, input:not([type=hidden]), [data-choose])")?.focus();
    return;
  }
  // The first text editor fetches its parts: it may take seconds, in which one may have gone on elsewhere
  const before = document.activeElement;
  const isHere = () => [before, document.body, null].includes(document.activeElement) || row.contains(document.activeElement);
  const reach = () => {
    const editor = row.querySelector(".tiptap");
    if (editor && isHere()) editor.focus();
    return editor || !isHere();
  };
  if (reach()) return;
  const made = new MutationObserver(() => { if (reach()) made.disconnect(); });
  made.observe(row, { childList: true, subtree: true });
}

function added(row) {
  if (!machine?.contains(row)) return;
  arrange();
  label();
  if (isPut) {
    forget();
    return;
  }
  const choice = row.querySelector(":is(.field-photo, .field-chosen) [data-choose]"); // and not a video's poster
  enter(row);
  row.scrollIntoView({ block: "nearest" });
  if (choice && openedFrom()) choice.click();
  forget();
}

function remove(row) {
  const box = row.querySelector(".delete input");
  if (box) {
    box.click();
    label();
    tell(row.classList.contains("for-deletion") ? "It will be deleted when you save." : "It stays.");
    return;
  }
  const words = [...row.querySelectorAll("textarea, input[type=text]")].some((field) => field.value.trim());
  const isSure = !words || confirm("Delete this block and its words?"); // they are saved nowhere
  if (!isSure) return;
  const next = rows()[rows().indexOf(row) + 1];
  drop(row);
  (next?.querySelector("[data-do=remove]") ?? last).focus();
  tell("Deleted.");
}

/** Take a block away that is stored nowhere. */
export function drop(row) {
  const prefix = row.id.replace(/-\d+$/, "");
  // Django numbers the rows of the kind anew as they stand in the page, and those that are stored have to come first.
  const numberOf = (each) => Number(each.id.slice(prefix.length + 1));
  const same = allRows().filter((each) => each.id.replace(/-\d+$/, "") === prefix);
  machine.prepend(...same.sort((one, other) => numberOf(one) - numberOf(other)));
  row.querySelector(".inline-deletelink").click();
  arrange();
  label();
}

function act(button) {
  const row = button.closest(".inline-related");
  if (button.getAttribute("aria-disabled") === "true") return;
  switch (button.dataset.do) {
    case "up": move(row, -1); break;
    case "down": move(row, 1); break;
    case "remove": remove(row); break;
    case "part": row.dispatchEvent(new CustomEvent("block:part", { bubbles: true })); break;
    default:
      row.querySelector(":scope > h3").click();
      label();
  }
}

// A link of the publishing page leads to a block.
function goTo(hash) {
  const row = /^#block-\d+$/.test(hash) && document.querySelector(hash)?.closest(".inline-related");
  if (!row) return;
  row.classList.remove("collapsed");
  row.scrollIntoView({ block: "center" });
  enter(row);
}

document.addEventListener("content-editor:ready", () => {
  machine = document.querySelector(".order-machine");
  if (!window.ContentEditor.allowChange) return;
  said.className = "block-said";
  said.setAttribute("role", "status");
  machine.after(said);
  const end = machine.querySelector(".order-machine-insert-target.last");
  last = toButton(end);
  last.append("Add a block");
  machine.prepend(last);
  for (const row of machine.querySelectorAll(".inline-related")) equip(row); // the empty ones, too: new ones are copies
  setUpMenu();
  arrange();
  label();
  machine.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) act(button);
    else if (event.target.closest("h3, .delete")) setTimeout(label);
  });
  machine.addEventListener("dragend", () => {
    arrange();
    label();
  });
  document.querySelector(".collapse-items input")?.addEventListener("change", () => setTimeout(label));
  document.addEventListener("formset:added", (event) => added(event.target)); // once the editor has given it its place
  if (isWanted) choose();
  goTo(location.hash);
  addEventListener("hashchange", () => goTo(location.hash));
  // A text editor, which is made later, has no name before
  new MutationObserver(() => { if (machine.querySelector(".tiptap:not([aria-label])")) label(); }).observe(machine, {
    childList: true,
    subtree: true,
  });
});
