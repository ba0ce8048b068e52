/** What the files of a folder may import; whatever is not listed is refused. */
export interface Door {
  /** Folders of ours besides the own one. */
  readonly ours?: readonly string[];
  readonly packages?: readonly string[];
  /** Packages of which only types may be imported. */
  readonly types?: readonly string[];
  /** Built-in modules of Node, or all of them. */
  readonly node?: readonly string[] | "all";
  /** May import what a variable names: modules of the user's. */
  readonly computed?: boolean;
}

const everyFolder = [
  "src/arrow",
  "src/calibration",
  "src/cluster",
  "src/cluster/engines/slurm",
  "src/cluster/engines/bullmq",
  "src/config",
  "src/design",
  "src/explain",
  "src/explore",
  "src/facts",
  "src/fit",
  "src/kernel",
  "src/kinds",
  "src/model",
  "src/model/rules",
  "src/page",
  "src/paths",
  "src/picture",
  "src/pool",
  "src/population",
  "src/random",
  "src/report",
  "src/run",
  "src/statistics",
  "src/sweep",
] as const;

/**
 * Who may import what: the direction of the dependencies, and one door for every library.
 * A file belongs to the longest entry that it lies in.
 */
export const doors: Readonly<Record<string, Door>> = {
  "src/model/rules": { ours: ["src/model"] },
  "src/model": { ours: ["src/model/rules"] },
  "src/kernel": { ours: ["src/model"], packages: ["acorn", "wabt"] },
  "src/design": { ours: ["src/random"] },
  "src/picture": {},
  "src/random": { packages: ["seedrandom"] },
  "src/statistics": { ours: ["src/random"], packages: ["simple-statistics"] },
  "src/population": { ours: ["src/model", "src/random"] },
  "src/paths": { ours: ["src/kernel", "src/model", "src/population", "src/random"] },
  "src/pool": { packages: ["piscina"], node: ["fs", "url"] },
  // Knows no files: pages, too, find columns by it.
  "src/arrow/float64Places.ts": { ours: ["src/arrow"], types: ["apache-arrow"] },
  "src/arrow": { ours: ["src/arrow/float64Places.ts"], packages: ["apache-arrow"], node: ["crypto", "fs", "path"] },
  "src/config": { ours: ["src/model"], packages: ["yaml", "zod"], node: ["crypto", "fs", "path"] },
  // Its files are read in src/config.
  "src/fit": { ours: ["src/config", "src/model", "src/model/rules", "src/random", "src/statistics"] },
  // The modules of users: read, checked and run, in every thread.
  "src/kinds": {
    ours: ["src/config", "src/model", "src/population"],
    packages: ["acorn"],
    node: ["crypto", "fs", "module", "path", "url"],
    computed: true,
  },
  "src/kind.ts": { ours: ["src/model", "src/model/rules"] },
  "src/run": {
    ours: ["src/arrow", "src/config", "src/kernel", "src/kinds", "src/model", "src/paths", "src/pool", "src/population", "src/random", "src/statistics"],
    node: ["crypto", "fs", "os", "path", "url", "v8"],
  },
  "src/sweep": {
    ours: ["src/arrow", "src/config", "src/design", "src/kernel", "src/kinds", "src/model", "src/paths", "src/pool", "src/population", "src/random", "src/run", "src/statistics"],
    packages: ["acorn"],
    node: ["fs", "fs/promises", "os", "path", "zlib"],
  },
  // Numbers of the world, each with its source, and what simulations say of them.
  "src/facts": {
    ours: ["src/arrow", "src/config", "src/fit", "src/kinds", "src/model", "src/picture", "src/pool", "src/run", "src/statistics", "src/sweep"],
    node: ["fs", "path"],
  },
  "src/calibration": {
    ours: ["src/arrow", "src/config", "src/design", "src/facts", "src/kinds", "src/model", "src/pool", "src/random", "src/run", "src/statistics", "src/sweep"],
    node: ["fs", "path"],
  },
  // Runs in browsers; its charts are made from plain data, and know neither files nor the model.
  "src/page": { ours: ["src/statistics"], types: ["echarts"] },
  "src/page/dom": { ours: ["src/arrow/float64Places.ts", "src/page", "src/statistics"], packages: ["apache-arrow", "echarts"] },
  "src/report": {
    ours: ["src/arrow", "src/config", "src/model", "src/page", "src/run", "src/statistics"],
    types: ["apache-arrow"],
    node: ["crypto", "fs", "path", "url"],
  },
  // Replays single paths of stored runs and tells why they happened.
  "src/explain": {
    ours: ["src/arrow", "src/config", "src/kinds", "src/model", "src/model/rules", "src/paths", "src/picture", "src/random", "src/run", "src/sweep"],
    node: ["fs", "path"],
  },
  "src/explore": {
    ours: ["src/arrow", "src/config", "src/page", "src/report", "src/run"],
    node: ["fs", "http", "net", "path"],
  },
  // Units of a sweep that other machines can compute.
  "src/cluster": {
    ours: ["src/arrow", "src/config", "src/kinds", "src/model", "src/pool", "src/run", "src/statistics", "src/sweep"],
    node: ["crypto", "fs", "os", "path"],
  },
  // Its job scripts, and the commands that take them.
  "src/cluster/engines/slurm": { ours: ["src/arrow", "src/cluster", "src/config"], node: ["child_process", "fs", "path"] },
  // The queue, whose packages are installed by who wants it.
  "src/cluster/engines/bullmq": {
    ours: ["src/arrow", "src/cluster", "src/config", "src/run"],
    packages: ["bullmq", "ioredis"],
    node: ["fs", "os", "path", "timers/promises"],
  },
  "src/cli": {
    ours: everyFolder,
    packages: ["cli-progress", "cli-table3", "commander", "picocolors"],
    node: "all",
  },
  "src/index.ts": {
    ours: ["src/arrow", "src/calibration", "src/cluster", "src/config", "src/explain", "src/facts", "src/kinds", "src/model", "src/pool", "src/run", "src/sweep"],
    types: ["apache-arrow"],
    node: ["fs", "os", "path"],
  },
  workers: { ours: ["src/kinds", "src/paths", "src/pool", "src/sweep"], node: ["worker_threads"] },
  // They write the documentation, the command line's too.
  scripts: { ours: [...everyFolder, "src/cli", "src/index.ts", "src/kind.ts"], packages: ["picocolors", "playwright-core"], node: "all" },
  benchmarks: { ours: [...everyFolder, "src/index.ts"], node: "all" },
};
