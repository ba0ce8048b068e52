import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/fixedSeed.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Tests of commands wait for processes of their own: two files at a time, on two cores as well.
    maxWorkers: 2,
  },
});
