import { scaleLinear, scaleSqrt } from "d3-scale";
import type { Num, Series } from "../view";
import { neat } from "./map";

// Where counts of people in runs differ by more than this, a root scale shows small and large.
const WIDE = 50;

// heights is the one scale of all panels of a series, so that they can be compared.
export function heights(series: Series, from: number, to: number) {
  const all = series.panels.flatMap((p) => p.trajectories.flatMap((t) => t.values)).concat(series.record.flatMap((r) => [r.value, r.high]));
  const known = all.filter((v): v is number => v !== null);
  const most = Math.max(1e-9, ...known);
  const peaks = series.panels.flatMap((p) => p.trajectories.map((t) => Math.max(0, ...t.values.map((v) => v ?? 0))));
  const root = series.unit !== "probability" && most > WIDE * Math.max(1, Math.min(...peaks));
  const scale = root ? scaleSqrt() : scaleLinear();
  return { root, y: scale.domain([0, root ? neat(most) : most]).range([from, to]) };
}

// hourly draws steps: a value holds for its hour.
export function hourly(values: number[], x: (hour: number) => number, y: (v: number) => number): string {
  return `M${x(0)},${y(values[0])}` + values.map((v, k) => `V${y(v)}H${x(k + 1)}`).join("");
}

// line goes from point to point, and breaks where there is none.
export function line(points: ([number, number] | null)[]): string {
  const pixel = (v: number) => Math.round(100 * v) / 100;
  return points.map((p, i) => p && (points[i - 1] ? "L" : "M") + pixel(p[0]) + "," + pixel(p[1])).join("");
}

// daily draws a value a day, in the middle of its day.
export function daily(values: Num[], x: (day: number) => number, y: (v: number) => number): string {
  return line(values.map((v, i) => (v === null ? null : [x(i + 1.5), y(v)])));
}

// band lies between two values a day.
export function band(low: Num[], high: Num[], x: (day: number) => number, y: (v: number) => number): string {
  return daily(high, x, y) + daily(low, x, y).split(/[ML]/).slice(1).reverse().map((p) => "L" + p).join("") + "Z";
}
