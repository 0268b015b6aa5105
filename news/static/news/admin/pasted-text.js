// What was pasted as plain text, with signs for its lists and tabs for its tables. `isuwc.files.documents` writes the same
// of a file; tests/data/pasted/ says what both make of it.

import { BLOCKS } from "./pasted-html.js";

/**
 * The text as newsrooms type it: an empty line between paragraphs, • or a number before an item with two spaces for each
 * level above it, tabs between cells; and the links as [line, words, address].
 */
export function asText(body) {
  const lines = [];
  const found = [];
  let group = null;
  const add = (text, prefix = "", of = null, anchors = []) => {
    if (!text.trim()) return;
    if (lines.length && (of === null || of !== group)) lines.push("");
    group = of;
    lines.push(prefix + text);
    for (const anchor of anchors) {
      const words = squeezed(anchor.textContent);
      const line = text.split("\n").find((each) => each.includes(words));
      if (line && words) found.push([line, words, anchor.getAttribute("href")]);
    }
  };
  const block = (nodes, prefix, of, isItem) => {
    let run = [];
    const end = () => {
      const [text, anchors] = inline(run);
      add(isItem ? squeezed(text) : text, prefix, of, anchors);
      run = [];
      if (text.trim()) prefix = "";
    };
    for (const node of nodes) {
      if (node.nodeType === Node.ELEMENT_NODE && node.matches("table, ul, ol")) {
        end();
        if (node.tagName === "TABLE") table(node);
        else list(node, 0, of ?? node);
      } else if (!isItem && node.nodeType === Node.ELEMENT_NODE && holdsBlock(node)) {
        end();
        block(node.childNodes, prefix, of, false);
      } else {
        run.push(node);
      }
    }
    end();
  };
  const list = (element, depth, of) => {
    let number = Number(element.getAttribute("start") ?? 1);
    for (const item of element.children) {
      if (item.matches("ul, ol")) {
        list(item, depth + 1, of);
        continue;
      }
      const inner = [...item.childNodes].filter((node) => node.matches?.("ul, ol"));
      const own = [...item.childNodes].filter((node) => !inner.includes(node));
      const mark = element.tagName === "OL" ? `${numbered(number, element.getAttribute("type"))}. ` : "• ";
      number += 1;
      block(own, "  ".repeat(depth) + mark, of, true);
      for (const each of inner) list(each, depth + 1, of);
    }
  };
  const table = (element) => {
    const rows = [...element.rows].map((row) => [...row.cells].flatMap(cell)).filter((row) => row.some(Boolean));
    if (rows.length < 2 || rows.every((row) => row.filter(Boolean).length < 2)) {
      for (const row of element.rows) for (const each of row.cells) block(each.childNodes, "", null, false);
      return;
    }
    for (const row of rows) add(row.join("\t"), "", element);
  };
  block(body.childNodes, "", null, false);
  return { text: lines.join("\n"), links: found };
}

const ROMAN = [[10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];

/** A list's number as its type has it: 3 as "c" by letters. */
function numbered(number, type) {
  let said = String(number);
  if (/^a$/i.test(type) && number > 0 && number <= 78) {
    said = String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.floor((number - 1) / 26) + 1);
  } else if (/^i$/i.test(type) && number > 0 && number < 40) {
    said = "";
    for (const [worth, sign] of ROMAN) {
      for (; number >= worth; number -= worth) said += sign;
    }
  }
  return type === type?.toUpperCase() ? said.toUpperCase() : said;
}

const squeezed = (text) => text.replace(/[ \t\n\r\f]+/g, " ").trim();

function cell(element) {
  const parts = holdsBlock(element) ? [...element.childNodes] : [element];
  const text = squeezed(parts.map((node) => inline([node])[0]).join(" "));
  return [text, ...Array(Math.min(element.colSpan, 100) - 1).fill("")];
}

function holdsBlock(element) {
  return element.matches(BLOCKS) || Boolean(element.querySelector(`${BLOCKS}, table, ul, ol`));
}

/** Words of nodes without blocks, or of a block, with its line breaks; and the links in them. */
function inline(nodes) {
  const anchors = [];
  const said = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent.replace(/[ \t\n\r\f]+/g, " ");
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    if (node.tagName === "BR") return "\n";
    if (node.tagName === "A") anchors.push(node);
    const inner = [...node.childNodes].map(said).join("");
    return node.matches(BLOCKS) ? ` ${inner} ` : inner;
  };
  const text = [...nodes].map(said).join("");
  const lines = text.split("\n").map((line) => line.replace(/ +/g, " ").replace(/^ | $/g, ""));
  return [lines.filter((line) => line.trim()).join("\n"), anchors];
}
