import { expect, test } from "vitest";
import { classes, colour, drawn, neat } from "./map";

// A square, wound with the clock as view gives it: north-west, north-east, south-east, south-west.
const ring = [[60, 50], [80, 50], [80, 42], [60, 42], [60, 50]];
const outlines = (coordinates: number[][]) => ({
  type: "FeatureCollection",
  features: [{ type: "Feature", id: "a", geometry: { type: "MultiPolygon", coordinates: [[coordinates]] } }],
});

test("a region is drawn as its inside, and fills the width", () => {
  const d = drawn(outlines(ring), [70, 46], 400, 1000);
  const [[x0, y0], [x1, y1]] = d.path.bounds(outlines(ring).features[0] as never);
  expect(x1 - x0).toBeCloseTo(400, 0);
  expect(y1 - y0).toBeLessThan(300);
  expect(d.high).toBeGreaterThan(y1 - 1);
  expect(d.path.area(outlines(ring).features[0] as never)).toBeLessThan(400 * d.high);
});

test("a ring the wrong way round would fill the rest of the world", () => {
  const d = drawn(outlines(ring), [70, 46], 400, 1000);
  const wrong = outlines([...ring].reverse()).features[0];
  expect(d.path.area(wrong as never)).toBeGreaterThan(10 * 400 * d.high);
});

test("a map is no higher than its box", () => {
  expect(drawn(outlines(ring), [70, 46], 400, 100).high).toBe(100);
});

test("north is up and east is right", () => {
  const { projection } = drawn(outlines(ring), [70, 46], 400, 1000);
  const [x, y] = projection([70, 46])!;
  expect(projection([70, 48])![1]).toBeLessThan(y);
  expect(projection([72, 46])![0]).toBeGreaterThan(x);
});

test("colours of probabilities are fifths, none is apart", () => {
  const ends = classes("probability", 0.3);
  expect([0, 0.01, 0.2, 0.21, 1].map((v) => colour(v, ends))).toEqual([0, 1, 1, 2, 5]);
});

test("colours of counts rise, and hold the largest", () => {
  const ends = classes("people", 8700);
  expect(ends).toEqual([200, 1000, 3000, 5000, 10000]);
  expect(colour(8700, ends)).toBe(5);
});

test("a neat number is not smaller", () => {
  for (const x of [0.0031, 0.3, 1, 1.2, 9.9, 4350]) expect(neat(x)).toBeGreaterThanOrEqual(x);
});
