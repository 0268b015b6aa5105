// Several photos at once: of those that are chosen where one is, the first stands there and the others become blocks;
// files that are dropped on the body become blocks where they are dropped, on the photo at the top that one.

import { drop, put, rows } from "./blocks.js";
import { say } from "./said.js";

const form = document.querySelector("#article_form");
const pickerIn = (row) => row.querySelector(".field-photo [data-photo-picker]");
const dropped = new Set(); // blocks that were made for files, until their dialog closes

form?.addEventListener("photo:closed", ({ target, detail: others }) => {
  const row = target.closest(".inline-related");
  const before = row ? rows()[rows().indexOf(row) + 1] ?? null : null;
  for (const photo of others) {
    put("Photo", before, (made) => pickerIn(made).dispatchEvent(new CustomEvent("photo:give", { detail: photo })));
  }
  const isEmpty = row && !target.querySelector("input[type=hidden]").value;
  if (dropped.delete(row) && isEmpty) drop(row); // all were refused, or left out
  if (!others.length) return;
  const count = others.length > 1 ? `${others.length} photos stand` : "One more photo stands";
  say(`${count} ${row ? "after it" : "at the end of the body"}: drag ${others.length > 1 ? "them" : "it"}, or Alt Shift ↑ ↓.`);
});

const hasFiles = (event) => event.dataTransfer?.types.includes("Files") && window.ContentEditor?.allowChange;

// The block before which something comes that is let go there; null for the end
function placeOf(event) {
  return rows().find((row) => {
    const { top, height } = row.getBoundingClientRect();
    return event.clientY < top + height / 2;
  }) ?? null;
}

function mark(place, isAfter) {
  for (const each of form.querySelectorAll(".is-photo-place")) each.classList.remove("is-photo-place", "is-after");
  place?.classList.add("is-photo-place");
  place?.classList.toggle("is-after", isAfter);
}

function over(event) {
  if (!hasFiles(event)) return;
  const hero = event.target.closest(".field-hero");
  if (!hero && !event.target.closest(".article-main")) return;
  event.preventDefault();
  event.stopPropagation(); // from text editors, which would mark a place within their words
  event.dataTransfer.dropEffect = "copy";
  const place = placeOf(event);
  if (hero) mark(hero, false);
  else mark(place ?? rows().at(-1) ?? form.querySelector(".order-machine-insert-target.last"), !place);
}

function letGo(event) {
  if (!hasFiles(event)) return;
  const hero = event.target.closest(".field-hero")?.querySelector("[data-photo-picker]");
  if (!hero && !event.target.closest(".article-main")) return;
  event.preventDefault();
  event.stopPropagation();
  mark(null, false);
  const files = [...event.dataTransfer.files];
  let picker = hero;
  if (!picker) {
    const row = put("Photo", placeOf(event), () => {});
    dropped.add(row);
    picker = pickerIn(row);
  }
  picker.dispatchEvent(new CustomEvent("photo:files", { detail: files }));
}

if (form) {
  form.addEventListener("dragover", over, true);
  form.addEventListener("dragleave", (event) => { if (!form.contains(event.relatedTarget)) mark(null, false); });
  form.addEventListener("drop", letGo, true);
}
