/** One key of manifest.json. */
export interface ManifestKey {
  readonly key: string;
  readonly unit: string;
  readonly description: string;
}

/** What manifest.json holds, in its order. */
export const MANIFEST_KEYS: readonly ManifestKey[] = [
  { key: "schemaVersion", unit: "", description: "Version of the layout of this file" },
  { key: "configuration", unit: "", description: "The complete configuration: every parameter of docs/model.md, defaults filled in" },
  { key: "configurationHash", unit: "SHA-256, hex", description: "Digest of the configuration; its first eight digits end the folder's name" },
  { key: "sweep", unit: "", description: "Of a sweep alone: what its file declares; configuration is then the base of all points" },
  { key: "calibration", unit: "", description: "Of a calibration alone: what its file declares; configuration is then the base of all points" },
  { key: "modelVersion", unit: "", description: "Version of the model, and name and digest of every kind given with --kind: with configuration and seed it determines every bit of the results" },
  { key: "seed", unit: "", description: "Seed of the paths" },
  { key: "precision.until", unit: "", description: "Of a run with --until alone: the precision asked for" },
  { key: "precision.met", unit: "", description: "Whether it was reached" },
  { key: "precision.estimate", unit: "of the column", description: "The estimate at the end; null where there were too few paths for an interval, as its bounds" },
  { key: "precision.low", unit: "of the column", description: "Lower end of its interval, which holds although the data decided when to stop" },
  { key: "precision.high", unit: "of the column", description: "Upper end of its interval" },
  { key: "counts.scenarios", unit: "scenarios", description: "Of the fact sheet alone: scenarios simulated" },
  { key: "counts.agents", unit: "agents", description: "Agents, all kinds together" },
  { key: "counts.paths", unit: "paths", description: "Paths done; of a calibration, paths per point and scenario; of the fact sheet, of all scenarios and seeds together" },
  { key: "counts.seeds", unit: "seeds", description: "Of the fact sheet alone: seeds that it was judged with" },
  { key: "counts.days", unit: "trading days", description: "Horizon" },
  { key: "counts.rounds", unit: "rounds", description: "Rounds of a path" },
  { key: "counts.requested_paths", unit: "paths", description: "Paths asked for; more than counts.paths after an interruption" },
  { key: "counts.points", unit: "points", description: "Of sweeps and calibrations: points, a sweep's reference outside the design included" },
  { key: "counts.failed_points", unit: "points", description: "Of sweeps and calibrations: points that failed" },
  { key: "counts.excluded_points", unit: "points", description: "Of a sweep alone: points that constraints took out" },
  { key: "counts.waves", unit: "waves", description: "Of a calibration alone: waves done; fewer than asked for where nothing was left" },
  { key: "counts.accepted_points", unit: "points", description: "Of a calibration alone: points accepted" },
  { key: "host.platform", unit: "", description: "Operating system" },
  { key: "host.arch", unit: "", description: "Processor architecture" },
  { key: "host.cpu", unit: "", description: "Processor model" },
  { key: "host.cores", unit: "cores", description: "Cores available to the program" },
  { key: "host.node", unit: "", description: "Version of Node.js" },
  { key: "host.threads", unit: "threads", description: "Worker threads; 0 means none" },
  { key: "timings.prepare", unit: "s", description: "Wall-clock time until the first path" },
  { key: "timings.simulate", unit: "s", description: "Wall-clock time of the simulation" },
  { key: "timings.tables", unit: "s", description: "Wall-clock time of the tables" },
  { key: "files[].name", unit: "", description: "File of the folder" },
  { key: "files[].rows", unit: "rows", description: "Its rows" },
  { key: "files[].bytes", unit: "bytes", description: "Its size" },
  { key: "files[].sha256", unit: "SHA-256, hex", description: "Its digest" },
];
