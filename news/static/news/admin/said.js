// What a script of an article's form says of what it did, in sight above the bar, with a button to take it back. It goes
// with the next word that is typed: from then on it would take more back than it did.

const said = document.createElement("div");
const words = document.createElement("p");
words.setAttribute("role", "status");
said.className = "article-said";
said.hidden = true;
said.append(words);

function quiet() {
  said.hidden = true;
  words.textContent = "";
  said.querySelector("button")?.remove();
}

/** Say it; `action` is done by a button with that name. */
export function say(text, name = "", action = null) {
  quiet();
  words.textContent = text;
  said.hidden = false;
  if (!action) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.append(name);
  button.addEventListener("click", () => {
    quiet();
    action();
  });
  said.append(button);
}

document.querySelector(".newsroom-steps")?.before(said);
document.querySelector("#article_form")?.addEventListener("beforeinput", quiet);
