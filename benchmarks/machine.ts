import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from "node:os";

/** Where a benchmark ran, and how busy the machine was before it began. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly platform: string;
  readonly node: string;
  /** Runnable processes, mean of the last minute. */
  readonly load: number;
}

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${platform()} ${arch()}`,
    node: process.version,
    load: loadavg()[0],
  };
}
