import { brief } from "../text";
import type { Shape } from "./map";

const CITY = 30; // pixels: a region so small is a city, named beside it
export const LETTER = 7.2; // pixels, on average
export const LINE = 14; // pixels

export interface Label {
  x: number; // of the middle, or of the side at which it begins or ends
  y: number; // of the first line
  lines: string[]; // name and number, on one line or two
  side: "" | "before" | "after";
  value: number;
}

// free is the label of a region, where it has room and runs into none of those kept.
export function free(kept: Label[], shape: Shape, wide: number, name: string, value: number, unit: string): Label | undefined {
  const label = labelOf(shape, wide, name, value, unit);
  return label && kept.every((k) => !touch(k, label)) ? label : undefined;
}

// labelOf is name and number: within a region, beside a city; none where there is no room,
// since a number without a name says nothing.
function labelOf(shape: Shape, wide: number, name: string, value: number, unit: string): Label | undefined {
  const [[x0, y0], [x1, y1]] = shape.bounds;
  const [x, y] = shape.middle;
  const number = brief(value, unit);
  if (x1 - x0 < CITY) {
    const side = x > wide * 0.7 ? "before" : "after";
    return { x: side === "before" ? x0 - 4 : x1 + 4, y: y + 4, side, value, lines: [name + " " + number] };
  }
  if (x1 - x0 > name.length * LETTER && y1 - y0 > 44) return { x, y: y - 3, lines: [name, number], side: "", value };
  return undefined;
}

// touch: two labels run into each other.
function touch(a: Label, b: Label): boolean {
  const [a0, a1] = span(a);
  const [b0, b1] = span(b);
  return a0 < b1 && b0 < a1 && a.y - LINE < b.y + (b.lines.length - 1) * LINE && b.y - LINE < a.y + (a.lines.length - 1) * LINE;
}

function span(l: Label): [number, number] {
  const wide = Math.max(...l.lines.map((line) => line.length)) * LETTER;
  if (l.side === "after") return [l.x, l.x + wide];
  return l.side === "before" ? [l.x - wide, l.x] : [l.x - wide / 2, l.x + wide / 2];
}
