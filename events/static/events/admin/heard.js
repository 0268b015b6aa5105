// What is typed is said as it is understood, in a line below its field.

export function said(field) {
  const place = document.createElement("p");
  place.className = "heard";
  place.setAttribute("role", "status");
  place.id = `${field.id}_heard`;
  field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), place.id].filter(Boolean).join(" "));
  (field.closest(".flex-container") ?? field).after(place);
  return (words, isWrong = false) => {
    place.textContent = words;
    place.classList.toggle("unknown", isWrong);
  };
}

// Whether a broadcaster is on record, or new
export function sayBroadcaster(field) {
  const say = said(field);
  const known = new Set(Array.from(field.list?.options ?? [], (option) => option.value.toLowerCase()));
  function look() {
    const name = field.value.trim().replace(/ +/gu, " ");
    if (!name) return say("");
    if (known.has(name.toLowerCase())) return say("On record.");
    if ("knownOnly" in field.dataset) return say(`There is no broadcaster ${name} on record.`, true);
    say(`New: ${name} is added when you save.`);
  }
  field.addEventListener("input", look);
  look();
}
