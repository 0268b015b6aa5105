// The editor of an entry has the name that stands above it; a press on that leads into it.

const place = document.querySelector(".live-words-field");

const name = () => {
  const editor = place.querySelector(".tiptap:not([aria-label])");
  const label = place.querySelector("label");
  if (!editor || !label) return;
  editor.setAttribute("aria-label", label.textContent.replace(/:$/, ""));
  label.addEventListener("click", () => editor.focus());
};

if (place) {
  name();
  new MutationObserver(name).observe(place, { childList: true, subtree: true });
}
