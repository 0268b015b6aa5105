// An extension of the rich text editor: what is pasted from Word and Google Docs keeps its lists and subheads, and
// leaves empty paragraphs, marks typed before items and foreign links behind. The editor's schema drops all else.

import { Extension, Plugin } from "django-prose-editor/editor";

import { tidied } from "./pasted-html.js";

export const PastedDocuments = Extension.create({
  name: "pastedDocuments",

  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          // What was copied in an editor of ours is as it should be.
          transformPastedHTML: (html) => (html.includes("data-pm-slice") ? html : tidied(html).innerHTML),
        },
      }),
    ];
  },
});
