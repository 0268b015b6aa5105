// Whether what was found for earlier words has the present ones too: if not, it is not taken before the answer to them.

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function isFor(option, words) {
  const text = plain(option.textContent);
  return plain(words).split(/\s+/).every((word) => text.includes(word));
}
