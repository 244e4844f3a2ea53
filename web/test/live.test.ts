import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { cut, launch, NARROW, violations, WIDE } from "./browser";

let browser: Browser;
let server: ChildProcess;
let address: string;
let dir: string;
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launch();
  dir = mkdtempSync(join(tmpdir(), "casus-live-"));
  server = spawn(join(inject("reports"), "casus"), ["serve", "--score-runs", "500"], { cwd: dir });
  for await (const line of createInterface({ input: server.stdout! })) {
    address = line.split(" ").at(-1)!;
    break;
  }
});

afterAll(async () => {
  await browser.close();
  const gone = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGINT");
  expect(await gone).toBe(0);
  rmSync(dir, { recursive: true });
});

async function visit(hash: string, o: { viewport?: typeof WIDE; colorScheme?: "light" | "dark" } = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: o.viewport ?? WIDE, colorScheme: o.colorScheme ?? "light" });
  page.on("request", (r) => r.url().startsWith(address) || complaints.push("asks for " + r.url()));
  page.on("console", (m) => complaints.push(m.text()));
  page.on("pageerror", (e) => complaints.push(String(e)));
  await page.goto(address + hash);
  await page.waitForSelector("main");
  return page;
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [WIDE, NARROW]) {
    test(`one chooses and changes a scenario, ${colorScheme}, ${viewport.width} pixels`, async () => {
      const page = await visit("#begin?scenario=kazakhstan-2022", { colorScheme, viewport });
      await page.waitForSelector("form.wish");
      for (const summary of await page.locator("summary").all()) await summary.click();
      await page.getByRole("searchbox").fill("fear");
      await page.locator(".assumptions summary").first().click();
      await page.waitForSelector(".fix");
      await page.waitForFunction(() => document.querySelectorAll("option").length > 150); // the states
      expect(await violations(page)).toEqual([]);
      expect(await cut(page, viewport.width)).toEqual([]);
      const beside = await page.locator(".ticks label").evaluateAll((labels) => labels.map((l) => [l.querySelector("input")!.getBoundingClientRect(), l.querySelector("span")!.getClientRects()[0]].map((box) => box.top)));
      for (const [tick, line] of beside) expect(Math.abs(tick - line)).toBeLessThan(10); // of a line that is higher
      await page.close();
    });
  }
}

test("a state becomes a scenario; its runs arrive, are stopped and go on", async () => {
  const page = await visit("#begin");
  await page.getByText("Or make one of any state").click();
  await page.locator("label.field", { hasText: /^State/ }).locator("select").selectOption("LKA");
  await page.getByLabel("Year").fill("2022");
  await page.getByRole("button", { name: "Make it" }).click();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.waitForSelector("ul.likely");
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByRole("button", { name: "Go on" }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Stop" }).click();
  await page.close();
});

test("a choice is forbidden and an assumption changed, and the run is set against another", async () => {
  const page = await visit("#begin?scenario=small-state");
  await page.getByRole("spinbutton", { name: "Runs" }).fill("100");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.waitForSelector("nav[aria-label=Screens]");
  await page.getByRole("link", { name: "casus" }).click();
  await page.getByLabel("Scenario").selectOption("small-state");
  await page.getByText("Forbid a choice").click();
  await page.getByLabel("ask the alliance").check();
  await page.getByText("Change an assumption").click();
  await page.getByText("Regime: what the ruler feels and chooses").click(); // its rooms
  await expect.poll(() => page.locator(".assumptions summary").allTextContents()).toContain("Face that the ruler loses by giving in choice.face");
  await page.getByRole("searchbox").fill("face giving in");
  await page.getByText("Face that the ruler loses by giving in").click();
  await page.getByLabel("face that the ruler loses by giving in, as a number").last().fill("0.5");
  await page.getByRole("spinbutton", { name: "Runs" }).fill("100");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.waitForSelector("nav[aria-label=Screens]");
  await page.getByText("What was run").click();
  await page.waitForSelector("header .facts");
  expect(await page.locator("header").textContent()).toMatch(/is forbidden[^]*choice\.face\) = 0\.5/);
  expect(page.url()).toContain("of=small-state-2");
  await page.getByLabel("Set against").selectOption("small-state");
  await page.waitForSelector("#worlds figure");
  expect(await page.locator("#worlds").textContent()).toContain("small-state");
  expect(complaints).toEqual([]);
  await page.close();
});

test("an assumption is changed from a run, and the rest is as it was asked there", async () => {
  const page = await visit("#begin?scenario=small-state");
  await page.getByText("Forbid a choice").click();
  await page.getByLabel("ask the alliance").check();
  await page.goto(address + "#story?of=small-state");
  await page.waitForSelector("nav[aria-label=Screens]");
  await page.goto(address + "#begin?scenario=small-state&like=small-state&change=choice.face");
  await page.waitForSelector("form.wish");
  expect(await page.getByRole("spinbutton", { name: "Runs" }).inputValue()).toBe("100");
  expect(await page.getByText("Forbid a choice").textContent()).toBe("Forbid a choice");
  expect(complaints).toEqual([]);
  await page.close();
});

test("the argument is tested, and two worlds are chosen", async () => {
  const page = await visit("#begin?scenario=gambia-2017");
  await page.getByRole("spinbutton", { name: "Runs" }).fill("40");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.waitForSelector("nav[aria-label=Screens]");
  expect(await page.locator("#argument figure").count()).toBe(0);
  await page.getByRole("button", { name: "Test the argument" }).click();
  await page.waitForSelector("#argument figure");
  expect(page.url()).toContain("gambia-2017-worlds");
  expect(await violations(page)).toEqual([]);
  const worlds = page.locator("#worlds");
  await worlds.locator("label.field", { hasText: /^World/ }).locator("select").selectOption("loyal-army");
  await worlds.locator("label.field", { hasText: /^Against/ }).locator("select").selectOption("no-request");
  expect(await worlds.locator("figcaption, h3").first().textContent()).toContain("loyal-army from no-request");
  expect(complaints).toEqual([]);
  await page.close();
});

test("the model is scored when that is asked for", async () => {
  const page = await visit("#begin?scenario=small-state");
  await page.getByRole("spinbutton", { name: "Runs" }).fill("20");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.waitForSelector("nav[aria-label=Screens]");
  await page.getByRole("button", { name: "Score the model" }).click();
  await page.getByText("The model is being scored").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.waitForSelector("#trust g.cases");
  expect(await page.getByRole("button", { name: "Score the model" }).count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.close();
});
