// Fields that look rows up as one types (select2) hide the field that has the label: what stands for it takes the name.

function labelOf(select) {
  const label = select.labels?.[0] ?? document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  return label?.textContent.trim().replace(/:$/u, "") || select.getAttribute("aria-label") || "";
}

function name(container) {
  const select = container.previousElementSibling;
  if (!select?.matches("select.admin-autocomplete")) return;
  const words = labelOf(select);
  if (!words) return;
  const described = select.getAttribute("aria-describedby");
  const single = container.querySelector(".select2-selection--single");
  const field = single ?? container.querySelector(".select2-search__field");
  if (single) {
    // The chosen one follows the name: Country: Norway
    const value = single.querySelector(".select2-selection__rendered");
    single.ariaLabel = words;
    // It stands in the field, and is none itself: empty, it would be one without a name
    for (const attribute of ["role", "aria-readonly"]) value.removeAttribute(attribute);
    single.id ||= `${value.id}-of`;
    single.setAttribute("aria-labelledby", `${single.id} ${value.id}`);
  } else {
    field.ariaLabel = words;
    // The sign that empties the field stands among the chosen ones, which therefore are no list
    container.querySelector(".select2-selection__rendered").setAttribute("role", "presentation");
  }
  if (described) field.setAttribute("aria-describedby", described);
}

// The field in which one types, once the list is open
function nameSearch(open) {
  const field = open.querySelector(".select2-search--dropdown .select2-search__field");
  const list = open.querySelector(".select2-results__options");
  const of = list && document.querySelector(`[aria-owns="${CSS.escape(list.id)}"]`);
  const words = of?.closest(".select2-container")?.previousElementSibling;
  if (field && words) field.ariaLabel = `Search: ${labelOf(words)}`;
}

if (document.querySelector(".admin-autocomplete")) {
  const look = (container) => {
    name(container);
    nameSearch(container);
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const added of change.addedNodes) {
        if (added.nodeType !== Node.ELEMENT_NODE) continue;
        if (added.matches(".select2-container")) look(added);
        else for (const container of added.querySelectorAll(".select2-container")) look(container);
      }
    }
  }).observe(document.body, { childList: true, subtree: true });
  for (const container of document.querySelectorAll(".select2-container")) look(container);
}

// The sign before the search of a list with two columns has a name, which only a picture may have; Django makes it then.
addEventListener("load", () => {
  for (const sign of document.querySelectorAll(".search-label-icon")) sign.setAttribute("role", "img");
});
