import { effect, signal } from "@preact/signals";
import { format, parse, type Place } from "./hash";

// What is looked at. The URL's hash follows it, and it follows the hash.
const place = signal<Place>(parse(location.hash));

export const current = () => place.value.screen;
export const param = (key: string) => place.value.params[key] ?? "";

export function set(key: string, value: string) {
  place.value = { ...place.value, params: { ...place.value.params, [key]: value } };
}

export function enter(screen: string) {
  if (screen !== place.value.screen) place.value = { ...place.value, screen };
}

// link is where a screen is, with all that is chosen now.
export const link = (screen: string) => format({ ...place.value, screen });

// A browser refuses too many changes of the address in a short time, so the address is
// written once things are still.
let still: number | undefined;

export function follow(arrived: (screen: string) => void) {
  addEventListener("hashchange", () => {
    place.value = parse(location.hash);
    arrived(place.value.screen);
  });
  effect(() => {
    const hash = format(place.value);
    clearTimeout(still);
    still = window.setTimeout(() => {
      if (hash !== "#" && hash !== location.hash) history.replaceState(null, "", hash);
    }, 200);
  });
}

// How wide a figure is drawn: all of its column. Text in figures keeps its size.
export const width = signal(columnWidth());

function columnWidth() {
  return Math.min(1040, document.documentElement.clientWidth - (document.documentElement.clientWidth < 640 ? 32 : 64));
}

addEventListener("resize", () => (width.value = columnWidth()));
