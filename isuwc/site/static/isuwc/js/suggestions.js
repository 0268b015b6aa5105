// Suggests where to go as one types: a combobox with a list, as the WAI-ARIA practices describe it. Without it the form
// is a plain search. <input type="search" id="q" data-suggestions="/search/suggestions.json">
const AFTER = 150; // milliseconds without a key
const SHORTEST = 2;

const start = (input) => {
  const list = document.createElement("ul");
  const said = document.createElement("p");
  let asking = null;
  let waiting = null;
  let chosen = -1;

  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  input.after(list);
  input.form.after(said);
  input.autocomplete = "off";
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }

  const options = () => [...list.children];

  const choose = (at) => {
    chosen = at;
    for (const [number, option] of options().entries()) {
      option.setAttribute("aria-selected", String(number === at));
      if (number === at) option.scrollIntoView({ block: "nearest" });
    }
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", options()[at].id);
  };

  const open = (isOpen) => {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    choose(-1);
  };

  const close = () => {
    clearTimeout(waiting);
    asking?.abort();
    open(false);
    said.textContent = "";
  };

  const go = (option) => {
    location.href = option.dataset.address;
  };

  const optionOf = (name, what, address, number) => {
    const option = document.createElement("li");
    const title = document.createElement("b");
    const note = document.createElement("span");
    option.id = `${list.id}-${number}`;
    option.dataset.address = new URL(address).pathname + new URL(address).search;
    option.setAttribute("role", "option");
    title.textContent = name;
    title.dir = "auto";
    note.textContent = what;
    option.append(title, " ", note);
    return option;
  };

  const show = ([, names, whats, addresses]) => {
    list.replaceChildren(...names.map((name, at) => optionOf(name, whats[at], addresses[at], at)));
    open(names.length > 0);
    said.textContent = names.length === 1 ? "1 suggestion" : `${names.length || "No"} suggestions`;
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const words = input.value.trim();
    if (words.length < SHORTEST) {
      close();
      return;
    }
    try {
      const answer = await fetch(`${input.dataset.suggestions}?${new URLSearchParams({ q: words })}`, { signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const found = await answer.json();
      if (!signal.aborted && document.activeElement === input) show(found);
    } catch {
      if (!signal.aborted) close(); // the form still searches
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, AFTER);
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const last = list.children.length - 1;
    // Round and round, by way of the field itself
    const moves = { ArrowDown: chosen < last ? chosen + 1 : -1, ArrowUp: chosen < 0 ? last : chosen - 1 };
    if (event.key in moves && last >= 0) {
      event.preventDefault();
      if (list.hidden) open(true);
      choose(moves[event.key]);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      go(options()[chosen]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // what was typed stays
      close();
    }
  });

  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // or the field would lose the focus first
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(option);
  });
  open(false);
};

for (const input of document.querySelectorAll("[data-suggestions]")) start(input);
