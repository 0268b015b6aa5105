// Puts what was typed for all photos into each of them, so that it is seen before it is saved. Saving does the same.

const ROW = /^form-(\d+)-(.+)$/;
const button = document.querySelector("[data-put-in]");
const said = document.querySelector("[data-put-in-said]");

function chosen(from) {
  return from.tagName === "SELECT" ? from.selectedOptions[0]?.textContent ?? "" : from.value;
}

// A list that is filled as one types has no other options than those that were chosen in it.
function put(from, into) {
  if (into.tagName === "SELECT" && ![...into.options].some((option) => option.value === from.value)) {
    into.append(new Option(chosen(from), from.value));
  }
  into.value = from.value;
  into.dispatchEvent(new Event("change", { bubbles: true }));
}

// Day and time of a moment go together.
const partsOf = (name) => (/_[01]$/.test(name) ? [0, 1].map((part) => name.replace(/[01]$/, part)) : [name]);

function putIn(form) {
  const replaces = form.elements["all-replace"].checked;
  const rows = new Set([...form.elements].map((each) => ROW.exec(each.name)?.[1]).filter(Boolean));
  const names = [...form.elements].map((each) => /^all-(.+)$/.exec(each.name)?.[1]).filter((name) => name && name !== "replace");
  let count = 0;
  for (const row of rows) {
    for (const name of names) {
      const from = form.elements[`all-${name}`];
      const isEmpty = partsOf(name).every((part) => form.elements[`form-${row}-${part}`]?.dataset.was === "");
      const into = form.elements[`form-${row}-${name}`];
      if (!into || !from.value.trim() || !(isEmpty || replaces) || into.value === from.value) continue;
      put(from, into);
      count += 1;
    }
  }
  said.textContent = count ? `Put into ${count} field${count === 1 ? "" : "s"}. Nothing is saved yet.` : "Nothing to put in: the fields have something already.";
}

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const each of button.form.elements) if (ROW.test(each.name)) each.dataset.was = each.value.trim();
    putIn(button.form);
  });
}
