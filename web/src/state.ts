import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import { printing } from "./figure";
import { format, parse, type Place } from "./hash";

// What is looked at. The URL's hash follows it, and it follows the hash.
const place = signal<Place>(parse(location.hash));

// What reads a part of it is drawn anew when that part changes, and not with all others.
const screen = computed(() => place.value.screen);
const params = new Map<string, ReadonlySignal<string>>();

export const current = () => screen.value;

export function param(key: string): string {
  if (!params.has(key)) params.set(key, computed(() => place.value.params[key] ?? ""));
  return params.get(key)!.value;
}

// position is a choice by number, from 1 in the address and 0 here; the usual one where the
// address has none that there is.
export function position(key: string, last: number, usual: number): number {
  const at = Number(param(key)) - 1;
  return Number.isInteger(at) && at >= 0 && at <= last ? at : usual;
}

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

// follow keeps the address and what is looked at together, until what it returns is called.
export function follow(arrived: (screen: string) => void): () => void {
  const read = () => {
    place.value = parse(location.hash);
    arrived(place.value.screen);
  };
  const again = (e: MouseEvent) => { // a link to where the address is already changes no hash
    if ((e.target as Element).closest("a")?.hash === location.hash) read();
  };
  addEventListener("hashchange", read);
  addEventListener("click", again);
  const stop = effect(() => {
    const hash = format(place.value);
    clearTimeout(still);
    still = window.setTimeout(() => {
      if (hash !== "#" && hash !== location.hash) history.replaceState(null, "", hash);
    }, 200);
  });
  return () => {
    removeEventListener("hashchange", read);
    removeEventListener("click", again);
    stop();
  };
}

// go looks at something else, which the way back leaves again.
export function go(screen: string, params: Record<string, string>) {
  location.hash = format({ screen, params });
}

// How wide a figure is drawn: all of its column. Text in figures keeps its size.
const WIDEST = 1040;
const NARROWEST = 288; // also where a browser has not laid out its window yet

export const width = signal(column());

function column(): number {
  const window = document.documentElement.clientWidth;
  return Math.max(NARROWEST, Math.min(WIDEST, window - (window <= 700 ? 32 : 64)));
}

addEventListener("resize", () => (width.value = column()));

const ON_PAPER = 3; // small pictures in a row

// across gives the width of one of several pictures side by side.
export function across(least: number, gap = 24): number {
  if (printing.value) return Math.floor((width.value - (ON_PAPER - 1) * gap) / ON_PAPER);
  const n = Math.max(1, Math.floor((width.value + gap) / (least + gap)));
  return Math.floor((width.value - (n - 1) * gap) / n);
}
