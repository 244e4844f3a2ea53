import type { MultiPolygon } from "geojson";
import { expect, test } from "vitest";
import { free, type Label } from "./labels";
import { drawn } from "./map";

const square = (west: number, south: number, size: number): MultiPolygon => ({
  type: "MultiPolygon",
  coordinates: [[[[west, south + size], [west + size, south + size], [west + size, south], [west, south], [west, south + size]]]],
});
const nation = square(0, 0, 10);
const d = drawn({ type: "FeatureCollection", features: [{ type: "Feature", id: "n", geometry: nation as never }] }, [5, 5], 1000, 1000);

test("a region with room has its name and its number", () => {
  expect(free([], d, nation, "Akmola", 0.3, "probability")!.lines).toEqual(["Akmola", "30\u00a0%"]);
});

test("where a name does not fit, there is no number either", () => {
  expect(free([], d, square(4, 4, 0.5), "Karaganda", 0.3, "probability")).toBeUndefined();
});

test("a city is named beside itself, on the side where there is room", () => {
  expect(free([], d, square(2, 5, 0.1), "Almaty", 0.3, "probability")!.side).toBe("after");
  expect(free([], d, square(9, 5, 0.1), "Almaty", 0.3, "probability")!.side).toBe("before");
});

test("labels do not run into each other", () => {
  const kept: Label[] = [free([], d, nation, "Akmola", 0.3, "probability")!];
  expect(free(kept, d, nation, "Akmola", 0.3, "probability")).toBeUndefined();
  expect(free(kept, d, square(1, 1, 2), "Aktobe", 0.3, "probability")).toBeDefined();
});
