import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/fixedSeed.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Two files at a time on two cores as well: tests of commands wait for processes of their own.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
