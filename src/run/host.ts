import { arch, availableParallelism, cpus, platform } from "node:os";
import type { Manifest } from "../arrow/manifest.ts";

/** Where a run was made; changes no bit of it. */
export function hostFacts(threads: number): Manifest["host"] {
  return {
    platform: platform(),
    arch: arch(),
    cpu: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
    node: process.version,
    threads,
  };
}
