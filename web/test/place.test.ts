// One place on the map: how it is chosen, and what is said of it.
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Page as Described } from "../src/view";
import { cut, launch, NARROW, open, violations, WIDE } from "./browser";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(() => browser.close());

const told = async (page: Page) => JSON.parse((await page.locator('script[type="application/json"]').textContent())!) as Described;
const list = (page: Page, name: string) => page.locator("#map .field", { has: page.locator("span", { hasText: new RegExp(`^${name}$`) }) }).locator("select");
const heads = (page: Page) => page.locator("#map h3").allTextContents();
const plain = (text: string | null) => text!.replaceAll("\u00a0", " ");

test("a region and a town are chosen from lists, and the view can be sent", async () => {
  const { page } = await open(browser, "argument", { hash: "#map?date=4" });
  expect(await heads(page)).toHaveLength(1);
  await list(page, "Region").selectOption("almaty-city");
  expect((await heads(page)).slice(1)).toEqual(["Almaty city by day, over runs", "Almaty city, 5 January 2022: A typical run"]);
  await list(page, "Town").selectOption("almaty-city/almaty");
  expect((await heads(page))[1]).toBe("Almaty by day, over runs");
  await page.waitForFunction(() => /region=almaty-city&town=almaty-city%2Falmaty/.test(location.hash));
  const again = await open(browser, "argument", { hash: await page.evaluate(() => location.hash) });
  expect(await again.page.locator("#map").innerHTML()).toBe(await page.locator("#map").innerHTML());
  await list(page, "Region").selectOption("mangystau"); // which has no such town
  expect((await heads(page))[1]).toBe("Mangystau by day, over runs");
});

test("a region is chosen on the map, by pointer and by keyboard, and let go", async () => {
  const { page } = await open(browser, "argument", { hash: "#map" });
  const region = (name: string) => page.locator(`#map path[role=button][aria-label^="${name}:"]`);
  await region("Karaganda").click();
  expect(await region("Karaganda").getAttribute("aria-pressed")).toBe("true");
  expect(await list(page, "Region").inputValue()).toBe("karaganda");
  expect(await page.locator("#map svg [tabindex='0']").count()).toBe(1); // one stop for the Tab key
  await region("Karaganda").focus();
  await page.keyboard.press("ArrowRight");
  const east = await page.evaluate(() => document.activeElement!.getAttribute("aria-label"));
  expect(east).not.toMatch(/^Karaganda/);
  await page.keyboard.press("ArrowLeft");
  expect(await page.evaluate(() => document.activeElement!.getAttribute("aria-label"))).toMatch(/^Karaganda/);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const name = east!.split(":")[0];
  expect((await heads(page))[1]).toBe(name + " by day, over runs");
  await page.keyboard.press(" ");
  expect(await heads(page)).toHaveLength(1);
});

test("a town is chosen by its circle", async () => {
  const { page } = await open(browser, "argument");
  const { run } = (await told(page)).map!.played.at(-1)!;
  await page.evaluate((run) => (location.hash = `#map?play=${run}&layer=participants-towns&date=6`), run);
  const circle = page.locator("#map circle[role=button]").first();
  const name = (await circle.getAttribute("aria-label"))!.split(":")[0];
  await circle.press("Enter");
  expect((await heads(page))[1]).toBe(name + " by day, over runs");
  expect(await page.locator("#map circle.here").count()).toBe(1);
});

test("hours, words and chances of a place are those it is told to have", async () => {
  const { page } = await open(browser, "argument");
  const map = (await told(page)).map!;
  const [at, played] = [map.regions.findIndex((r) => r.id === "almaty-city"), map.played.at(-1)!];
  const words = played.words.find((w) => w.of === "regions" && w.place === at)!;
  const span = played.hours.find((l) => l.id === "participants" && l.of === "regions")!.spans.find((s) => s.place === at)!;
  const day = Math.floor(span.from / 24);
  await page.evaluate((hash) => (location.hash = hash), `#map?play=${played.run}&region=almaty-city&date=${day + 1}`);
  const run = page.locator("#map figure").last();
  await run.locator("figcaption p", { hasText: words.whole }).waitFor();
  expect(plain(await run.locator("[aria-live]").textContent())).toContain(plain(words.days.findLast((n) => n.hour <= 24 * day)!.text));
  await run.locator("summary", { hasText: "Numbers" }).click();
  expect(await run.locator("tbody tr").count()).toBe(24);
  expect((await run.locator("tbody tr").nth(span.from % 24).locator("td").first().textContent())!.replaceAll(",", "")).toBe(String(span.values[0]));
  const over = page.locator("#map figure").nth(1);
  expect(plain(await over.locator("figcaption p").textContent())).toBe(plain(map.local!.regions[at].sentence));
  await over.locator("summary", { hasText: "Numbers" }).click();
  const p = Math.round(100 * map.layers[0].values[day][at]!);
  expect(plain(await over.locator("tbody tr").nth(day).locator("td").first().textContent())).toMatch(new RegExp(`^(${p} %|< 1 %) \\(`));
});

test("where nobody protests in a run, that is said, and one with protest is opened", async () => {
  const { page } = await open(browser, "argument");
  const map = (await told(page)).map!;
  const typical = map.played[0].run;
  const i = map.local!.towns.findIndex((s) => s.run !== null && s.run !== typical);
  const [town, spot] = [map.towns[i], map.local!.towns[i]];
  await page.evaluate((hash) => (location.hash = hash), `#map?region=${map.regions[town.region].id}&town=${encodeURIComponent(town.id)}`);
  const figure = page.locator("#map figure").last();
  await figure.locator("figcaption p", { hasText: spot.quiet }).waitFor();
  expect(plain(await figure.locator("figcaption p").textContent())).toBe(plain(spot.quiet + " " + spot.sentence));
  expect(await figure.locator("svg").count()).toBe(0);
  await figure.locator("button", { hasText: `Open run ${spot.run}` }).click();
  expect(await list(page, "Of").inputValue()).toBe(String(spot.run));
  expect(await figure.locator("svg").count()).toBeGreaterThan(0);
});

test("the record stands where it names the place, with a legend", async () => {
  const { page } = await open(browser, "argument", { hash: "#map?region=almaty-city&date=4" });
  const [over, run] = [page.locator("#map figure").nth(1), page.locator("#map figure").last()];
  expect(await over.locator("path.record").count()).toBeGreaterThan(9);
  for (const figure of [over, run]) expect(await figure.locator(".legend .diamond").count()).toBe(1);
  expect(await run.locator(".events").textContent()).toContain("Crowds break the cordons in Almaty");
  await list(page, "Region").selectOption("zhambyl");
  expect(await page.locator("#map path.record").count()).toBe(0);
});

for (const viewport of [WIDE, NARROW]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`a place is whole and open to all at ${viewport.width} pixels, ${colorScheme}`, async () => {
      for (const hash of ["#map?region=almaty-city&date=4", "#map?region=mangystau&town=mangystau%2Faktau&date=3"]) {
        const { page, complaints } = await open(browser, "argument", { hash, viewport, colorScheme });
        expect(await cut(page, viewport.width)).toEqual([]);
        await page.locator("#map").getByText("The record of").click();
        await list(page, "Of").selectOption({ index: 3 });
        await page.locator("#map .pick label", { hasText: "Hour" }).click();
        expect(await violations(page)).toEqual([]);
        expect(await cut(page, viewport.width)).toEqual([]);
        expect(complaints).toEqual([]);
      }
    });
  }
}

test("what is far from the window is made when one comes to it, and all is there on paper", async () => {
  const { page } = await open(browser, "argument");
  const skipped = () => page.evaluate(() => [...document.querySelectorAll("main svg")].filter((s) => !s.checkVisibility({ contentVisibilityAuto: true })).length);
  expect(await skipped()).toBeGreaterThan(10);
  await page.emulateMedia({ media: "print" });
  expect(await skipped()).toBe(0);
});
