// “Make blocks”: a text with everything in it becomes the blocks that stand in it, as the server reads them: quotes with
// their speakers, tables, videos, and the texts between them with their subheads. It can be taken back.

import { current, drop, enter, kindOf, put, rows } from "./blocks.js";
import { say } from "./said.js";
import { ask, form, panel, value } from "./words.js";
import { write } from "./writing-on.js";

const textOf = (row) => row.querySelector("textarea");
const plain = (html) => {
  const page = new DOMParser().parseFromString(html.replaceAll(/<(?:br|\/p|\/h\d|\/li)>/g, "$&\n"), "text/html");
  return page.body.textContent;
};

// What stands before the text, where a speaker may have the whole name
function above(row) {
  const before = rows().slice(0, rows().indexOf(row)).map((each) => plain(textOf(each)?.value ?? ""));
  return [value("title"), value("lead"), ...before].join("\n");
}

function fill(row, { values, speaker }) {
  for (const [name, given] of Object.entries(values)) {
    const field = row.querySelector(`[name$="-${name}"]`);
    if (field.type === "checkbox") field.checked = given;
    else field.value = given;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  if (speaker) row.querySelector(".field-speaker [data-lookup]").dispatchEvent(new CustomEvent("lookup:give", { detail: speaker }));
}

const KINDS = { text: "Text", quote: "Quote", table: "Table", video: "Video" };

/** Make the blocks in the place of the text. Gives a function that takes it back. */
function replace(row, text, blocks) {
  const kept = blocks.findIndex(({ kind }) => kind === "text"); // keeps its place in the history, and its notes
  const after = rows()[rows().indexOf(row) + 1] ?? null;
  const add = (block, before) => put(KINDS[block.kind], before, (made) => fill(made, block));
  const made = blocks.flatMap((block, at) => (at === kept ? [] : [add(block, kept > at ? row : after)]));
  const box = row.querySelector(".delete input");
  if (kept >= 0) write(row, blocks[kept].values.text);
  else if (box) box.click();
  else drop(row);
  const back = () => {
    if (!row.isConnected) put("Text", made[0], (again) => { textOf(again).value = text; });
    else if (kept >= 0) write(row, text);
    else box.click();
    for (const each of made) if (each.isConnected) drop(each);
  };
  return [made, back];
}

function told(blocks) {
  const count = (kind) => blocks.filter((each) => each.kind === kind).length;
  const named = ["quote", "table", "video"].map((kind) => [count(kind), kind]).filter(([number]) => number);
  const words = named.map(([number, kind]) => `${number} ${kind}${number > 1 ? "s" : ""}`).join(", ");
  const unsure = blocks.filter(({ kind, speaker, values }) => kind === "quote" && !speaker && !values.speaker_name).length;
  const who = unsure ? ` In ${unsure} of the quotes the text does not say for certain who speaks.` : "";
  return words ? `${blocks.length} blocks were made of the text: ${words}.${who}` : "The subheads were recognised.";
}

/** Make blocks of a text; without one, of the first. */
export async function part(row = current()) {
  const text = row && kindOf(row) === "text" ? row : rows().find((each) => kindOf(each) === "text");
  if (!text || !panel?.dataset.parted) return;
  const before = textOf(text).value;
  let answer;
  try {
    answer = await ask(panel.dataset.parted, [["text", before], ["above", above(text)]]);
  } catch {
    answer = { error: "the connection broke" };
  }
  if (!answer.blocks) {
    say(`No blocks were made: ${answer.error ?? "you are no longer signed in"}.`);
  } else if (!text.isConnected || textOf(text).value !== before) {
    say("No blocks were made: the text was changed meanwhile. Press again.");
  } else if (answer.blocks.every(({ kind }) => kind === "text") && (answer.blocks[0]?.values.text ?? "") === before) {
    say("Nothing in this text reads as a quote, subhead, table or video.");
  } else {
    const [made, back] = replace(text, before, answer.blocks);
    const isOpen = (each) => kindOf(each) === "quote" && ![...each.querySelectorAll(".field-speaker input, .field-speaker_name input")].some((field) => field.value);
    const open = made.find(isOpen);
    setTimeout(() => { // a block beside one that went is hidden until then
      if (open) open.querySelector(".field-speaker input[type=text]").focus();
      else enter(text.isConnected ? text : made[0]);
    });
    say(told(answer.blocks), "Take it back", back);
  }
}

form?.addEventListener("block:part", ({ target }) => part(target));
