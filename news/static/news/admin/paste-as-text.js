// A report that is pasted from Word, Google Docs or a spreadsheet into a field for plain text keeps its lists and
// tables, as signs and tabs, and its links, in the form's hidden field. Undo takes the paste back as any other.

import { isStructured, tidied } from "./pasted-html.js";
import { asText } from "./pasted-text.js";

function keepLinks(form, links) {
  const field = form?.elements.namedItem("brought");
  if (!field || !links.length) return;
  let brought = {};
  try {
    brought = JSON.parse(field.value || "{}");
  } catch {
    // what is there is not ours
  }
  field.value = JSON.stringify({ ...brought, links: [...(brought.links ?? []), ...links] });
}

document.addEventListener("paste", (event) => {
  const field = event.target;
  if (!field.matches?.("textarea[data-paste=text]")) return;
  const html = event.clipboardData?.getData("text/html");
  if (!html) return;
  const body = tidied(html);
  if (!isStructured(body)) return;
  const { text, links } = asText(body);
  if (!text) return;
  event.preventDefault();
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  }
  keepLinks(field.form, links);
});
