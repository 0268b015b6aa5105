// Shares a page, and copies it as text or the code of an embed. Without this there are the links alone.
// <div data-share> … <span role="status"></span></div>, <a href="….txt" data-plain-text>, <textarea data-code>
const canCopy = Boolean(navigator.clipboard && window.ClipboardItem);

// As it is now: a slider may have changed it. The moment shown is that of one reader.
const address = () => {
  const url = new URL(location.href);
  url.hash = "";
  url.searchParams.delete("at");
  return url.href;
};

// The text may still be on its way: browsers ask that copying begins with the press.
const copy = (text) => {
  const blob = Promise.resolve(text).then((words) => new Blob([words], { type: "text/plain" }));
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
};

const plainText = async () => {
  const answer = await fetch(document.querySelector("a[data-plain-text]").href);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
};

const ways = () => {
  const code = document.querySelector("textarea[data-code]");
  if (code) return canCopy ? [["Copy the code", () => copy(code.value), "The code is copied."]] : [];
  const found = [];
  if (navigator.share) found.push(["Share", () => navigator.share({ title: document.title, url: address() }), ""]);
  else if (canCopy) found.push(["Copy link", () => copy(address()), "The link is copied."]);
  if (canCopy && document.querySelector("a[data-plain-text]")) {
    found.push(["Copy as text", () => copy(plainText()), "The text is copied."]);
  }
  return found;
};

for (const place of document.querySelectorAll("[data-share]")) {
  const said = place.querySelector("[role=status]");
  const buttons = ways().map(([words, act, done]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = words;
    button.addEventListener("click", async () => {
      said.textContent = "";
      try {
        await act();
        said.textContent = done;
      } catch (error) {
        if (error.name !== "AbortError") said.textContent = "That did not work."; // else the reader thought better of it
      }
    });
    return button;
  });
  place.prepend(...buttons);
}
