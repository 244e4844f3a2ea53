import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "test/reports.ts",
    testTimeout: 120_000,
    hookTimeout: 60_000,
    maxWorkers: 2, // browsers at once
  },
});
