import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { inject } from "vitest";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const CHROMIUM = "/usr/bin/chromium"; // Debian's

export const SCREENS = ["story", "map", "timeline", "decisions", "worlds", "argument", "trust"];
export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 390, height: 844 };

export function launch(): Promise<Browser> {
  if (!existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} is missing: apt-get install chromium`);
  return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
}

// Opened is a page, and what it asked the network for and complained of.
export interface Opened {
  page: Page;
  requests: string[];
  complaints: string[];
}

export const file = (name: string) => join(inject("reports"), name + ".html");

export async function open(browser: Browser, name: string, o: { hash?: string; viewport?: typeof WIDE; colorScheme?: "light" | "dark" } = {}): Promise<Opened> {
  const page = await browser.newPage({ viewport: o.viewport ?? WIDE, colorScheme: o.colorScheme ?? "light" });
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (r) => requests.push(r.url()));
  page.on("console", (m) => complaints.push(m.text()));
  page.on("pageerror", (e) => complaints.push(String(e)));
  await page.goto("file://" + file(name) + (o.hash ?? ""));
  await page.waitForSelector("main");
  return { page, requests, complaints };
}

// cut lists what is not seen whole: text that leaves its picture, and elements that leave the page's width.
export function cut(page: Page, width: number): Promise<string[]> {
  return page.evaluate((width) => {
    const found: string[] = [];
    for (const text of document.querySelectorAll("svg text")) {
      const [t, s] = [text.getBoundingClientRect(), text.closest("svg")!.getBoundingClientRect()];
      if (t.width > 0 && (t.left < s.left - 2 || t.right > s.right + 2 || t.top < s.top - 3 || t.bottom > s.bottom + 3)) found.push(`${text.closest("section")?.id}: text "${text.textContent}" leaves its picture`);
    }
    for (const element of document.querySelectorAll("main *, header *")) {
      const box = element.getBoundingClientRect();
      const scrolls = document.documentElement.classList.contains("printing") ? null : element.closest(".scroll");
      if (box.width > 1 && box.right > width + 1 && !scrolls && !element.closest("svg")) found.push(`${element.closest("section")?.id}: ${element.tagName} "${element.textContent!.slice(0, 40)}" ends at ${Math.round(box.right)}`);
    }
    return found;
  }, width);
}

// blurred lists labels of axes that cannot be told apart: those that touch another, and those that say the same as another of their axis.
export function blurred(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const where = (e: Element) => `${e.closest("section")?.id}, ${e.closest("svg")!.getAttribute("aria-label")!.slice(0, 50)}`;
    for (const svg of document.querySelectorAll("svg")) {
      const labels = [...svg.querySelectorAll(".axis text")].map((e) => ({ e, box: e.getBoundingClientRect() })).filter(({ box }) => box.width > 0);
      labels.forEach(({ e, box: a }, i) => {
        for (const { e: other, box: b } of labels.slice(i + 1)) {
          if (a.left < b.right + 1 && b.left < a.right + 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2) found.push(`${where(e)}: "${e.textContent}" and "${other.textContent}" touch`);
        }
      });
    }
    for (const axis of document.querySelectorAll(".axis")) {
      const texts = [...axis.querySelectorAll("text")].map((e) => e.textContent!);
      if (new Set(texts).size < texts.length) found.push(`${where(axis)}: ${texts.join(", ")}`);
    }
    return found;
  });
}

// violations are those of WCAG 2.2, levels A and AA, and of good practice, in the whole page.
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const found = await (window as unknown as { axe: typeof import("axe-core") }).axe.run();
    return found.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 120)} ${n.failureSummary}`));
  });
}
