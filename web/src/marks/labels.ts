import { brief } from "../text";
import type { Shape } from "./map";

const CITY = 30; // pixels: a region so small is a city, named beside it
export const LETTER = 7.2; // pixels, at most on average
const WITHIN = 6.3; // pixels, in a region, whose border a letter may cross
export const LINE = 14; // pixels

export interface Label {
  x: number; // of the middle, or of the side at which it begins or ends
  y: number; // of the first line
  lines: string[]; // name and number, on one line or two
  side: "" | "before" | "after" | "under"; // "" within
  value: number;
}

// free is the label of a region, at the first place where it has room and runs into none of
// those kept.
export function free(kept: Label[], shape: Shape, wide: number, name: string, value: number, unit: string): Label | undefined {
  return labels(shape, wide, name, value, unit).find((label) => kept.every((k) => !touch(k, label)));
}

// labels are where name and number may stand: within a region, with the name on one line or
// more; about a city. There is none where there is no room, since a number without a name
// says nothing.
function labels(shape: Shape, wide: number, name: string, value: number, unit: string): Label[] {
  const [[x0, y0], [x1, y1]] = shape.bounds;
  const [x, y] = shape.middle;
  const number = brief(value, unit);
  if (x1 - x0 < CITY) {
    const label = { value, y: y + 4, lines: [name + " " + number] };
    const after: Label = { ...label, x: x1 + 4, side: "after" };
    const before: Label = { ...label, x: x0 - 4, side: "before" };
    const around: Label[] = [{ ...label, x, y: y1 + LINE + 2, side: "under" }, { ...label, x, y: y0 - 8, side: "under" }];
    return [...(x > wide * 0.7 ? [before, after] : [after, before]), ...around].filter((l) => span(l)[0] >= 0 && span(l)[1] <= wide);
  }
  return [[name], name.split(" ")].map((words): Label => ({ x, y: y - 3 - (words.length - 1) * (LINE / 2), lines: [...words, number], side: "", value }))
    .filter((l) => Math.max(...l.lines.map((line) => line.length)) * WITHIN < x1 - x0 && l.lines.length * (LINE + 8) <= y1 - y0);
}

// touch: two labels run into each other.
function touch(a: Label, b: Label): boolean {
  const [a0, a1] = span(a);
  const [b0, b1] = span(b);
  return a0 < b1 && b0 < a1 && top(a) < foot(b) && top(b) < foot(a);
}

const top = (l: Label) => l.y - LINE;
const foot = (l: Label) => l.y + (l.lines.length - 1) * LINE + 3; // letters that hang down

function span(l: Label): [number, number] {
  const wide = Math.max(...l.lines.map((line) => line.length)) * LETTER;
  if (l.side === "after") return [l.x, l.x + wide];
  return l.side === "before" ? [l.x - wide, l.x] : [l.x - wide / 2, l.x + wide / 2];
}
