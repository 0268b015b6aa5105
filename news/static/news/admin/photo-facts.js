// The facts of a photo in a dialog, and what dialogs of photos are made of.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key in made && key !== "list") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

export function picture(photo) {
  if (!photo.thumbnail) return element("span", { className: "photo-awaited" }, "No file yet");
  return element("img", { src: photo.thumbnail, alt: photo.alt || "", loading: "lazy" });
}

export async function ask(address, body) {
  const headers = { Accept: "application/json" };
  const options = body ? { method: "POST", body, headers: { ...headers, "X-CSRFToken": token() } } : { headers };
  let response;
  try {
    response = await fetch(address, options);
  } catch {
    return { error: "The connection broke. Try it again." };
  }
  const isJson = (response.headers.get("Content-Type") || "").includes("json");
  if (!isJson) return { error: "The library did not answer. Are you still signed in?" };
  return response.json();
}

function token() {
  return document.querySelector("[name=csrfmiddlewaretoken]").value;
}

const FACTS = ["caption", "credit", "photographer", "alt", "is_decorative", "people", "place"];

/**
 * Show the facts for mending. `label` is on the button that saves them; `done` gets the photo as it is then.
 *
 * Where somebody else changed the same field meanwhile, that is said, and asked for again.
 */
export function describe(dialog, photo, { title, label, done }) {
  if (photo.error) {
    const close = element("button", { type: "button", className: "button", onclick: () => dialog.close() }, "Close");
    dialog.replaceChildren(element("p", { className: "photo-dialog-message", role: "alert" }, photo.error), close);
    close.focus();
    return;
  }
  const field = (name, words, tag = "input") => element("label", {}, words, element(tag, { name, value: photo[name] || "" }));
  const decorative = element("input", { type: "checkbox", name: "is_decorative", checked: photo.is_decorative });
  const message = element("p", { className: "photo-dialog-message", role: "status" });
  const save = element("button", { type: "button", className: "button default" }, label);
  const close = element("button", { type: "button", className: "button", onclick: () => dialog.close() }, "Cancel");
  const used = photo.used?.length
    ? [element("p", { className: "photo-used" }, `Also used in: ${photo.used.join("; ")}. What you change here is changed there.`)]
    : [];
  const remarks = (photo.remarks || []).map((remark) => element("p", { className: "photo-doubt" }, remark));
  const form = element("div", { className: "photo-facts" }, element("strong", {}, title), picture(photo), ...used, ...remarks,
    field("caption", "Caption", "textarea"), field("credit", "Credit holder, without © (needed to publish)"),
    field("photographer", "Photographer"),
    field("alt", "Alternative text: what the picture shows (needed to publish)", "textarea"),
    element("label", { className: "photo-decorative" }, decorative, " Decorative: it shows nothing that is to be known"),
    message, element("p", {}, save, " ", close));
  const fields = [...form.querySelectorAll("[name]")];
  const valueOf = (each) => (each.type === "checkbox" ? String(each.checked) : each.value);
  const fill = (each, value) => {
    if (each.type === "checkbox") each.checked = value === true || value === "true";
    else each.value = value;
  };
  let was = Object.fromEntries(FACTS.map((name) => [`was_${name}`, photo[name] ?? ""]));
  save.addEventListener("click", async () => {
    const body = new FormData();
    for (const each of fields) body.append(each.name, valueOf(each));
    for (const [name, value] of Object.entries(was)) body.append(name, value);
    const answer = await ask(photo.facts_url, body);
    message.textContent = answer.error || "";
    if (answer.now) {
      // What was left alone is as it is by now; sent once more, the rest is saved over the other's.
      for (const each of fields) {
        if (valueOf(each) === String(was[`was_${each.name}`])) fill(each, answer.now[`was_${each.name}`]);
      }
      was = answer.now;
    }
    if (answer.error) return;
    const said = [answer.cleaned, ...answer.offers].join(" ").trim();
    if (said && said !== message.dataset.said) {
      // What was taken out, and who still sees the earlier facts, is said, and read, before the photo is used.
      message.dataset.said = said;
      const offers = new DOMParser().parseFromString(answer.offers.join(" "), "text/html").body.childNodes;
      message.replaceChildren(`${answer.cleaned} `, ...offers, ` Press “${label}” to go on.`);
      for (const each of fields) {
        fill(each, answer[each.name]);
        was[`was_${each.name}`] = answer[each.name];
      }
      return;
    }
    done(answer);
  });
  // What has one line is done with Enter; a caption may have several
  form.addEventListener("keydown", (event) => {
    const isLine = event.target.matches("input:not([type=checkbox]), [name=alt]");
    if (event.key !== "Enter" || !isLine || event.shiftKey || event.isComposing || save.hidden) return;
    event.preventDefault();
    save.click();
  });
  dialog.replaceChildren(form);
  const isMissing = (name) => !photo[name] && !(name === "alt" && photo.is_decorative);
  const repeats = photo.alt && photo.alt === photo.caption; // as a picture of a report has it until it is described
  const first = fields.find((each) => each.name === (["credit", "alt"].find(isMissing) ?? (repeats ? "alt" : "caption")));
  first.focus();
  if (repeats) first.select();
  if (photo.may_change !== false) return;
  message.textContent = "You may see photos, and not change them.";
  save.hidden = true;
  for (const each of fields) each.disabled = true;
  close.focus();
}
