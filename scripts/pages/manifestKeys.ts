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
  { key: "modelVersion", unit: "", description: "Version of the model, and name and digest of every kind given with --kind: with configuration and seed it determines every bit of the results" },
  { key: "seed", unit: "", description: "Seed of the paths" },
  { key: "counts.agents", unit: "agents", description: "Agents, all kinds together" },
  { key: "counts.paths", unit: "paths", description: "Paths done" },
  { key: "counts.days", unit: "trading days", description: "Horizon" },
  { key: "counts.rounds", unit: "rounds", description: "Rounds of a path" },
  { key: "counts.requested_paths", unit: "paths", description: "Paths asked for; more than counts.paths after an interruption" },
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
