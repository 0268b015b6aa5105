// The article beside its form as readers will see it, with the words that are not saved: at a phone's or a desktop's
// width, drawn anew a second after something changed. Where there is no room beside the form it lies over it.

import { ask, entries, form } from "./words.js";

const PAUSE = 1_000; // milliseconds after the last change
const LOOK = 2_000; // how often is looked for changes that no event tells of, such as blocks that were moved
const PATIENCE = 30_000;
const REST = 20_000; // after no picture came, unless something is changed
const WIDTHS = { phone: 390, desktop: 1280 };
const STORE = "isuwc-preview-beside";

const pane = document.querySelector("#article-beside");
const toggle = form?.querySelector("[data-beside-toggle]");
const isWide = matchMedia("(width >= 1100px)"); // as in article-open.css

let as = "phone";
let shown = null; // the words of the last picture
let drawn = ""; // and its page
let busy = false;
let failed = 0; // when no picture came

function remembered() {
  try { return JSON.parse(localStorage.getItem(STORE)) ?? {}; } catch { return {}; }
}

function remember() {
  try { localStorage.setItem(STORE, JSON.stringify({ open: pane.open, as })); } catch { /* a browser that keeps nothing */ }
}

function say(words) {
  const element = pane.querySelector("[data-beside-said]");
  if (element.textContent !== words) element.textContent = words;
}

function fit() {
  const frame = pane.querySelector("iframe");
  const { clientWidth: width, clientHeight: height } = frame.parentElement;
  const scale = Math.min(1, width / WIDTHS[as]);
  frame.style.width = `${WIDTHS[as]}px`;
  frame.style.height = `${height / scale}px`;
  frame.style.transform = `scale(${scale})`;
  // As on a phone, which has no bar at the side
  frame.contentDocument?.documentElement?.style.setProperty("scrollbar-width", as === "phone" ? "none" : "auto");
  frame.style.marginInlineStart = `${Math.max(0, (width - WIDTHS[as] * scale) / 2)}px`;
}

// A link of the picture leads to a part of it, or nowhere: it is no page.
function follow(event) {
  const link = event.target.closest("a, button, summary");
  if (!link || link.matches("summary")) return;
  event.preventDefault();
  const place = link.getAttribute("href")?.match(/^#(.+)/)?.[1];
  if (place) event.currentTarget.getElementById(decodeURIComponent(place))?.scrollIntoView();
}

function press(event) {
  const isToggle = event.altKey && event.shiftKey && event.code === "KeyB";
  if (isToggle || (event.key === "Escape" && pane.matches(":modal"))) {
    event.preventDefault();
    close();
  }
}

// Without its scripts, which belong to a page of its own. Where one has scrolled to is kept.
function draw(html) {
  if (html === drawn) return;
  drawn = html;
  const frame = pane.querySelector("iframe");
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const script of page.querySelectorAll("script, link[rel=preload], link[rel=manifest]")) script.remove();
  const before = frame.contentDocument;
  if (!("drawn" in frame.dataset)) {
    frame.addEventListener("load", () => {
      frame.dataset.drawn = "";
      fit();
      frame.contentDocument.addEventListener("click", follow);
      frame.contentDocument.addEventListener("submit", (event) => event.preventDefault());
      frame.contentDocument.addEventListener("keydown", press);
    }, { once: true });
    frame.srcdoc = `<!DOCTYPE html>${page.documentElement.outerHTML}`;
    return;
  }
  const { scrollLeft, scrollTop } = before.scrollingElement;
  before.body.replaceWith(before.adoptNode(page.body));
  before.scrollingElement.scrollTo({ left: scrollLeft, top: scrollTop, behavior: "instant" });
}

function answered(answer, words) {
  const last = drawn ? " What is shown is as it was before." : "";
  failed = answer.user === null || answer.error ? Date.now() : 0;
  if (answer.user === null) {
    say(`You are no longer signed in.${last}`);
  } else if (answer.error) {
    say(`There is no preview: ${answer.error}.${last}`);
  } else if (answer.errors) {
    shown = words;
    say(`Can’t be saved as it is: ${answer.errors.join(" ")}${last}`);
  } else {
    shown = words;
    draw(answer.html);
    say(answer.left_out.length ? `Left out until it is finished: ${answer.left_out.join(" ")}` : "");
  }
}

// One request at a time; what changed meanwhile is found by the next look
async function renew() {
  if (busy || !pane.open || document.hidden) return;
  const fields = entries();
  const words = JSON.stringify(fields);
  if (words === shown) return;
  busy = true;
  if (!drawn) say("Is being drawn…");
  const answer = await ask(pane.dataset.beside, fields, AbortSignal.timeout(PATIENCE))
    .catch(() => ({ error: "there is no connection" }));
  busy = false;
  answered(answer, words);
}

function touched() {
  clearTimeout(touched.waiting);
  touched.at = Date.now();
  touched.waiting = setTimeout(renew, PAUSE);
}

function choose(width) {
  as = width;
  for (const button of pane.querySelectorAll("[data-as]")) button.setAttribute("aria-pressed", button.dataset.as === as);
  document.documentElement.dataset.beside = as;
  fit();
}

// Beside the form it takes no focus; over it, it is all that there is.
function open() {
  if (isWide.matches) pane.setAttribute("open", "");
  else pane.showModal();
  document.documentElement.dataset.beside = as;
  toggle.setAttribute("aria-expanded", "true");
  fit();
  shown = null;
  renew();
}

function close() {
  const hadFocus = pane.contains(document.activeElement);
  pane.close();
  delete document.documentElement.dataset.beside;
  toggle.setAttribute("aria-expanded", "false");
  if (hadFocus) toggle.focus();
}

if (pane && toggle) {
  const { open: wasOpen, as: before } = remembered();
  if (before in WIDTHS) as = before;
  toggle.addEventListener("click", () => {
    if (pane.open) close();
    else open();
    remember();
  });
  pane.querySelector("[data-beside-close]").addEventListener("click", () => {
    close();
    remember();
  });
  pane.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
    remember();
  });
  pane.addEventListener("click", (event) => {
    const width = event.target.closest("[data-as]")?.dataset.as;
    if (width) {
      choose(width);
      remember();
    }
  });
  isWide.addEventListener("change", () => {
    if (!pane.open) return;
    pane.close();
    open();
  });
  new ResizeObserver(fit).observe(pane.querySelector("iframe").parentElement);
  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  setInterval(() => { if (Date.now() - (touched.at ?? 0) > PAUSE && Date.now() - failed > REST) renew(); }, LOOK);
  choose(as);
  delete document.documentElement.dataset.beside;
  if (wasOpen && isWide.matches) setTimeout(open, 400); // once the form's editors have started
}
