import { expect, test } from "vitest";
import { format, parse } from "./hash";

test("a view comes back from its name", () => {
  const place = { screen: "map", params: { date: "5", layer: "violence", pin: "" } };
  expect(format(place)).toBe("#map?date=5&layer=violence");
  expect(parse(format(place))).toEqual({ screen: "map", params: { date: "5", layer: "violence" } });
});

test("what was chosen first does not change the name", () => {
  expect(format({ screen: "map", params: { layer: "a", date: "1" } })).toBe(format({ screen: "map", params: { date: "1", layer: "a" } }));
});

test("signs of a name are kept", () => {
  const place = { screen: "worlds", params: { world: "no troops & no=request?" } };
  expect(parse(format(place))).toEqual(place);
});

test("no hash is no screen", () => {
  expect(parse("")).toEqual({ screen: "", params: {} });
});
