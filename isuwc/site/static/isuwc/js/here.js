// Where the reader is: country and time zone, as chosen and remembered in this browser, else as the browser has them.
// Nobody's address is looked up: the same list of countries goes to everybody, and the guess is made here.

const onThisPage = new Map(); // where storage is switched off

const read = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return onThisPage.get(key) ?? null;
  }
};

const write = (key, value) => {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    onThisPage.set(key, value);
  }
};

const known = (timeZone) => {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
};

export const ownZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;
export const chosenZone = () => known(read("zone") ?? undefined) && read("zone");
export const zone = () => chosenZone() ?? ownZone();
export const rememberZone = (name) => write("zone", name);

export const chosenCountry = () => (/^[A-Z]{3}$/.test(read("isuwc-country")) ? read("isuwc-country") : null);
export const rememberCountry = (noc) => write("isuwc-country", noc);

let list = null;
export const countries = () => {
  list ??= fetch("/where-to-watch/countries.json").then((answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }).then((data) => data.countries).catch((error) => {
    list = null; // asked again the next time
    throw error;
  });
  return list;
};

// Usually one. Where two countries share a zone, that of the reader's language comes first.
const ofZone = (all, name, spoken) => {
  const found = all.filter((country) => country.zones.includes(name));
  return found.sort((one, other) => spoken.includes(other) - spoken.includes(one));
};

const ofLanguages = (all, languages) =>
  languages.flatMap((language) => {
    try {
      const { region } = new Intl.Locale(language);
      return all.filter((country) => region && country.iso === region);
    } catch {
      return [];
    }
  });

// The clock says where somebody is, the languages where somebody is from: the clock comes first.
export const guesses = async () => {
  const all = await countries();
  const spoken = ofLanguages(all, navigator.languages ?? []);
  return [...new Set([...ofZone(all, ownZone(), spoken), ...spoken])];
};

// The reader's NOC code and whether it was chosen; null where nothing is known.
export const country = async () => {
  const chosen = () => {
    const noc = chosenCountry();
    return noc && { noc, isChosen: true };
  };
  if (chosen()) return chosen();
  const [first] = await guesses();
  return chosen() ?? (first ? { noc: first.noc, isChosen: false } : null); // chosen while the list was on its way
};
