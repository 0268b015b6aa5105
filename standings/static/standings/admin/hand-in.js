// Sends result sheets one by one, so that progress shows and one bad file doesn't hold up the others.
const form = document.querySelector("[data-hand-in]");

async function send(file) {
  const most = Number(form.elements.sheets.dataset.mostBytes);
  if (file.size > most) {
    return { file: file.name, titles: [], refused: `it has more than ${most / 1024 ** 2} MB` };
  }
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.append("sheets", file);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) {
      return { file: file.name, titles: [], refused: "the server did not take it; are you still signed in?" };
    }
    return (await answer.json()).files[0];
  } catch {
    return { file: file.name, titles: [], refused: "the connection broke; try this file again" };
  }
}

function show({ file, titles, refused }) {
  const line = document.createElement("li");
  line.className = refused ? "is-refused" : "is-read";
  const read = titles.length > 3 ? `${titles.length} races` : titles.join(", ");
  line.textContent = refused ? `${file}: refused, ${refused}` : `${file}: ${read}`;
  form.querySelector("[data-files]").append(line);
}

async function handIn(files) {
  const bar = form.querySelector("progress");
  const text = form.querySelector("[data-progress-text]");
  const submit = form.querySelector("[type=submit]");
  submit.disabled = true;
  form.querySelector("[data-files]").replaceChildren();
  form.querySelector("[data-progress]").hidden = false;
  form.querySelector("[data-next]").hidden = true;
  bar.max = files.length;
  let refused = 0;
  for (const [at, file] of files.entries()) {
    text.textContent = `Reading ${at + 1} of ${files.length}: ${file.name}`;
    const outcome = await send(file);
    refused += outcome.refused ? 1 : 0;
    show(outcome);
    bar.value = at + 1;
  }
  text.textContent = `${files.length - refused} of ${files.length} files read${refused ? `, ${refused} refused` : ""}.`;
  submit.disabled = false;
  form.elements.sheets.value = "";
  form.querySelector("[data-next]").hidden = refused === files.length;
  if (!refused) window.location.assign(form.dataset.preview);
}

if (form) {
  const drop = form.querySelector("[data-drop]");
  form.querySelector("[data-drop-hint]").hidden = false;
  form.addEventListener("submit", (event) => {
    const files = [...form.elements.sheets.files];
    if (!files.length) return;
    event.preventDefault();
    handIn(files);
  });
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("is-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    handIn([...event.dataTransfer.files]);
  });
}
