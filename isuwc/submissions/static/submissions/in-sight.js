// What the site says is where the eye is: troubles are scrolled to and take the focus, their links lead to each field,
// whatever it is folded into, and messages stay in view (in-sight.css) and are read out.

const trouble = document.querySelector("#form-trouble, #content .errornote, #content-main ul.errorlist");
const messages = document.querySelector("ul.messagelist");

function show(element) {
  element.tabIndex = -1;
  element.scrollIntoView({ block: "start" });
  element.focus({ preventScroll: true });
}

// The field itself, or what stands for it: an editor hides the field that it fills.
function lead(element) {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  element.closest(".inline-related.collapsed")?.classList.remove("collapsed");
  if (element.offsetParent !== null && element.type !== "hidden") {
    element.scrollIntoView({ block: "center" });
    element.focus({ preventScroll: true });
    return;
  }
  const row = element.closest(".form-row, .inline-related, fieldset") ?? element.parentElement;
  row.scrollIntoView({ block: "center" });
  row.querySelector("[contenteditable=true], button, a, input:not([type=hidden])")?.focus({ preventScroll: true });
}

if (trouble) {
  // The editor of articles goes to where one was, which its address says
  const place = new URLSearchParams(location.hash.slice(1));
  if (place.has("scrollY")) {
    place.delete("scrollY");
    history.replaceState(history.state, "", `${location.pathname}${location.search}#${place}`);
  }
  show(trouble);
  addEventListener("load", () => show(trouble), { once: true });
  trouble.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field) return;
    event.preventDefault();
    lead(field);
  });
}

if (messages) {
  const region = document.createElement("div"); // around the list, which stays one
  region.className = "messagelist-region";
  region.setAttribute("role", messages.querySelector(".error") ? "alert" : "status");
  messages.before(region);
  region.append(messages);
  const close = document.createElement("button");
  close.type = "button";
  close.className = "messagelist-close";
  close.setAttribute("aria-label", "Close these messages"); // what is seen of it is no part of what they say
  close.addEventListener("click", () => messages.remove());
  // Put in once the page is there: a region that is there from the start is not read out.
  const said = [...messages.children];
  requestAnimationFrame(() => {
    messages.replaceChildren(...said);
    const last = document.createElement("li");
    last.className = "messagelist-end";
    last.append(close);
    messages.append(last);
  });
}
