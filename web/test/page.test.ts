import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page as Described } from "../src/view";
import { cut, launch, NARROW, open, SCREENS, violations, WIDE } from "./browser";

const MOST = 47; // pages of a report with its argument, what came of it, with and without what is put in, and whether verdicts could be otherwise

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(() => browser.close());

test("all seven screens are there, and what is missing is said", async () => {
  const { page } = await open(browser, "kingdom");
  for (const id of SCREENS) expect(await page.locator(`#${id} h2`).count()).toBe(1);
  const said = JSON.parse((await page.locator('script[type="application/json"]').textContent())!) as { missing: { screen: string; why: string; how: string }[] };
  expect(said.missing.length).toBeGreaterThan(2);
  for (const { screen, why, how } of said.missing) {
    expect((await page.locator(`#${screen} .missing`).allTextContents()).map((t) => t.replaceAll("\u00a0", " ").trim())).toContain(`${why} ${how}`.trim());
  }
});

test("the model's scores are drawn, and told apart without colour", async () => {
  const { page } = await open(browser, "scored");
  const trust = page.locator("#trust");
  expect(await trust.locator("path.band").count()).toBe(2 * 2); // of two series
  expect(await trust.locator("line.zero").count()).toBe(2);
  expect(await trust.locator("figure", { hasText: "later days" }).locator("path.record").count()).toBe(4);
  const sent = trust.locator("figure", { hasText: "Does the alliance send troops?" });
  expect(await sent.locator("circle[r='7.04']").count()).toBe(35);
  expect(await sent.locator("g.not rect").count()).toBe(18);
  expect((await sent.locator("g.cases g text").allTextContents()).sort()).toEqual(["1", "2", "3", "4", "5", "6"]);
  await sent.locator("summary", { hasText: "Numbers" }).click();
  expect(await sent.locator("table").last().locator("tbody tr").count()).toBe(53);
  const waves = trust.locator(".block", { hasText: "Waves of protest that nobody tuned it for" });
  expect(await waves.locator("p").first().textContent()).toContain("pooled skill over the base rate of the state");
  expect(await waves.locator("ol li").count()).toBe(6);
  const { page: short } = await open(browser, "scored-short");
  expect(await short.locator("li", { hasText: /^(Hindcast|Back-test)/ }).count()).toBe(3);
});

test("a view can be sent", async () => {
  const { page } = await open(browser, "argument", { hash: "#map?date=4&layer=violence&pin=2" });
  expect(await page.locator("#map h3").first().textContent()).toMatch(/violence, 3 January 2022 and 5 January 2022/i);
  expect(await page.locator("#map .sheet svg").count()).toBe(2);
  expect(await page.locator("nav [aria-current]").textContent()).toBe("Map");
  await page.locator("#map select").first().selectOption({ index: 1 });
  await page.waitForFunction(() => /play=\d+/.test(location.hash));
  const hash = await page.evaluate(() => location.hash);
  const again = await open(browser, "argument", { hash });
  expect(await again.page.locator("#map").innerHTML()).toBe(await page.locator("#map").innerHTML());
});

for (const viewport of [WIDE, NARROW]) {
  test(`the first click on a screen shows it from its top at ${viewport.width} pixels`, async () => {
    for (const id of SCREENS.slice(1)) {
      const { page } = await open(browser, "argument", { viewport });
      await page.locator(`nav a[href^="#${id}"]`).click();
      await page.waitForTimeout(2500);
      const from = await page.evaluate((id) => document.getElementById(id)!.getBoundingClientRect().top - document.querySelector("nav")!.getBoundingClientRect().bottom, id);
      expect(Math.abs(from), id).toBeLessThan(50);
      expect(await page.evaluate(() => location.hash)).toBe("#" + id);
      await page.context().close();
    }
  });
}

test("a hash that makes no sense does no harm", async () => {
  const { page, complaints } = await open(browser, "argument", { hash: "#map?date=-7&pin=x&layer=none&play=9&run=none&decision=1e9&world=?&verdict=&&priors=no" });
  for (const id of SCREENS) expect(await page.locator(`#${id} h2`).count()).toBe(1);
  expect(complaints).toEqual([]);
});

test("a run that is highlighted is so everywhere", async () => {
  const { page } = await open(browser, "argument");
  const worst = await page.locator("#story input[type=radio]").last().getAttribute("value");
  await page.locator("#story .pick label").last().click();
  expect(await page.locator("#timeline select").inputValue()).toBe(worst);
  expect(await page.locator("#timeline path.chosen").count()).toBeGreaterThan(3);
  expect(await page.locator("#decisions .block select").inputValue()).toBe(worst);
});

describe("by keyboard alone", () => {
  test("every control is reached in order, and seen", async () => {
    const { page } = await open(browser, "argument");
    const expected = await page.evaluate(() => {
      const all = [...document.querySelectorAll<HTMLElement>("a, summary, select, button:not(:disabled), input, [tabindex='0']")];
      return all.filter((e) => !(e instanceof HTMLInputElement && e.type === "radio" && !e.checked)).length;
    });
    let reached = 0;
    for (; reached <= expected; reached++) {
      await page.keyboard.press("Tab");
      const focus = await page.evaluate(() => {
        const e = document.activeElement!;
        const shown = e instanceof HTMLInputElement && e.type === "radio" ? e.nextElementSibling! : e;
        return { body: e === document.body, outline: getComputedStyle(shown).outlineStyle, html: e.outerHTML.slice(0, 80) };
      });
      if (focus.body) break;
      expect(focus.outline, focus.html).not.toBe("none");
    }
    expect(reached).toBe(expected);
  });

  test("screens, dates, runs and tables", async () => {
    const { page } = await open(browser, "argument");
    await page.locator("nav a", { hasText: "Map" }).focus();
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement!.id)).toBe("map");
    const date = page.locator("#map output");
    const before = await date.textContent();
    await page.locator("#map input[type=range]").focus();
    await page.keyboard.press("ArrowRight");
    expect(await date.textContent()).not.toBe(before);
    await page.locator("#map button[aria-label='One back']").focus();
    await page.keyboard.press("Enter");
    expect(await date.textContent()).toBe(before);
    await page.locator("#story input[type=radio]").first().focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.locator("#story input[type=radio]").nth(1).isChecked()).toBe(true);
    await page.locator("#story summary").first().focus();
    await page.keyboard.press("Enter");
    await page.locator("#story figure table").waitFor();
  });
});

test("the map plays and stops", async () => {
  const { page } = await open(browser, "argument", { hash: "#map?date=1" });
  await page.locator("#map button", { hasText: "Play" }).click();
  await page.waitForFunction(() => !document.querySelector("#map output")!.textContent!.startsWith("2 January"));
  await page.locator("#map button", { hasText: "Pause" }).click();
  const at = await page.locator("#map output").textContent();
  await page.waitForTimeout(1500);
  expect(await page.locator("#map output").textContent()).toBe(at);
});

describe("a run on the map by the hour", () => {
  const hours = (at: number) => "#map?play=RUN&by=hour&hour=" + at;
  const told = async (page: Page) => JSON.parse((await page.locator('script[type="application/json"]').textContent())!) as Described;

  // openRun opens the hours of the run that is told last.
  async function openRun(at: number, o: { viewport?: typeof WIDE } = {}) {
    const first = await open(browser, "argument");
    const { story } = await told(first.page);
    const run = story.runs.at(-1)!;
    await first.page.context().close();
    const opened = await open(browser, "argument", { ...o, hash: hours(at).replace("RUN", String(run.run)) });
    return { ...opened, run, text: () => opened.page.locator("#map output").textContent() };
  }

  test("is chosen, and stays at the day that is shown", async () => {
    const { page } = await open(browser, "argument", { hash: "#map?date=4" });
    await page.locator("#map select").first().selectOption({ index: 1 });
    expect(await page.locator("#map output").textContent()).toBe("5 January 2022");
    await page.locator("#map .pick label", { hasText: "Hour" }).click();
    expect(await page.locator("#map output").textContent()).toBe("5 January 2022, 12:00");
    await page.locator("#map .pick label", { hasText: "Day" }).click();
    expect(await page.locator("#map output").textContent()).toBe("5 January 2022");
  });

  test("has what it is told to have in that hour", async () => {
    const { page, run } = await openRun(1);
    const map = (await told(page)).map!;
    const layer = map.played.find((p) => p.run === run.run)!.hours.find((l) => l.id === "participants" && l.of === "regions")!;
    const span = layer.spans.find((s) => s.values.length > 2)!;
    await page.evaluate((hour) => (location.hash = location.hash.replace(/hour=\d+/, "hour=" + hour)), span.from + 2);
    await page.waitForFunction(() => !document.querySelector("#map output")!.textContent!.startsWith("2 January 2022, 00"));
    const region = page.locator("#map path.region title", { hasText: map.regions[span.place].name + ":" });
    expect((await region.textContent())!.replace(/\D/g, "")).toBe(String(span.values[1]));
  });

  test("goes on by keyboard and by buttons, and to the next event, which stands beside it", async () => {
    const { page, run, text } = await openRun(1);
    await page.locator("#map input[type=range]").focus();
    await page.keyboard.press("ArrowRight");
    expect(await text()).toBe("2 January 2022, 01:00");
    await page.locator("#map button[aria-label='One on']").focus();
    await page.keyboard.press("Enter");
    expect(await text()).toBe("2 January 2022, 02:00");
    const event = run.events.find((e) => e.hour > 2)!;
    await page.locator("#map button", { hasText: "Next event" }).focus();
    await page.keyboard.press("Enter");
    expect(await text()).toBe(event.when);
    expect(await page.locator("#map .until .now").allTextContents()).toContain("▸ " + event.when + " " + event.text);
  });

  test("plays, more slowly for those who want less motion, and stops", async () => {
    const passed = async (reducedMotion: "reduce" | "no-preference") => {
      const { page, text } = await openRun(25);
      await page.emulateMedia({ reducedMotion });
      await page.locator("#map button", { hasText: "Play" }).click();
      await page.waitForFunction(() => document.querySelector("#map output")!.textContent! > "3 January 2022, 00:00");
      const before = Number((await text())!.slice(-5, -3));
      await page.waitForTimeout(2500);
      const hours = Number((await text())!.slice(-5, -3)) - before;
      await page.locator("#map button", { hasText: "Pause" }).click();
      const at = await text();
      await page.waitForTimeout(1200);
      expect(await text()).toBe(at);
      await page.context().close();
      return hours;
    };
    expect(await passed("reduce")).toBeLessThan(await passed("no-preference"));
  });

  for (const viewport of [WIDE, NARROW]) {
    test(`is whole and open to all at ${viewport.width} pixels`, async () => {
      const { page, complaints } = await openRun(200, { viewport });
      expect(await violations(page)).toEqual([]);
      for (const i of await page.locator("#map select").nth(1).locator("option").all()) {
        await page.locator("#map select").nth(1).selectOption(await i.getAttribute("value"));
        expect(await cut(page, viewport.width)).toEqual([]);
      }
      expect(complaints).toEqual([]);
    });
  }
});

test("foreign troops are on the map, with how many are in the country", async () => {
  const { page } = await open(browser, "argument", { hash: "#map?layer=troops&date=9" });
  expect(await page.locator("#map h3").first().textContent()).toMatch(/work of foreign troops/i);
  expect(await page.locator("#map .troops").textContent()).toMatch(/^At the end of 10 January 2022 .*The model has no place for foreign troops on guard/);
  const atlas = await open(browser, "kingdom");
  expect(await atlas.page.locator("#map .troops").count()).toBe(0);
});

test("the record stands beside runs that are engulfed as it was, and nowhere else", async () => {
  const { page } = await open(browser, "argument");
  const panels = page.locator("#timeline .panels > div");
  for (const panel of await panels.all()) {
    const engulfed = /engulf/.test((await panel.locator("h4").textContent())!);
    if (!engulfed) expect(await panel.locator(".record").count()).toBe(0);
  }
  expect(await page.locator("#timeline .panels > div", { hasText: "engulf" }).locator(".record").count()).toBeGreaterThan(5);
  expect(await page.locator("#timeline > p").nth(1).textContent()).toContain("Its diamonds stand beside runs that are.");
});

test("members of a large alliance that vote alike are told together, and open one by one", async () => {
  const { page } = await open(browser, "many");
  const votes = (JSON.parse((await page.locator('script[type="application/json"]').textContent())!) as Described).decisions!.votes;
  const members = votes.reduce((sum, b) => sum + b.votes.length, 0);
  expect(members).toBeGreaterThan(40);
  const figure = page.locator("#decisions figure", { hasText: "Votes, by their terms" });
  expect(await figure.locator("svg").count()).toBe(votes.length);
  expect(votes.length).toBeLessThan(members / 2);
  await figure.locator("summary", { hasText: "The others" }).first().click();
  expect(await figure.locator("svg").count()).toBe(votes.length + votes.find((b) => b.votes.length > 1)!.votes.length - 1);
  await figure.locator("summary", { hasText: "Numbers" }).click();
  expect(await figure.locator("tbody tr").count()).toBe(members);
});

describe("printed to PDF", () => {
  const pages = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)!.length;

  test("the two pages are two", async () => {
    for (const name of ["short", "scored-short"]) {
      const { page } = await open(browser, name);
      expect(pages(await page.pdf({ preferCSSPageSize: true }))).toBe(2);
    }
  });

  test("the two pages are worth it", async () => {
    const { page } = await open(browser, "short");
    await page.setViewportSize({ width: 680, height: 1000 });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.waitForTimeout(300);
    for (const paper of await page.locator(".paper").all()) expect((await paper.boundingBox())!.height).toBeGreaterThan(700); // of 1000
    for (const there of ["does the regime survive", "What sets it off", "lead nation is Russia", "What would have changed it", "Which sentences hold", "What the model cannot say", "GeoNames"]) {
      expect(await page.locator("main").textContent()).toContain(there);
    }
    expect(await page.locator("main").textContent()).toMatch(/Assumptions that decide|No assumption decides/);
    expect(await page.locator("main").textContent()).not.toContain("CC BY");
    expect(await page.locator(".paper figure svg path.region").count()).toBe(17); // one map
  });

  test("the report is what one would hand over, and the screen comes back", async () => {
    const { page } = await open(browser, "argument");
    const printed = pages(await page.pdf({ preferCSSPageSize: true }));
    expect(printed).toBeGreaterThan(SCREENS.length);
    expect(printed).toBeLessThan(MOST);
    expect(await page.locator("html.printing").count()).toBe(0);
    expect(await page.locator("details[open]").count()).toBe(0);
  });
});
