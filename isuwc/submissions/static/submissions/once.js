// A form is sent once: a second press while it is on its way does nothing. The server knows by itself (isuwc.submissions),
// by a token in the form. Whoever goes back to a form that was sent gets it anew, with what was typed and another token:
// it is given the one that it was sent with, which is kept for that entry of this tab's history.

const LONGEST = 20_000; // after so many milliseconds without an answer it may be sent again
const TOKEN = 'input[name="_once"]';
const ENTRY = `sent-once ${window.navigation?.currentEntry?.key ?? `${location.pathname}${location.search}`}`;
const nameOf = (form) => form.getAttribute("id") ?? form.getAttribute("action") ?? "";

function sent() {
  try {
    return JSON.parse(sessionStorage.getItem(ENTRY)) ?? {};
  } catch {
    return {}; // a browser that keeps nothing
  }
}

function remember(form) {
  const token = form.querySelector(TOKEN)?.value;
  if (!token) return;
  try {
    sessionStorage.setItem(ENTRY, JSON.stringify({ ...sent(), [nameOf(form)]: token }));
  } catch {
    // A browser that keeps nothing: going back is a new form, as without scripts
  }
}

if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") {
  for (const form of document.forms) {
    const field = form.querySelector(TOKEN);
    if (field) field.value = sent()[nameOf(form)] ?? field.value;
  }
}

function release(form) {
  delete form.dataset.sending;
  form.removeAttribute("aria-busy");
  form.querySelector(".form-sending")?.remove();
}

function say(form, button) {
  if (form.querySelector(".table-busy")) return; // says so itself
  const said = document.createElement("span");
  said.className = "form-sending";
  said.setAttribute("role", "status");
  said.textContent = "Sending …";
  (button ?? form.lastElementChild)?.after(said);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const target = event.submitter?.getAttribute("formtarget") ?? form.getAttribute("target");
  if (event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post" || target === "_blank") return;
  if ("sending" in form.dataset) {
    event.preventDefault();
    return;
  }
  form.dataset.sending = "";
  remember(form);
  form.setAttribute("aria-busy", "true");
  say(form, event.submitter);
  setTimeout(() => release(form), LONGEST);
});

// A browser that comes back to the page has it as it was left.
addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(release));
