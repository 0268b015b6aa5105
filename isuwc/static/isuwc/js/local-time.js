// Puts the visitor's own time, with its weekday, below a time of the venue.
// <span class="moment"><time datetime="…Z" data-local data-zone="Europe/Oslo">19:30</time> <span class="here"></span></span>
const remembered = () => {
  try {
    return localStorage.getItem("zone");
  } catch {
    return null;
  }
};

const zone = () => {
  const chosen = remembered();
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: chosen || undefined }).resolvedOptions().timeZone;
  } catch {
    return new Intl.DateTimeFormat().resolvedOptions().timeZone;
  }
};

const clock = (date, timeZone) =>
  new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit" }).format(date);

export const fill = (scope = document) => {
  const here = zone();
  for (const time of scope.querySelectorAll("time[data-local]")) {
    const place = time.parentElement.querySelector(".here");
    const date = new Date(time.dateTime);
    if (!place || Number.isNaN(date.getTime())) continue;
    const own = clock(date, here);
    place.textContent = own === clock(date, time.dataset.zone) ? "" : `${own} your time`;
  }
};

fill();
addEventListener("storage", (event) => event.key === "zone" && fill());
