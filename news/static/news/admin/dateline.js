// The dateline of a new event's place, proposed while nobody has written another one.

const ELSEWHERE = new Set(["profile", "announcement", "statement", "video"]); // types that aren't written at the event

const field = document.querySelector("#id_dateline");
const event = document.querySelector("#id_event")?.closest("[data-lookup]");

if (field && event) {
  let proposed = document.querySelector("[data-article]") ? "" : field.defaultValue; // of the event with which it was opened
  event.addEventListener("lookup:taken", ({ detail }) => {
    if ((field.value && field.value !== proposed) || ELSEWHERE.has(document.querySelector("#id_type").value)) return;
    proposed = detail.dateline ?? "";
    field.value = proposed;
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  });
}
