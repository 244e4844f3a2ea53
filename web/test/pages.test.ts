// What holds of every page that is written.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { blurred, cut, file, launch, NARROW, open, violations, WIDE } from "./browser";

const LARGEST = 400 << 10; // bytes, gzipped
const COLUMN = 680; // printed width, pixels
const SHEET = 1000; // printed height

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(() => browser.close());

for (const name of ["argument", "kingdom", "atlas", "many", "short", "scored", "scored-short"]) {
  describe(name, () => {
    for (const colorScheme of ["light", "dark"] as const) {
      test(`axe finds nothing, ${colorScheme}`, async () => {
        const { page } = await open(browser, name, { colorScheme });
        expect(await violations(page)).toEqual([]);
        await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
        await page.waitForTimeout(200);
        expect(await violations(page)).toEqual([]);
      });
    }

    test("no request leaves the page, and nothing is refused", async () => {
      const { page, requests, complaints } = await open(browser, name);
      for (const select of await page.locator("select").all()) await select.selectOption({ index: 1 }).catch(() => {});
      expect(requests.filter((r) => !r.startsWith("file://" + file(name)))).toEqual([]);
      expect(requests).toHaveLength(1);
      expect(complaints).toEqual([]);
    });

    for (const viewport of [WIDE, NARROW]) {
      test(`nothing is cut at ${viewport.width} pixels`, async () => {
        const { page } = await open(browser, name, { viewport });
        expect(await cut(page, viewport.width)).toEqual([]);
        expect(await blurred(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
      });
    }

    test("nothing is cut on paper, and all is open", async () => {
      const { page } = await open(browser, name, { colorScheme: "dark" });
      await page.setViewportSize({ width: COLUMN, height: 1000 });
      await page.emulateMedia({ media: "print" });
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      await page.waitForTimeout(300);
      expect(await cut(page, COLUMN)).toEqual([]);
      expect(await blurred(page)).toEqual([]);
      expect(await page.locator("select").count()).toBe(0); // which show the beginning of what is chosen
      expect(await page.locator("details:not([open])").count()).toBe(0);
      expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
      if (!name.endsWith("short")) expect(await page.locator("header").textContent()).toContain("On paper the numbers behind each figure are left out.");
      const high = await page.evaluate(() => [...document.querySelectorAll("svg")].map((s) => s.getBoundingClientRect().height));
      expect(Math.max(...high)).toBeLessThan(SHEET); // none is split
    });

    test("is small", () => {
      expect(gzipSync(readFileSync(file(name))).length).toBeLessThan(LARGEST);
    });
  });
}
