import { expect, test } from "vitest";
import { stack, tallest } from "./stack";

test("dots apart keep their places", () => {
  expect(stack([30, 10], 8).map((d) => [d.x, d.level, d.index])).toEqual([[10, 0, 1], [30, 0, 0]]);
});

test("dots that would overlap stand on each other, in the middle of what they say", () => {
  const dots = stack([10, 14, 12, 40], 8);
  expect(dots.slice(0, 3).map((d) => [d.x, d.level])).toEqual([[12, 0], [12, 1], [12, 2]]);
  expect(tallest(dots)).toBe(3);
});

test("no two dots of twenty overlap by more than half, and none is lost", () => {
  const positions = Array.from({ length: 20 }, (_, i) => 100 + 60 * Math.sin(i * i));
  const dots = stack(positions, 8);
  expect(dots.map((d) => d.index).sort((a, b) => a - b)).toEqual([...positions.keys()]);
  for (const a of dots) {
    for (const b of dots) {
      if (a !== b && a.level === b.level) expect(Math.abs(a.x - b.x)).toBeGreaterThanOrEqual(4);
    }
    expect(Math.abs(a.x - positions[a.index])).toBeLessThan(8);
  }
});

test("nothing stacks to nothing", () => {
  expect(tallest(stack([], 8))).toBe(0);
});
