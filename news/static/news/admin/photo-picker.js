// Photos of the library, chosen or uploaded in a dialog. The chosen ones stand in a hidden field as their numbers.

import { refusal } from "../../isuwc/admin/file-size.js";
import { ask, describe, element, picture } from "./photo-facts.js";

const article = document.querySelector("[data-keep-words]")?.dataset.article;

const pickers = [];

function rowOf(photo) {
  return element("li", { "data-photo": photo.id, "data-facts": photo.facts_url }, picture(photo), element("div", {},
    element("p", { className: "photo-caption" }, photo.caption || photo.name),
    element("p", { className: "photo-credit" }, photo.credit_line || "No credit yet"),
    element("p", { className: "photo-missing" }, photo.missing.join(", ")),
    ...photo.doubts.map((doubt) => element("p", { className: "photo-doubt" }, doubt))));
}

class Picker {
  constructor(root) {
    this.root = root;
    this.input = root.querySelector("input[type=hidden]");
    this.list = root.querySelector(".photo-picker-chosen");
    this.many = "many" in root.dataset;
    // In an article the first of several is taken here, and the others become blocks (photos-at-once.js)
    this.takesMore = root.matches("#article_form :is(.field-hero, .field-photo) *");
    root.querySelector("[data-choose]").addEventListener("click", () => this.open());
    root.addEventListener("photo:give", ({ detail }) => this.take(detail));
    root.addEventListener("photo:files", ({ detail }) => this.receive(detail));
    for (const row of this.list.children) this.equip(row);
  }

  get keys() {
    return this.input.value ? this.input.value.split(",") : [];
  }

  set keys(keys) {
    this.input.value = keys.join(",");
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  equip(row) {
    const buttons = element("span", { className: "photo-row-buttons" });
    const name = row.querySelector(".photo-caption").textContent;
    const add = (label, onclick) => buttons.append(
      element("button", { type: "button", className: "button", "aria-label": `${label} ${name}`, onclick }, label));
    if (this.many) {
      add("Earlier", () => this.move(row, -1));
      add("Later", () => this.move(row, 1));
    } else {
      add("Change…", () => this.open());
    }
    add("Details…", () => this.edit(row));
    add("Remove", () => this.remove(row));
    row.append(buttons);
  }

  move(row, step) {
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (step < 0) other.before(row); else other.after(row);
    this.keys = [...this.list.children].map((each) => each.dataset.photo);
  }

  remove(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    this.keys = [...this.list.children].map((each) => each.dataset.photo);
    (next?.querySelector("button") ?? this.root.querySelector("[data-choose]")).focus();
  }

  take(photo) {
    if (!this.many) this.list.replaceChildren();
    const row = rowOf(photo);
    this.equip(row);
    this.list.append(row);
    this.keys = [...this.list.children].map((each) => each.dataset.photo);
  }

  // The facts of a photo are mended where it stands, for all who use it.
  async edit(row) {
    const dialog = element("dialog", { className: "photo-dialog", "aria-label": "Details of the photo" });
    dialog.addEventListener("close", () => {
      dialog.remove();
      document.querySelector(`[data-photo="${row.dataset.photo}"] [aria-label^="Details"]`)?.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
    const besides = article ? `?${new URLSearchParams({ besides: article })}` : "";
    const photo = await ask(`${row.dataset.facts}${besides}`);
    describe(dialog, photo, {
      title: photo.name,
      label: "Save",
      done: (saved) => {
        for (const picker of pickers) picker.show(saved);
        dialog.close();
      },
    });
  }

  // What is said of the photo in its row, after it was changed.
  show(photo) {
    for (const row of [...this.list.children].filter((each) => each.dataset.photo === String(photo.id))) {
      const again = rowOf(photo);
      this.equip(again);
      row.replaceWith(again);
    }
  }

  open() {
    const search = element("input", { type: "search", placeholder: "Search the library", "aria-label": "Search the library" });
    const file = element("input", {
      type: "file", accept: this.root.dataset.accept, multiple: this.many || this.takesMore,
      "aria-label": this.many ? "Upload photos" : "Upload a photo",
    });
    const close = element("button", { type: "button", className: "button" }, "Close");
    const message = element("p", { className: "photo-dialog-message", role: "status" });
    const photos = element("ul", { className: "photo-dialog-list" });
    const more = element("button", { type: "button", className: "button", hidden: true }, "More photos");
    const dialog = element("dialog", { className: "photo-dialog", "aria-label": "Choose a photo" },
      element("header", {}, search, file, close), message, photos, more);
    let page = 1;
    let found = ""; // the words for which photos are shown
    const load = async () => {
      if (page > 1 || search.value) message.textContent = "";
      const query = new URLSearchParams({ q: search.value, page });
      const words = search.value;
      const answer = await ask(`${this.root.dataset.pick}?${query}`);
      found = words;
      if (answer.error) message.textContent = answer.error;
      if (page === 1) photos.replaceChildren();
      for (const photo of answer.photos || []) {
        photos.append(element("li", {}, element("button", { type: "button", onclick: () => { this.take(photo); dialog.close(); } },
          picture(photo), element("strong", {}, photo.caption || photo.name), element("span", { className: "photo-missing" }, photo.missing.join(", ")))));
      }
      if (page === 1 && !photos.children.length && !answer.error) message.textContent = "Nothing found. Upload a photo with the button above.";
      more.hidden = !answer.more;
    };
    let waiting;
    search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => { page = 1; load(); }, 200); });
    search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      if (search.value && search.value === found) photos.querySelector("button")?.click();
    });
    more.addEventListener("click", () => { page += 1; load(); });
    file.addEventListener("change", () => {
      if (file.files.length) this.add(dialog, [...file.files], message);
    });
    close.addEventListener("click", () => dialog.close());
    this.showIn(dialog);
    load();
  }

  // Files that were dropped where the photo stands.
  receive(files) {
    const message = element("p", { className: "photo-dialog-message", role: "status" });
    const dialog = element("dialog", { className: "photo-dialog", "aria-label": "Add photos" }, message);
    this.showIn(dialog);
    this.add(dialog, files, message);
  }

  showIn(dialog) {
    this.others = []; // of several, all but the first that is taken
    this.taken = 0;
    dialog.addEventListener("close", () => {
      const isLost = dialog.contains(document.activeElement) || document.activeElement === document.body;
      dialog.remove();
      if (isLost) [...this.root.querySelectorAll("button")].find((each) => each.checkVisibility())?.focus();
      this.root.dispatchEvent(new CustomEvent("photo:closed", { bubbles: true, detail: this.others }));
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  takeNext(photo) {
    this.taken += 1;
    if (this.many || this.taken === 1) this.take(photo);
    else this.others.push(photo);
  }

  // Each file in its turn: uploaded, or taken from the library where it is there already, and described.
  async add(dialog, files, message) {
    const refused = [];
    for (const [at, file] of files.entries()) {
      const name = files.length > 1 ? `${at + 1} of ${files.length}: ${file.name}` : file.name;
      message.textContent = `Uploading ${name}…`;
      if (!dialog.contains(message)) dialog.replaceChildren(message);
      const photo = await this.upload(dialog, file, name);
      if (photo?.error) refused.push(files.length > 1 ? `${file.name}: ${photo.error}` : photo.error);
      else if (photo?.isThere) this.takeNext(photo);
      else if (photo) await this.describeNew(dialog, photo, name);
    }
    if (!refused.length) {
      dialog.close();
      return;
    }
    message.textContent = refused.join(" ");
    if (dialog.querySelector("header")) return;
    const done = element("button", { type: "button", className: "button", onclick: () => dialog.close() }, "Close");
    dialog.replaceChildren(message, done);
  }

  // A new photo is described at once: without credit and alternative text it can't go live.
  describeNew(dialog, photo, title) {
    return new Promise((used) => {
      const done = (described) => { this.takeNext(described); used(); };
      describe(dialog, photo, { title, label: "Use this photo", done });
    });
  }

  // The new photo, one of the library to take instead, an error in words, or null where the file is left out.
  async upload(dialog, file, name) {
    const error = refusal(file, Number(this.root.dataset.mostBytes));
    if (error) return { error };
    const body = new FormData();
    body.append("file", file);
    const photo = await ask(this.root.dataset.upload, body);
    if (!photo.same) return photo;
    const chosen = await this.chooseSame(dialog, photo, name);
    if (chosen !== "anyway") return chosen && { ...chosen, isThere: true };
    body.append("anyway", "on");
    return ask(this.root.dataset.upload, body);
  }

  // One of the photos that the library has of the same picture, "anyway" to add it all the same, or null.
  chooseSame(dialog, answer, name) {
    return new Promise((resolve) => {
      const list = element("ul", { className: "photo-dialog-list" }, ...answer.same.map((photo) => element("li", {},
        element("button", { type: "button", onclick: () => resolve(photo) }, picture(photo),
          element("strong", {}, photo.caption || photo.name), photo.credit_line,
          element("span", { className: "photo-missing" }, photo.missing.join(", ")), "Take this one"))));
      const button = (label, value) => element("button", { type: "button", className: "button", onclick: () => resolve(value) }, label);
      dialog.replaceChildren(element("div", { className: "photo-facts" },
        element("p", { role: "status" }, element("strong", {}, name), " ", answer.error), list,
        element("p", {}, button("Add it all the same", "anyway"), " ", button("Leave it out", null))));
      list.querySelector("button").focus();
    });
  }

}

function equipAll(scope = document) {
  for (const root of scope.querySelectorAll("[data-photo-picker]")) {
    // An empty row that others are made from keeps __prefix__ in its names.
    if (root.dataset.ready || root.closest(".empty-form")) continue;
    root.dataset.ready = "";
    pickers.push(new Picker(root));
  }
}

equipAll();
document.addEventListener("formset:added", (event) => equipAll(event.target));
