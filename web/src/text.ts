// Labels: how numbers and days are written on axes and in tables. Sentences come from view.
import type { Chance, Num } from "./view";

const exact = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 2 });

export const none = "–"; // where there is no number

export function percent(p: Num): string {
  if (p === null) return none;
  if (p > 0 && p < 0.005) return "<\u00a01\u00a0%";
  if (p < 1 && p > 0.995) return ">\u00a099\u00a0%";
  return Math.round(100 * p) + "\u00a0%";
}

// amount leaves out a unit that only lists the values there are.
export function amount(x: Num, unit = ""): string {
  if (x === null) return none;
  if (unit === "probability" || unit === "share") return percent(x);
  return exact.format(Math.abs(x) < 100 ? x : Math.round(x)) + (/^[\d., ]*$/.test(unit) ? "" : " " + unit);
}

// brief is for axes and places on a map, where there is little room.
export const brief = (x: number, unit: string) => (unit === "probability" ? percent(x) : compact.format(x));

// ticks labels places of an axis, with the digits that they have: none is rounded to another.
export function ticks(values: number[], unit: string): string[] {
  const share = unit === "probability" || unit === "share";
  const shown = values.map((v) => (share ? 100 * v : v));
  const [least, most] = [Math.min(...shown), Math.max(...shown)];
  let digits = 1;
  while (digits < 12 && shown.some((v) => Math.abs(Number(v.toPrecision(digits)) - v) > (most - least) * 1e-6)) digits++;
  const format = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: digits });
  return shown.map((v) => format.format(v) + (share ? "\u00a0%" : ""));
}

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

// lines breaks a label between words, since a picture does not.
export function lines(text: string, letters: number): string[] {
  const list = [""];
  for (const word of text.split(" ")) {
    const longer = (list[list.length - 1] + " " + word).trim();
    if (longer.length <= letters || list[list.length - 1] === "") list[list.length - 1] = longer;
    else list.push(word);
  }
  return list;
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const full = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

export const shortDate = (iso: string) => day.format(new Date(iso + "T00:00:00Z"));
export const longDate = (iso: string) => full.format(new Date(iso + "T00:00:00Z"));

const hour = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });

// longTime is the time so many hours after a start.
export function longTime(start: string, hours: number): string {
  const at = new Date(new Date(start + "Z").getTime() + hours * 3_600_000);
  return full.format(at) + ", " + hour.format(at);
}

export const interval = (c: Chance) => (c.of === 0 ? none : percent(c.low) + " to " + percent(c.high));
