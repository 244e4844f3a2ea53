import { expect, test } from "vitest";
import { amount, brief, interval, lines, percent, shortDate, ticks } from "./text";

test("probabilities are whole percents, and never none or all where they are not", () => {
  expect([0, 0.001, 0.554, 0.999, 1, null].map(percent)).toEqual(["0 %", "< 1 %", "55 %", "> 99 %", "100 %", "–"].map((text) => text.replaceAll(" ", "\u00a0")));
});

test("amounts have their unit", () => {
  expect(amount(12345, "people")).toBe("12,350 people");
  expect(amount(554.6)).toBe("555");
  expect(amount(4.25, "days")).toBe("4.25 days");
  expect(amount(0.2, "probability")).toBe("20\u00a0%");
  expect(amount(null, "people")).toBe("–");
  expect(brief(1234567, "people")).toBe("1.2M");
});

test("ticks have the digits that tell them apart, and no others", () => {
  const shown = (values: number[], unit: string) => ticks(values, unit).map((t) => t.replaceAll("\u00a0", " "));
  expect(shown([-0.01, -0.005, 0, 0.005], "probability")).toEqual(["-1 %", "-0.5 %", "0 %", "0.5 %"]);
  expect(shown([0, 0.25, 0.5], "share")).toEqual(["0 %", "25 %", "50 %"]);
  expect(shown([0, 12500, 25000], "people")).toEqual(["0", "12.5K", "25K"]);
  expect(shown([0, 500, 1000], "people")).toEqual(["0", "500", "1K"]);
  expect(shown([100200, 100400], "people")).toEqual(["100.2K", "100.4K"]);
  expect(shown([0.2, 0.2 + 0.1], "")).toEqual(["0.2", "0.3"]);
  expect(shown([5], "days")).toEqual(["5"]);
});

test("days are those of the calendar, wherever the reader is", () => {
  expect(shortDate("2022-01-05")).toBe("5 Jan");
});

test("labels break between words, and long words stay whole", () => {
  expect(lines("the president: resign or flee", 16)).toEqual(["the president:", "resign or flee"]);
  expect(lines("communications", 5)).toEqual(["communications"]);
  expect(lines("short", 16)).toEqual(["short"]);
});

test("what never arose has no interval", () => {
  expect(interval({ p: null, low: null, high: null, of: 0, text: "" })).toBe("–");
});
