import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { jsonSchema } from "../../src/config/jsonSchema.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import { loadRun } from "../../src/run/prepare.ts";
import { scratchFolder, tinyFile, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const tiny = tinyFile(folder);

describe("validate", () => {
  test("says what the configuration would run", async () => {
    const { code, stdout, stderr } = await yenwind(["validate", tiny, "--set", "run.paths=2000"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { hash } = loadRun(tiny, ["run.paths=2000"]);
    expect(stdout).toMatch(/^OK  tiny\n/);
    for (const fact of [hash, "agents  48", "paths   2,000 of 3 days × 2 rounds", "MB"]) expect(stdout).toContain(fact);
  });

  test("--json gives the same facts, and the size of the float64 values", async () => {
    const facts = JSON.parse((await yenwind(["validate", tiny, "--json"])).stdout);
    expect(facts).toMatchObject({ ok: true, name: "tiny", agents: 48, paths: 12, days: 3, roundsPerDay: 2, findings: [] });
    expect(facts.pathsBytes).toBe(8 * 12 * facts.columns);
  });

  test("--json lists all findings on stdout, with exit code 2", async () => {
    const file = join(folder, "wrong.yaml");
    writeFileSync(file, "run: { paths: 0 }\ncalendar: { dais: 3 }\n");
    const { code, stdout, stderr } = await yenwind(["validate", file, "--json"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    const { ok, findings } = JSON.parse(stdout);
    expect(ok).toBe(false);
    expect(findings).toMatchObject([
      { file, line: 1, column: 15, path: "run.paths", value: 0 },
      { file, line: 2, column: 13, path: "calendar.dais" },
    ]);
  });

  test("reads the data that a run would read", async () => {
    const set = ["--set", "shocks.model=historical_bootstrap", "--set", "shocks.historical_bootstrap.file=none.csv"];
    const { code, stderr } = await yenwind(["validate", tiny, ...set]);
    expect(code).toBe(2);
    expect(stderr).toContain("none.csv");
  });
});

test("schema writes the JSON Schema of configuration files", async () => {
  const { code, stdout } = await yenwind(["schema"]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(jsonSchema(builtInModel.parameters))));
});

describe("kinds", () => {
  test("lists every kind with its agents, rules and trades", async () => {
    const { code, stdout } = await yenwind(["kinds"]);
    expect(code).toBe(0);
    for (const kind of KINDS) {
      for (const fact of [kind.name, kind.title, kind.rules.join(" ")]) expect(stdout).toContain(fact);
      for (const [cause, markets] of Object.entries(kind.flows)) expect(stdout).toContain(`${cause}: ${markets!.join(" ")}`);
    }
  });

  test.each(KINDS.map((kind) => [kind.name, kind] as const))("%s: every parameter with default and source, every column", async (name, kind) => {
    const { code, stdout } = await yenwind(["kinds", name]);
    expect(code).toBe(0);
    for (const [parameter, declared] of Object.entries(kind.parameters)) {
      expect(stdout).toContain(`agents.${name}.${parameter}\n`);
      expect(stdout).toContain(`source: ${declared.source as unknown as string}`);
      expect(stdout).toContain(`default ${JSON.stringify(declared.default)}`);
    }
    for (const { description } of Object.values(kind.columns)) expect(stdout).toContain(description);
  });

  test("--json gives the declarations", async () => {
    const all = JSON.parse((await yenwind(["kinds", "--json"])).stdout);
    expect(all.map((kind: { name: string }) => kind.name)).toEqual(KINDS.map((kind) => kind.name));
    const one = JSON.parse((await yenwind(["kinds", "bank", "--json"])).stdout);
    expect(one).toEqual(all.find((kind: { name: string }) => kind.name === "bank"));
    expect(one.parameters.treasuries).toMatchObject({ unit: "USD bn" });
  });
});
