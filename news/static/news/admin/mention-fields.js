// `@` and some words in the plain fields of an article's form: title, lead, captions, quotes. What is taken is put in as
// plain text.

import { asked, MentionList } from "./mention-list.js";

const FIELDS = "textarea:not([data-django-prose-editor-configurable])";
const form = document.querySelector("#article_form");
const lists = new Map();

function listOf(field) {
  if (!lists.has(field)) {
    const place = () => field.getBoundingClientRect();
    lists.set(field, new MentionList(field, place, (taken) => take(field, taken)));
  }
  return lists.get(field);
}

// By the browser's own command, so that undo takes it back
function take(field, { text }) {
  const end = field.selectionStart;
  const found = asked(field.value.slice(0, end));
  if (!found) return;
  field.focus();
  field.setSelectionRange(found.from, end);
  document.execCommand("insertText", false, text);
}

function follow(field) {
  const isOne = field.selectionStart === field.selectionEnd;
  listOf(field).follow(isOne ? field.value.slice(0, field.selectionStart) : "", "field");
}

if (form && document.querySelector("[data-mentions]")) {
  form.addEventListener("input", (event) => {
    if (event.target.matches(FIELDS) && !event.isComposing) follow(event.target);
  });
  document.addEventListener("formset:removed", () => {
    for (const [field, list] of [...lists].filter(([each]) => !each.isConnected)) {
      list.remove();
      lists.delete(field);
    }
  });
  form.addEventListener("focusout", (event) => lists.get(event.target)?.close());
  // Before the keys of the form: Enter leaves the title
  form.addEventListener("keydown", (event) => {
    if (!lists.get(event.target)?.pressed(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
}
