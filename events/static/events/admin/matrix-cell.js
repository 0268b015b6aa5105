// A cell of the matrix in a dialog: the page that it links to, its forms sent from there, and the matrix drawn anew.

import { sayBroadcaster } from "./heard.js";

const said = document.querySelector("[data-matrix-said]");

async function page(address, options) {
  const response = await fetch(address, options);
  const text = await response.text();
  const { url, ok, redirected } = response;
  return { address: url, ok, redirected, body: new DOMParser().parseFromString(text, "text/html") };
}

function isMatrix(address) {
  return new URL(address).pathname === location.pathname;
}

// What changed is where the answers differ, which a listing for many countries changes far from this cell as well.
async function redraw(table) {
  const fresh = (await page(location.href)).body.querySelector("[data-matrix] tbody");
  if (!fresh) return null;
  const before = new Map([...table.querySelectorAll("td")].map((cell) => [cell.id, cell.textContent]));
  const changed = [...fresh.querySelectorAll("td")].filter((cell) => before.get(cell.id) !== cell.textContent);
  for (const cell of changed) cell.classList.add("is-changed");
  table.tBodies[0].replaceWith(document.adoptNode(fresh));
  return changed.length;
}

function say(messages, count) {
  const lines = messages.map((message) => {
    const line = document.createElement("p");
    line.append(...document.importNode(message, true).childNodes);
    return line;
  });
  if (count) {
    const line = document.createElement("p");
    line.textContent = count === 1 ? "1 cell of the matrix changed." : `${count} cells of the matrix changed.`;
    lines.push(line);
  }
  said.replaceChildren(...lines);
}

export function openCell(table, link, prepare) {
  const place = link.closest("td").id;
  const dialog = document.createElement("dialog");
  dialog.className = "cell-dialog";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "cell-close";
  close.textContent = "Close";
  close.addEventListener("click", () => { if (mayLeave()) dialog.close(); });
  const inside = document.createElement("div");
  inside.textContent = "Opening…";
  const heading = document.createElement("h2");
  heading.id = "cell-title";
  dialog.setAttribute("aria-labelledby", heading.id);
  const head = document.createElement("header");
  head.append(heading, close);
  dialog.append(head, inside);

  let typed = false;

  function mayLeave() {
    return !typed || window.confirm("Close without saving what you typed?");
  }

  function warn(lines) {
    const trouble = document.createElement("div");
    trouble.className = "errornote";
    trouble.setAttribute("role", "alert");
    for (const words of lines) {
      const line = document.createElement("p");
      line.textContent = words;
      trouble.append(line);
    }
    inside.querySelector(":scope > .errornote")?.remove();
    inside.prepend(trouble);
    trouble.scrollIntoView({ block: "nearest" });
  }

  function show({ address, body, ok, redirected }, isSent) {
    const part = body.querySelector("[data-cell]");
    if (isSent && !part && !(ok && redirected)) {
      const words = [...(body.querySelector("#content, main") ?? body.body).querySelectorAll("h1, p, li")]
        .map((element) => element.textContent.trim().replace(/\s+/gu, " "))
        .filter(Boolean);
      warn([...words, "What you typed is still here."]);
      return;
    }
    if (!ok || !part) {
      // Signed out, or not allowed: the page itself says so, and has what was sent
      typed = false;
      location.assign(address);
      return;
    }
    typed = isSent; // a form that comes back isn't saved
    heading.textContent = body.querySelector("h1, #content h1")?.textContent ?? "";
    for (const element of part.querySelectorAll("[href], [formaction], form")) {
      // Addresses that are meant from the page's own one
      for (const name of ["href", "formaction"]) {
        const value = element.getAttribute(name);
        if (value !== null) element.setAttribute(name, new URL(value, address).href);
      }
      if (element.matches("form")) element.setAttribute("action", new URL(element.getAttribute("action") ?? "", address).href);
    }
    inside.replaceChildren(document.adoptNode(part));
    const broadcaster = inside.querySelector("[data-broadcaster]");
    if (broadcaster) sayBroadcaster(broadcaster);
    const wrong = inside.querySelector(".errorlist ~ input, [aria-invalid=true]");
    const first = inside.querySelector("form input:not([type=hidden]), form select") ?? inside.querySelector("a");
    (wrong ?? first)?.focus();
  }

  async function go(address, options) {
    inside.setAttribute("aria-busy", "true");
    try {
      const found = await page(address, options);
      if (options && isMatrix(found.address)) {
        const count = await redraw(table);
        prepare();
        typed = false;
        dialog.close();
        say([...found.body.querySelectorAll(".messagelist li")], count);
        return;
      }
      show(found, Boolean(options));
    } catch {
      warn(["The connection broke. Nothing was lost here: try it again."]);
    } finally {
      inside.removeAttribute("aria-busy");
    }
  }

  dialog.addEventListener("input", () => { typed = true; });
  dialog.addEventListener("click", (event) => {
    const further = event.target.closest("a[data-in-cell]");
    if (!further) return;
    event.preventDefault();
    if (mayLeave()) go(further.href);
  });
  dialog.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("formaction")) return; // a page of its own, in a new tab
    event.preventDefault();
    if (inside.getAttribute("aria-busy")) return;
    go(event.target.action, { method: "POST", body: new FormData(event.target) });
  });
  dialog.addEventListener("cancel", (event) => {
    if (!mayLeave()) event.preventDefault();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    document.getElementById(place)?.querySelector("a")?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
  go(link.href);
}
