// On every page of the newsroom: words that this browser keeps go when they have arrived, when whoever typed them signs
// out, and when somebody else has signed in.

import { clean, remove, removeAll } from "./words-store.js";

const user = document.querySelector("meta[name=isuwc-user]")?.content;
const SENT = "isuwc-sent"; // keys of forms that this window has sent

function sent() {
  try { return JSON.parse(sessionStorage.getItem(SENT)) ?? []; } catch { return []; }
}

async function tidy() {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("isuwc-article:")) localStorage.removeItem(key); // where they were kept before
  }
  if (location.pathname.endsWith("/logout/")) {
    await removeAll();
  } else if (user) {
    await clean(user);
  }
  if (sent().length && document.querySelector("ul.messagelist .success")) {
    await remove(sent());
    sessionStorage.removeItem(SENT);
  }
}

document.querySelector("#logout-form")?.addEventListener("submit", () => { removeAll().catch(() => {}); });
tidy().catch(() => {}); // no store, nothing kept
