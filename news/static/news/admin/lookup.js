// A skater, race, cup, event, season or venue, found as its words are typed: a combobox as the ARIA patterns describe it.
// The key of the row that was taken stands in a hidden field; words alone, which mean no row yet, are no choice.

import { isFor } from "./found-for.js";

const PAUSE = 150; // milliseconds after the last key
let made = 0;

class Lookup {
  constructor(root) {
    this.root = root;
    [this.key, this.input] = root.querySelectorAll("input");
    this.text = this.input.value; // of what is chosen
    this.list = document.createElement("ul");
    this.list.id = `lookup-${(made += 1)}`;
    this.list.className = "lookup-list";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Found");
    this.list.hidden = true;
    this.said = document.createElement("span");
    this.said.className = "lookup-said";
    this.said.setAttribute("role", "status");
    root.append(this.list, this.said);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": this.list.id, "aria-expanded": "false" };
    for (const [name, value] of Object.entries({ ...roles, autocomplete: "off", spellcheck: "false" })) {
      this.input.setAttribute(name, value);
    }
    this.input.addEventListener("input", () => this.ask(PAUSE));
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("click", () => { if (this.list.hidden) this.ask(0); });
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("blur", () => this.leave());
    root.addEventListener("lookup:give", ({ detail }) => this.give(detail));
    // Before the field loses the focus
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.take(option);
    });
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  get marked() {
    return this.options.find((option) => option.getAttribute("aria-selected") === "true");
  }

  // The article's event, where what is of it comes first
  get beside() {
    const event = "lookupEvent" in this.root.dataset && document.querySelector("#article_form [name=event]")?.value;
    return event ? { event } : {};
  }

  // What stands in the field while nothing was typed is what is chosen, and not what is looked for.
  ask(pause) {
    clearTimeout(this.waiting);
    const words = this.input.value === this.text ? "" : this.input.value;
    if (!this.marked || !isFor(this.marked, words)) this.mark(null);
    this.waiting = setTimeout(() => this.load(words), pause);
  }

  async load(words) {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    let answer;
    try {
      const response = await fetch(`${this.root.dataset.lookup}?${new URLSearchParams({ q: words, ...this.beside })}`, {
        headers: { Accept: "application/json" },
      });
      if (response.status === 403) throw new Error("You may not look these up.");
      if (!response.headers.get("Content-Type")?.includes("json")) throw new Error("No answer. Are you still signed in?");
      answer = await response.json();
    } catch (error) {
      answer = { found: [], more: false, remark: error instanceof TypeError ? "The connection broke." : error.message };
    }
    if (turn === this.turn && document.activeElement === this.input) this.show(answer);
  }

  show({ found, more, remark }) {
    const options = found.map(({ key, text, words, kind, dateline }, number) => {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${number}`;
      option.setAttribute("role", "option");
      option.dataset.key = key;
      option.dataset.words = words ?? text;
      if (kind) option.dataset.kind = kind;
      if (dateline) option.dataset.dateline = dateline;
      option.textContent = text;
      return option;
    });
    this.list.replaceChildren(...options);
    const count = found.length ? `${found.length}${more ? " of more: type another word" : " found"}` : "Nothing found";
    this.said.textContent = remark || (more || !found.length ? count : "");
    this.open(found.length > 0);
    if (found.length && this.input.value !== this.text) this.mark(options[0]);
  }

  open(is) {
    this.list.hidden = !is;
    this.input.setAttribute("aria-expanded", String(is));
    this.mark(null);
  }

  mark(option) {
    for (const each of this.options) each.setAttribute("aria-selected", String(each === option));
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  pressed(event) {
    const { options } = this;
    const at = options.indexOf(this.marked);
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.ask(0);
      else this.mark(options[(at + (event.key === "ArrowDown" ? 1 : options.length - Number(at >= 0))) % options.length]);
    } else if (event.key === "Enter") {
      event.preventDefault(); // of the form
      if (!this.list.hidden && at >= 0) this.take(options[at]);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (event.key === "Tab" && !this.list.hidden && at >= 0 && this.input.value !== this.text) {
      this.take(options[at]);
    }
  }

  take(option) {
    this.give({ key: option.dataset.key, text: option.textContent });
    this.root.dispatchEvent(new CustomEvent("lookup:taken", { bubbles: true, detail: { ...option.dataset } }));
  }

  /** Choose a row that was found, here or elsewhere. */
  give({ key, text }) {
    this.text = text;
    this.input.value = text;
    this.set(key);
    this.close();
  }

  set(key) {
    if (this.key.value === key) return;
    this.key.value = key;
    this.key.dispatchEvent(new Event("input", { bubbles: true }));
    this.key.dispatchEvent(new Event("change", { bubbles: true }));
  }

  close() {
    clearTimeout(this.waiting);
    this.turn = (this.turn ?? 0) + 1; // an answer that is under way comes too late
    this.said.textContent = "";
    this.open(false);
  }

  // An emptied field chooses nothing; words that were not taken give way to what is chosen.
  leave() {
    this.close();
    if (!this.input.value.trim()) {
      this.text = "";
      this.set("");
    }
    this.input.value = this.text;
  }
}

export function equip(scope = document) {
  for (const root of scope.querySelectorAll("[data-lookup]")) {
    // The empty block that others are made from keeps __prefix__ in its names.
    if (root.dataset.ready || root.closest(".empty-form")) continue;
    root.dataset.ready = "";
    new Lookup(root);
  }
}

equip();
document.addEventListener("formset:added", (event) => equip(event.target));
