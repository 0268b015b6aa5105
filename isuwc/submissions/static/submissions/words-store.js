// Words that were typed and not saved, kept by this browser. On the disk once `put` is done: a browser that dies has
// them still (localStorage has what was written in its last seconds only in memory).

const NAME = "isuwc-words";
const KEPT_FOR = 7 * 24 * 60 * 60 * 1000;

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.addEventListener("upgradeneeded", () => request.result.createObjectStore("words", { keyPath: "key" }));
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });
}

let database;

async function within(mode, work) {
  database ??= opened();
  const transaction = (await database).transaction("words", mode, { durability: "strict" });
  const request = work(transaction.objectStore("words"));
  return new Promise((resolve, reject) => {
    transaction.addEventListener("complete", () => resolve(request?.result));
    transaction.addEventListener("abort", () => reject(transaction.error));
  });
}

// `entry` has a `key`, the token of its form, its `user`, the `path` of the page, and `at`, when.
export const put = (entry) => within("readwrite", (store) => store.put(entry));

export const all = () => within("readonly", (store) => store.getAll());

export const remove = (keys) => within("readwrite", (store) => void keys.forEach((key) => store.delete(key)));

export const removeAll = () => within("readwrite", (store) => void store.clear());

// What another person typed is not for this one, and what is old is for nobody.
export async function clean(user) {
  const gone = (await all()).filter((entry) => entry.user !== user || entry.at < Date.now() - KEPT_FOR);
  if (gone.length) await remove(gone.map((entry) => entry.key));
}
