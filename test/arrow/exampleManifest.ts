import type { Manifest } from "../../src/arrow/manifest.ts";

export const exampleManifest: Manifest = {
  schemaVersion: 1,
  configuration: { paths: 1000, markets: { fx: { depth: 0.1 } } },
  configurationHash: "5f2c",
  modelVersion: "0.1.0",
  seed: "円 42",
  counts: { scenarios: 1, paths: 1000 },
  host: { node: "v20.20.2", cores: 2 },
  timings: { simulate: 1.25 },
  files: [],
};
