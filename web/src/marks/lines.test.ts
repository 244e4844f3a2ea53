import { expect, test } from "vitest";
import type { Series } from "../view";
import { band, daily, heights, hourly } from "./lines";

const series = (unit: string, ...runs: number[][]): Series => ({
  id: "s", name: "s", unit, sentence: "", record: [],
  panels: [{ kind: "fizzled", name: "", count: "", record: false, trajectories: runs.map((values, run) => ({ run, values })) }],
});

test("a value stands in the middle of its day, and a gap stays a gap", () => {
  expect(daily([1, 2, null, 4, 5], (d) => 10 * d, (v) => v)).toBe("M15,1L25,2M45,4L55,5");
});

test("a band goes there along its top, and back along its bottom", () => {
  expect(band([1, 2], [3, 4], (d) => 10 * d, (v) => v)).toBe("M15,3L25,4L25,2L15,1Z");
});

test("a value by the hour holds for its hour", () => {
  expect(hourly([1, 0, 5], (h) => 10 * h, (v) => v)).toBe("M0,1V1H10V0H20V5H30");
});

test("runs of one size have a straight scale, from nothing to the highest", () => {
  const { y, root } = heights(series("people", [10, 40], [20, 30]), 100, 0);
  expect(root).toBe(false);
  expect([y(0), y(20), y(40)]).toEqual([100, 50, 0]);
});

test("runs of very different sizes have a root scale", () => {
  const { y, root } = heights(series("people", [1, 4], [100, 10000]), 100, 0);
  expect(root).toBe(true);
  expect(y(2500)).toBe(50);
});

test("probabilities never have a root scale", () => {
  expect(heights(series("probability", [0.001], [1]), 100, 0).root).toBe(false);
});

test("the record is within the scale", () => {
  const s = series("people", [10]);
  s.record = [{ day: 1, value: 30, low: null, high: 60, confidence: "high" }];
  expect(heights(s, 100, 0).y.domain()).toEqual([0, 60]);
});
