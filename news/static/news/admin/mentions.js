// An extension of the rich text editor: `@` and some words put in a skater with the NOC, an event, a race or its podium,
// a cup or a country, with links to their pages.

import { Extension, Plugin } from "django-prose-editor/editor";

import { asked, isOffered, MentionList } from "./mention-list.js";

const LEAF = "\uFFFC"; // stands for what is no text, such as a line break

function before({ selection }) {
  const { $from, empty } = selection;
  return empty && $from.parent.isTextblock ? $from.parent.textBetween(0, $from.parentOffset, "\n", LEAF) : "";
}

class EditorMentions {
  constructor(view) {
    this.view = view;
    this.list = new MentionList(view.dom, () => this.place(), (taken) => this.take(taken));
    this.blurred = () => this.list.close();
    view.dom.addEventListener("blur", this.blurred);
  }

  get start() {
    const { $from } = this.view.state.selection;
    const found = asked(before(this.view.state));
    return found ? $from.start() + found.from : $from.pos;
  }

  update(view, earlier) {
    if (!view.editable || (earlier.doc.eq(view.state.doc) && earlier.selection.eq(view.state.selection))) return;
    this.list.follow(before(view.state), view.state.selection.$from.start());
  }

  place() {
    const { left, top, bottom } = this.view.coordsAtPos(this.start);
    return { left, top, bottom };
  }

  take({ runs }) {
    const { state } = this.view;
    const { link } = state.schema.marks;
    const marks = state.selection.$from.marks().filter((mark) => mark.type !== link);
    const nodes = runs.map(([words, href]) =>
      state.schema.text(words, href && link ? [...marks, link.create({ href })] : marks),
    );
    const change = state.tr.replaceWith(this.start, state.selection.from, nodes).setMeta("preventAutolink", true);
    if (link) change.removeStoredMark(link);
    this.view.dispatch(change.scrollIntoView());
    this.view.focus();
  }

  destroy() {
    this.view.dom.removeEventListener("blur", this.blurred);
    this.list.remove();
  }
}

export const Mentions = Extension.create({
  name: "mentions",
  priority: 1000, // its keys come before those of lists and paragraphs

  addProseMirrorPlugins() {
    if (!isOffered) return [];
    let shown;
    return [
      new Plugin({
        view: (view) => (shown = new EditorMentions(view)),
        props: { handleKeyDown: (_view, event) => shown?.list.pressed(event) ?? false },
      }),
    ];
  },
});
