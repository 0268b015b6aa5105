// What Word, Google Docs and spreadsheets put on the clipboard, with its structure and nothing else. Nothing in it runs:
// the document that it is parsed into belongs to no page.

export const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, blockquote, div, td, th, caption, figcaption, dt, dd";
const WORD_ITEM = /mso-list:\s?(l\d{1,4}) level(\d)/;
const WORD_MARK = /mso-list:\s?ignore/i;
const HIDDEN = /display:\s?none|mso-hide:\s?all/i;
const LIST_TYPES = {
  a: "a", "lower-alpha": "a", "lower-latin": "a", A: "A", "upper-alpha": "A", "upper-latin": "A",
  i: "i", "lower-roman": "i", I: "I", "upper-roman": "I",
};
const NUMBER = /^\(?([0-9]{1,3}|[a-z]|[ivxlc]{1,7})[.)]$/i;

const style = (element) => element.getAttribute("style") ?? "";

/** The body of the pasted HTML, cleaned: paragraphs, subheads, real lists, tables, links, bold and italic. */
export function tidied(html) {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  removeUnseen(body);
  wordLists(body);
  emphasis(body);
  nestedLists(body);
  listTypes(body);
  headings(body);
  links(body);
  for (const element of body.querySelectorAll("*")) {
    for (const name of element.getAttributeNames()) {
      const isKept = ["href", "start", "colspan", "rowspan"].includes(name) || (name === "type" && element.tagName === "OL");
      if (!isKept) element.removeAttribute(name);
    }
  }
  for (const element of body.querySelectorAll("span, font, o\\:p, article, section, main")) unwrap(element);
  removeEmpty(body);
  return body;
}

function unwrap(element) {
  element.replaceWith(...element.childNodes);
}

function removeUnseen(body) {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.remove();
  for (const element of body.querySelectorAll("script, style, meta, link, title, xml, template, img")) {
    element.remove();
  }
  for (const element of body.querySelectorAll("[style], [hidden]")) {
    if (element.hasAttribute("hidden") || HIDDEN.test(style(element))) element.remove();
  }
}

/** Word's items are paragraphs whose style names their list and level, with the mark typed before the words. */
function wordLists(body) {
  let open = []; // the lists that are open, from the outermost on
  let last = null;
  for (const item of body.querySelectorAll("p, h1, h2, h3, h4, h5, h6, div")) {
    const found = WORD_ITEM.exec(style(item));
    if (!found) continue;
    const [list, level] = [found[1], Number(found[2])];
    const marks = [...item.querySelectorAll("[style]")].filter((each) => WORD_MARK.test(style(each)));
    const mark = marks.map((each) => each.textContent).join("").trim();
    for (const each of marks) each.remove();
    const number = NUMBER.exec(mark);
    if (previousOf(item) !== last || open[0]?.list !== list) open = [];
    while (open.length > level) open.pop();
    const tag = number ? "OL" : "UL";
    if (open.length === level && open.at(-1).element.tagName !== tag) open.pop();
    const li = item.ownerDocument.createElement("li");
    const isFirst = !open.length;
    while (open.length < level) {
      const element = item.ownerDocument.createElement(tag);
      const first = number?.[1] ?? "";
      if (/^\d+$/.test(first) && first !== "1") element.setAttribute("start", first);
      if (/^[a-z]/i.test(first)) {
        const isRoman = first.toLowerCase() === "i";
        const type = isRoman ? "i" : "a";
        element.setAttribute("type", first === first.toUpperCase() ? type.toUpperCase() : type);
        const nth = first.toLowerCase().charCodeAt(0) - 96;
        if (!isRoman && first.length === 1 && nth > 1) element.setAttribute("start", String(nth));
      }
      if (open.length) (open.at(-1).element.lastElementChild ?? open.at(-1).element).append(element);
      open.push({ list, element });
      if (open.length < level) element.append(item.ownerDocument.createElement("li"));
    }
    if (isFirst) item.before(open[0].element);
    open.at(-1).element.append(li);
    li.append(...item.childNodes);
    last = open[0].element;
    item.remove();
  }
}

/** The element before this one, as what the page shows goes on; text between them parts two lists. */
function previousOf(element) {
  let node = element.previousSibling;
  while (node && node.nodeType === Node.TEXT_NODE && !node.textContent.trim()) node = node.previousSibling;
  return node;
}

/** Google Docs says by their style what is bold, and wraps all of it in a <b> that is not. */
function emphasis(body) {
  for (const element of body.querySelectorAll("b, strong, i, em, span")) {
    const said = style(element);
    const isHeading = element.closest("h1, h2, h3, h4, h5, h6");
    const weight = /(?:^|;)\s*font-weight:\s?(\w+)/.exec(said)?.[1];
    if (element.matches("b, strong")) {
      if (isHeading || weight === "normal" || weight === "400") unwrap(element);
    } else if (element.matches("i, em")) {
      if (/(?:^|;)\s*font-style:\s?normal/.test(said)) unwrap(element);
    } else {
      if (/(?:^|;)\s*font-style:\s?italic/.test(said)) wrapInside(element, "em");
      if (!isHeading && (weight === "bold" || Number(weight) >= 600)) wrapInside(element, "strong");
    }
  }
}

function wrapInside(element, tag) {
  const inner = element.ownerDocument.createElement(tag);
  inner.append(...element.childNodes);
  element.append(inner);
}

/** A list that stands directly in a list belongs to the item above it. */
function nestedLists(body) {
  for (const list of body.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")) {
    const above = list.previousElementSibling;
    if (above?.tagName === "LI") above.append(list);
  }
}

/** Whether a list has letters or Roman numerals; Google Docs says it by the style of each item. */
function listTypes(body) {
  for (const list of body.querySelectorAll("ol")) {
    const said = [list, ...list.querySelectorAll(":scope > li")].map((each) => /list-style-type:\s?([\w-]+)/.exec(style(each))?.[1]);
    const type = LIST_TYPES[said.find((each) => LIST_TYPES[each]) ?? list.getAttribute("type")];
    if (type) list.setAttribute("type", type);
    else list.removeAttribute("type");
  }
}

/** Subheads have two levels. */
function headings(body) {
  const levels = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" };
  for (const element of body.querySelectorAll("h1, h4, h5, h6, p.MsoTitle")) {
    const heading = element.ownerDocument.createElement(levels[element.tagName] ?? "h2");
    heading.append(...element.childNodes);
    element.replaceWith(heading);
  }
}

/** Google Docs lets every link lead over a page of its own; marks inside a document lead nowhere here. */
function links(body) {
  for (const link of body.querySelectorAll("a")) {
    const address = target(link.getAttribute("href") ?? "");
    if (address) link.setAttribute("href", address);
    else unwrap(link);
  }
}

function target(href) {
  let url;
  try {
    url = new URL(href);
  } catch {
    return "";
  }
  if (url.host === "www.google.com" && url.pathname === "/url" && url.searchParams.get("q")) {
    return target(url.searchParams.get("q"));
  }
  return ["https:", "http:", "mailto:"].includes(url.protocol) ? href : "";
}

function removeEmpty(body) {
  const isEmpty = (element) => !element.textContent.trim();
  for (const br of body.querySelectorAll("br")) {
    const isBetweenBlocks = !br.parentElement.matches(`${BLOCKS}, a, b, i, strong, em`) || br.parentElement === body;
    if (isBetweenBlocks || !br.nextSibling) br.remove();
  }
  for (const element of [...body.querySelectorAll("p, div, h2, h3, li, blockquote, strong, em, a")].toReversed()) {
    if (isEmpty(element) && !element.closest("td, th")) element.remove();
  }
  for (const list of [...body.querySelectorAll("ul, ol")].toReversed()) if (isEmpty(list)) list.remove();
}

/** Whether it has a structure that a plain text has not. */
export function isStructured(body) {
  return Boolean(body.querySelector("p, h2, h3, li, table"));
}
