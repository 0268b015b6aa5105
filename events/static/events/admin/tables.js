// Says that a table is being read or applied, and keeps a second press from handing it in again.
for (const form of document.querySelectorAll(".tables form[method=post]")) {
  form.addEventListener("submit", (event) => {
    const pressed = event.submitter;
    const said = document.createElement("p");
    said.className = "table-busy";
    said.setAttribute("role", "status");
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", "Working");
    said.append(bar, pressed?.name === "_apply" || !pressed?.name ? " Applying: all of it or nothing …" : " Reading and comparing …");
    form.querySelector(".submit-row").append(said);
    // After the form has taken the button's name along
    setTimeout(() => form.querySelectorAll("[type=submit]").forEach((button) => { button.disabled = true; }));
  });
}
// A browser that comes back to the page keeps what was disabled
addEventListener("pageshow", () => {
  document.querySelectorAll(".tables [type=submit]").forEach((button) => { button.disabled = false; });
  document.querySelectorAll(".table-busy").forEach((said) => said.remove());
});
// A file is read as soon as it is chosen; what it would change is shown, and nothing is applied
for (const input of document.querySelectorAll(".tables input[type=file]")) {
  input.addEventListener("change", () => {
    const look = input.form.querySelector("[name=_look]");
    if (input.files.length && look) input.form.requestSubmit(look);
  });
}
