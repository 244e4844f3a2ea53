import type { MultiPolygon } from "geojson";
import { expect, test } from "vitest";
import { free, type Label } from "./labels";
import { drawn, shapeOf } from "./map";

const square = (west: number, south: number, size: number): MultiPolygon => ({
  type: "MultiPolygon",
  coordinates: [[[[west, south + size], [west + size, south + size], [west + size, south], [west, south], [west, south + size]]]],
});
const nation = square(0, 0, 10);
const d = drawn({ type: "FeatureCollection", features: [{ type: "Feature", id: "n", geometry: nation as never }] }, [5, 5], 1000, 1000);
const label = (kept: Label[], outline: MultiPolygon, name: string) => free(kept, shapeOf(d, name, outline), d.wide, name, 0.3, "probability");

test("a region with room has its name and its number", () => {
  expect(label([], nation, "Akmola")!.lines).toEqual(["Akmola", "30\u00a0%"]);
});

test("where a name does not fit, there is no number either", () => {
  expect(label([], square(4, 4, 0.5), "Karaganda")).toBeUndefined();
});

test("a city is named beside itself, on the side where there is room", () => {
  expect(label([], square(2, 5, 0.1), "Almaty")!.side).toBe("after");
  expect(label([], square(9, 5, 0.1), "Almaty")!.side).toBe("before");
});

test("labels do not run into each other", () => {
  const kept: Label[] = [label([], nation, "Akmola")!];
  expect(label(kept, nation, "Akmola")).toBeUndefined();
  expect(label(kept, square(1, 1, 2), "Aktobe")).toBeDefined();
});

test("a long name stands on two lines where it has no room on one", () => {
  expect(label([], square(4, 4, 0.8), "East Kazakhstan")!.lines).toEqual(["East", "Kazakhstan", "30\u00a0%"]);
});

test("a city whose side is taken is named on another", () => {
  const kept = [label([], square(2, 5, 0.1), "Almaty")!];
  const other = label(kept, square(2, 5, 0.1), "Almaty")!;
  expect(other.side).toBe("before");
  expect(label([...kept, other], square(2, 5, 0.1), "Almaty")!.side).toBe("under");
});
