// Shows the answers of the API below the forms that ask for them. Without it a form leads to the answer itself.
const MOST = 100_000; // characters of an answer that are shown

const element = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text }, more);

const status = (text) => {
  const said = element("p", text);
  said.setAttribute("role", "status");
  return said;
};

async function ask(form, signal) {
  const begun = performance.now();
  const answer = await fetch(`${form.action}?${new URLSearchParams(new FormData(form))}`, { signal });
  const text = await answer.text();
  const took = Math.round(performance.now() - begun);
  let shown = text;
  try {
    shown = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // What is no JSON is shown as it came
  }
  const address = answer.url.replace(location.origin, "");
  return [
    status(`${answer.status}, ${took} ms, ${text.length.toLocaleString("en")} characters`),
    element("a", address, { href: address }),
    element("pre", shown.length > MOST ? `${shown.slice(0, MOST)}\n…` : shown, { tabIndex: 0 }),
  ];
}

for (const form of document.querySelectorAll("[data-try-api]")) {
  const place = form.querySelector("[data-answer]");
  let asking = new AbortController();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    place.hidden = false;
    place.replaceChildren(status("Asking …"));
    try {
      place.replaceChildren(...(await ask(form, signal)));
    } catch {
      if (!signal.aborted) place.replaceChildren(status("There was no answer. Are you online?"));
    }
  });
}

// A link to an operation opens it
const open = () => {
  const named = document.getElementById(location.hash.slice(1));
  if (named instanceof HTMLDetailsElement) named.open = true;
};
addEventListener("hashchange", open);
open();
