// Asks the browser for a passkey and sends its answer with the form. Without scripts the buttons stay hidden.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
const named = (keys) => (keys ?? []).map((key) => ({ type: key.type, id: bytes(key.id) }));

const create = async (options) => {
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: named(options.excludeCredentials),
    },
  });
  return answered(made, {
    attestationObject: text(made.response.attestationObject),
    transports: made.response.getTransports?.() ?? [],
  });
};

const get = async (options) => {
  const given = await navigator.credentials.get({
    publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: named(options.allowCredentials) },
  });
  return answered(given, {
    authenticatorData: text(given.response.authenticatorData),
    signature: text(given.response.signature),
  });
};

const answered = (key, response) => ({
  id: key.id,
  rawId: text(key.rawId),
  type: key.type,
  response: { clientDataJSON: text(key.response.clientDataJSON), ...response },
  clientExtensionResults: {},
});

const why = (error) => {
  if (error.name === "InvalidStateError") return "This device or key is set up here already.";
  if (error.name === "NotAllowedError") return "The browser was not given a passkey: it was cancelled, or took too long.";
  return `The browser could not do it: ${error.message}`;
};

for (const form of document.querySelectorAll("form[data-passkey-create], form[data-passkey-get]")) {
  if (!window.PublicKeyCredential) continue;
  const button = form.querySelector("[data-passkey]");
  const said = form.querySelector("[data-passkey-error]");
  button.parentElement.hidden = false;
  button.addEventListener("click", async () => {
    said.hidden = true;
    button.disabled = true;
    try {
      const { passkeyCreate, passkeyGet } = form.dataset;
      const answer = passkeyCreate ? await create(JSON.parse(passkeyCreate)) : await get(JSON.parse(passkeyGet));
      form.elements.answer.value = JSON.stringify(answer);
      form.requestSubmit();
    } catch (error) {
      said.textContent = why(error);
      said.className = "errornote";
      said.hidden = false;
      button.disabled = false;
    }
  });
}
