// Adding many photographs: each file in a request of its own, with a bar, and its failure in words beside it.

import { refusal } from "../../isuwc/admin/file-size.js";
import { element } from "./photo-facts.js";

const AT_ONCE = 2; // one is sent while the other is read; the server reads no more than two
const TRIES = 4; // where the server had no time or room for it, which passes; each after a longer pause
const PAUSE = 5_000; // milliseconds
const BUSY = 503;
const REFUSED = 400; // for what the file is, so that another try would end like this one
const BROKE = "The connection broke.";
const NO_ANSWER = "The library did not answer. Are you still signed in?";

class Upload {
  constructor(page, file) {
    this.page = page;
    this.file = file;
    this.tries = 0;
    this.bar = element("progress", { max: 1, value: 0, "aria-label": `Sending ${file.name}` });
    this.said = element("p", {}, "Waits for its turn");
    this.steps = element("p", { hidden: true });
    this.picture = element("span", { className: "photo-many-blank" });
    this.row = element("li", {}, this.picture, element("div", {}, element("strong", {}, file.name), this.said, this.steps), this.bar);
    page.list.append(this.row);
  }

  // The answer of the library, or an error in words; `again` where another try may help, `busy` where it will.
  send(anyway) {
    const body = new FormData();
    body.append("file", this.file);
    body.append("later", "on");
    if (anyway) body.append("anyway", "on");
    const request = new XMLHttpRequest();
    request.open("POST", this.page.address);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", this.page.form.querySelector("[name=csrfmiddlewaretoken]").value);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) this.bar.value = event.loaded / event.total;
    });
    request.upload.addEventListener("load", () => {
      this.bar.removeAttribute("value");
      this.said.textContent = "Is read and scaled…";
    });
    return new Promise((resolve) => {
      request.addEventListener("error", () => resolve({ error: BROKE, again: true }));
      request.addEventListener("load", () => {
        const isJson = (request.getResponseHeader("Content-Type") || "").includes("json");
        if (!isJson) resolve({ error: NO_ANSWER, again: true });
        else resolve({ ...JSON.parse(request.responseText), again: request.status !== REFUSED, busy: request.status === BUSY });
      });
      request.send(body);
    });
  }

  // Whether it is to be tried once more, as the server was busy.
  async run(anyway = false) {
    const tooLarge = refusal(this.file, this.page.most);
    if (tooLarge) {
      this.end("failed", tooLarge);
      return false;
    }
    this.state = "";
    this.row.removeAttribute("data-state");
    this.bar.hidden = false;
    this.bar.value = 0;
    this.steps.hidden = true;
    this.said.textContent = "Is sent…";
    const answer = await this.send(anyway);
    this.tries += 1;
    if (answer.busy && this.tries < TRIES) {
      this.bar.hidden = true;
      this.said.textContent = "The server is busy. It is tried again by itself.";
      return true;
    }
    this.tries = 0;
    if (answer.same) {
      const links = answer.same.flatMap((photo) => [element("a", { href: photo.url }, photo.name), " "]);
      this.show(answer.same[0]);
      this.end("there", answer.error, ...links, this.button("Add it all the same", true));
    } else if (answer.error) {
      this.end("failed", answer.error, ...(answer.again ? [this.button("Try again", anyway)] : []));
    } else {
      this.show(answer);
      const lacks = answer.missing.length ? ` It has ${answer.missing.join(", ")}.` : "";
      this.end("added", `Added.${lacks} ${answer.remarks.join(" ")}`.trim(), element("a", { href: answer.url }, "To the photo"));
    }
    return false;
  }

  show(photo) {
    const shown = element("img", { src: photo.thumbnail, alt: photo.alt || "" });
    this.picture.replaceWith(shown);
    this.picture = shown;
  }

  button(label, anyway) {
    const onclick = () => this.page.take([this], anyway);
    return element("button", { type: "button", className: "button", "aria-label": `${label}: ${this.file.name}`, onclick }, label);
  }

  end(state, words, ...steps) {
    this.state = state;
    this.row.dataset.state = state;
    this.bar.hidden = true;
    this.said.textContent = words;
    this.steps.replaceChildren(...steps);
    this.steps.hidden = !steps.length;
  }
}

class Page {
  constructor(form) {
    this.form = form;
    this.address = form.dataset.upload;
    this.most = Number(form.dataset.mostBytes);
    this.list = document.querySelector("[data-files]");
    this.said = document.querySelector("[data-said]");
    this.uploads = [];
    this.waiting = [];
    this.running = 0;
    const input = form.querySelector("input[type=file]");
    const drop = form.querySelector("[data-drop]");
    // What is too large is said at its file, and not above all
    delete input.dataset.mostBytes;
    form.querySelector(".submit-row").hidden = true;
    form.querySelector("[data-drop-words]").hidden = false;
    input.addEventListener("change", () => {
      this.add(input.files);
      input.value = "";
    });
    // Beside the area as well, where a browser would open the file and leave the page
    for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.preventDefault());
    drop.addEventListener("dragover", () => drop.classList.add("is-over"));
    drop.addEventListener("dragleave", () => drop.classList.remove("is-over"));
    document.addEventListener("drop", (event) => {
      drop.classList.remove("is-over");
      this.add(event.dataTransfer?.files ?? []);
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.running || this.waiting.length) event.preventDefault();
    });
  }

  add(files) {
    const uploads = [...files].map((file) => new Upload(this, file));
    this.uploads.push(...uploads);
    this.take(uploads);
  }

  take(uploads, anyway = false) {
    this.waiting.push(...uploads.map((upload) => [upload, anyway]));
    this.say();
    while (this.running < AT_ONCE && this.waiting.length) this.next();
  }

  async next() {
    const [upload, anyway] = this.waiting.shift();
    this.running += 1;
    try {
      if (await upload.run(anyway)) {
        // Its place stays empty for a while, as the server has too much to do; then the others come first
        await new Promise((done) => setTimeout(done, PAUSE * upload.tries));
        this.waiting.push([upload, anyway]);
      }
    } catch {
      upload.end("failed", NO_ANSWER, upload.button("Try again", anyway));
    }
    this.running -= 1;
    this.say();
    if (this.waiting.length) this.next();
  }

  say() {
    const of = (state) => this.uploads.filter((upload) => upload.state === state).length;
    const left = this.running + this.waiting.length;
    const counts = [[of("added"), "added"], [of("there"), "in the library already"], [of("failed"), "not added"]];
    const words = counts.filter(([count]) => count).map(([count, what]) => `${count} ${what}`).join(", ");
    const all = this.uploads.length;
    this.said.textContent = left ? `${all - left} of ${all} are done.${words ? ` ${words}.` : ""}` : `${words}.`;
    if (left || !of("added")) return;
    const link = element("a", { className: "button", href: this.form.dataset.facts }, "Look at their facts");
    this.said.append(" ", link);
  }
}

const form = document.querySelector("[data-photo-many]");
if (form) new Page(form);
