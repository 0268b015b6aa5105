// What `@` and some words mean, in a list below the cursor: a listbox that belongs to the text one goes on writing in.
// Arrows, Enter, Tab and Escape work as in a combobox of the ARIA patterns. Who shows it says where the words stand and
// puts in what is taken.

import { isFor } from "./found-for.js";

const PAUSE = 150; // milliseconds after the last key
const SHORTEST = 2; // letters after the @
const LONGEST = 40;
const GAP = 8; // pixels between the list and the window's edge
const [LOWEST, HIGHEST] = [160, 320]; // of the list, in pixels
const ASKED = /(?:^|[\s([“‘"'])@([^\s@][^\n@]*)$/u; // not in an address of e-mail

const page = document.querySelector("[data-mentions]");

/** What is asked for at the end of the text before the cursor: the words after the @, and where it stands. */
export function asked(text) {
  const words = ASKED.exec(text)?.[1];
  if (words === undefined || words.length < SHORTEST || words.length > LONGEST) return null;
  return { words, from: text.length - words.length - 1 };
}

/** Whether the page offers it. */
export const isOffered = Boolean(page);

async function found(words) {
  const event = document.querySelector("#article_form [name=event]")?.value ?? "";
  const response = await fetch(`${page.dataset.mentions}?${new URLSearchParams({ q: words, event })}`, {
    headers: { Accept: "application/json" },
  });
  if (response.status === 403) throw new Error("You may not look these up.");
  if (!response.headers.get("Content-Type")?.includes("json")) throw new Error("No answer. Are you still signed in?");
  return (await response.json()).found;
}

let made = 0;

export class MentionList {
  /** `element` has the focus while one writes; `place` gives the box of the @, `take` puts in what was taken. */
  constructor(element, place, take) {
    Object.assign(this, { element, place, take });
    this.list = document.createElement("ul");
    this.list.id = `mentions-${(made += 1)}`;
    this.list.className = "lookup-list mention-list";
    this.list.setAttribute("role", "listbox");
    this.list.tabIndex = 0; // it scrolls, and no combobox says that the arrows do that
    this.list.hidden = true;
    this.said = document.createElement("p");
    this.said.className = "mention-said";
    this.said.setAttribute("role", "status");
    document.body.append(this.list, this.said);
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the text keeps the focus
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option);
    });
    this.put = () => this.move();
  }

  /** Follow what stands before the cursor. What Escape closed stays closed until another @ is typed. */
  follow(text, key) {
    const now = asked(text);
    if (!now) {
      this.left = null;
      this.close();
      return;
    }
    const at = `${key}:${now.from}`;
    if (at === this.left || (at === this.at && now.words === this.words)) return;
    if (at === this.none?.at && now.words.startsWith(this.none.words)) return; // further words find no more
    this.none = null;
    Object.assign(this, { at, words: now.words });
    if (this.marked && !isFor(this.marked, now.words)) this.mark(null);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.load(now.words), PAUSE);
  }

  async load(words) {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    let options = [];
    let remark = "";
    try {
      options = await found(words);
    } catch (error) {
      remark = error instanceof TypeError ? "The connection broke." : error.message;
    }
    if (turn !== this.turn) return;
    if (!options.length && !remark) this.none = { at: this.at, words };
    if (this.element.contains(document.activeElement)) this.show(options, remark);
  }

  show(options, remark) {
    this.found = options;
    this.list.setAttribute("aria-label", `Found for ${this.words}`);
    this.list.replaceChildren(
      ...options.map(({ kind, text, hint }, number) => {
        const option = document.createElement("li");
        const what = document.createElement("small");
        option.id = `${this.list.id}-${number}`;
        option.setAttribute("role", "option");
        option.dataset.kind = kind;
        what.textContent = hint;
        option.append(text, " ", what);
        return option;
      }),
    );
    const count = options.length === 1 ? "1 found" : `${options.length} found`;
    this.said.textContent = remark || (options.length ? `${count}. Arrows choose, Enter takes.` : "");
    this.said.classList.toggle("is-remark", Boolean(remark));
    this.open(options.length > 0);
    if (options.length || remark) this.move();
    if (options.length) this.mark(this.options[0]);
  }

  get marked() {
    return this.options.find((option) => option.getAttribute("aria-selected") === "true");
  }

  get options() {
    return [...this.list.children];
  }

  open(is) {
    this.list.hidden = !is;
    const roles = { "aria-autocomplete": "list", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(roles)) {
      if (is) this.element.setAttribute(name, value);
      else this.element.removeAttribute(name);
    }
    if (!is) this.mark(null);
    const change = is ? addEventListener : removeEventListener;
    change("scroll", this.put, true);
    change("resize", this.put);
  }

  /** Below the @, or above it where there is more room; never out of what is seen of the window, keyboard aside. */
  move() {
    const box = this.place();
    const view = window.visualViewport;
    const seen = { top: view.offsetTop + GAP, bottom: view.offsetTop + view.height - GAP, right: view.width - GAP };
    const room = { below: seen.bottom - box.bottom, above: box.top - seen.top };
    const isAbove = room.below < LOWEST && room.above > room.below;
    this.list.style.maxHeight = `${Math.max(LOWEST, Math.min(HIGHEST, isAbove ? room.above : room.below))}px`;
    const top = isAbove ? box.top - this.list.offsetHeight - GAP / 2 : box.bottom + GAP / 2;
    const { offsetWidth: width, offsetHeight: height } = this.list;
    this.list.style.top = `${Math.max(seen.top, Math.min(top, seen.bottom - height))}px`;
    this.list.style.left = `${Math.max(GAP, Math.min(box.left, seen.right - width))}px`;
    this.said.style.top = this.list.style.top;
    this.said.style.left = `${Math.max(GAP, Math.min(box.left, seen.right - this.said.offsetWidth))}px`;
  }

  mark(option) {
    for (const each of this.options) each.setAttribute("aria-selected", String(each === option));
    if (option) this.element.setAttribute("aria-activedescendant", option.id);
    else this.element.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  /** Whether the key was meant for the list. */
  pressed(event) {
    if (this.list.hidden || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return false;
    const { options } = this;
    const at = options.indexOf(this.marked);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const from = at < 0 && step < 0 ? 0 : at; // where none is marked: the first downwards, the last upwards
    if (step) this.mark(options[(from + step + options.length) % options.length]);
    else if (event.key === "Escape") this.leave();
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && at >= 0) this.choose(options[at]);
    else return false;
    return true;
  }

  choose(option) {
    const taken = this.found[this.options.indexOf(option)];
    this.close();
    this.take(taken);
  }

  /** The words stay as they were typed. */
  leave() {
    this.left = this.at;
    this.close();
  }

  close() {
    clearTimeout(this.waiting);
    this.turn = (this.turn ?? 0) + 1; // an answer that is under way comes too late
    this.at = this.words = null;
    this.said.textContent = "";
    this.said.classList.remove("is-remark");
    if (!this.list.hidden) this.open(false);
  }

  remove() {
    this.close();
    this.list.remove();
    this.said.remove();
  }
}
