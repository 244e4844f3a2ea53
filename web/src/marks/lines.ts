import { line } from "d3-shape";
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

// daily draws a value a day, in the middle of its day, and breaks where there is none.
export function daily(values: Num[], x: (day: number) => number, y: (v: number) => number): string {
  return line<Num>().defined((v) => v !== null).x((_, i) => x(i + 1.5)).y((v) => y(v ?? 0))(values) ?? "";
}
