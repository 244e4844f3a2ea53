// Writes the pages that the browser tests open, by the commands that people type.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

const RUNS = "40";
const root = join(import.meta.dirname, "../..");

const RECORD = `sources: {}
events: []
decisions:
- {option: dialogue, at: "2030-03-05T00:00", confidence: high}
daily:
  participants:
  - {date: 2030-03-04, value: 400, confidence: medium, sources: []}
  - {date: 2030-03-06, value: 700, confidence: low, sources: []}
  - {date: 2030-03-09, value: 500, confidence: medium, sources: []}
  deaths:
  - {date: 2030-03-08, value: 25, confidence: high, sources: []}
targets: []
hindcast_until: 2030-03-07
`;

declare module "vitest" {
  interface ProvidedContext {
    reports: string; // folder of the pages
  }
}

export default function setup(project: TestProject) {
  const dir = mkdtempSync(join(tmpdir(), "casus-web-"));
  const go = (...args: string[]) => execFileSync("go", args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  const casus = (...args: string[]) => execFileSync(join(dir, "casus"), args, { cwd: dir, stdio: ["ignore", "ignore", "inherit"] });
  go("build", "-o", join(dir, "casus"), "./cmd/casus");

  casus("run", "kazakhstan-2022", "-n", RUNS, "--out", "kazakhstan", "--quiet");
  casus("report", "kazakhstan", "--argument", "-o", "argument.html", "--quiet");
  casus("report", "kazakhstan", "--argument", "--short", "-o", "short.html", "--quiet");
  casus("run", "small-kingdom", "-n", RUNS, "--out", "kingdom", "--quiet"); // no map, no record, no claims
  casus("report", "kingdom", "-o", "kingdom.html", "--quiet");
  casus("new", "sri-lanka", "--country", "LKA", "--year", "2022");
  casus("run", "./sri-lanka", "-n", RUNS, "--out", "atlas", "--quiet");
  casus("report", "atlas", "--scenario", "./sri-lanka", "-o", "atlas.html", "--quiet");
  casus("new", "scored", "--from", "small-state"); // with a record that can be predicted, and sixty days
  const main = join(dir, "scored/scenario.yaml");
  writeFileSync(main, readFileSync(main, "utf8").replace("crisis_days: 14", "crisis_days: 60"));
  writeFileSync(join(dir, "scored/record.yaml"), RECORD);
  casus("run", "./scored", "-n", RUNS, "--out", "mine", "--quiet");
  for (const layout of [[], ["--short"]]) {
    casus("report", "mine", "--scenario", "./scored", "--scores", "--score-runs", "1000", ...layout, "-o", layout.length > 0 ? "scored-short.html" : "scored.html", "--quiet");
  }

  casus("new", "kenya", "--country", "KEN", "--year", "2023"); // an alliance of many members
  casus("run", "./kenya", "-n", RUNS, "--out", "many", "--quiet");
  casus("report", "many", "--scenario", "./kenya", "-o", "many.html", "--quiet");

  project.provide("reports", dir);
  return () => rmSync(dir, { recursive: true });
}
