import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { readTable } from "../../src/arrow/table.ts";
import { simulate } from "../../src/index.ts";
import { HOLDER, holderWith, installBeside } from "../kinds/holder.ts";
import { onlyRun, scratchFolder, TINY, tinyFile, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const holderFile = write("holder.mjs", HOLDER);
const own = ["--kind", holderFile];
const more = "  holder: { count: 5 }\nevents:\n  - { day: 2, news: { ust_yield_bp: -50 } }\n";
const tiny = tinyFile(folder, more);
let good: string;

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

beforeAll(async () => {
  const { code, stderr } = await yenwind(["run", tiny, ...own, "--out", join(folder, "good"), "--quiet", "--threads", "1"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  good = onlyRun(join(folder, "good"));
});

const digests = (run: string) => readManifest(run).files.map(({ name, sha256 }) => [name, sha256]);

describe("a run with a kind of the user's", () => {
  test("has its flows in every table", () => {
    const rows = (name: string) => readTable(join(good, `${name}.arrow`)).toArray() as Record<string, unknown>[];
    const sold = rows("liquidation").filter((row) => row.kind === "holder" && row.statistic === "mean");
    expect(sold.find((row) => row.cause === "carry" && row.asset === "ust")!.value).toBeGreaterThan(1);
    const [path] = rows("paths");
    expect(path["holder.sellers"]).toBeGreaterThan(0);
    expect(rows("agents").filter((row) => row.kind === "holder")).toHaveLength(5);
    expect(rows("timeline").some((row) => row.variable === "sold_holder")).toBe(true);
    expect(rows("histogram").some((row) => row.kind === "holder")).toBe(true);
  });

  test("tells the kind and the digest of its code in the model version, and its parameters", () => {
    expect(readManifest(good).modelVersion).toMatch(/^\d+\+holder@[0-9a-f]{8}$/);
    const { configuration } = readManifest(good);
    expect(configuration).toMatchObject({ agents: { holder: { count: 5, ust: 90 } } });
    expect(readTable(join(good, "paths.arrow")).schema.metadata.get("model_version")).toBe(readManifest(good).modelVersion);
  });

  test("leaves the agents of the other kinds as they were at t = 0", async () => {
    await yenwind(["run", write("plain.yaml", TINY), "--out", join(folder, "without"), "--quiet"]);
    const opening = (run: string) =>
      (readTable(join(run, "agents.arrow")).toArray() as Record<string, unknown>[])
        .filter((row) => row.kind !== "holder")
        .map(({ kind, cash, yen, ust, tech }) => [kind, cash, yen, ust, tech]);
    expect(opening(good)).toEqual(opening(onlyRun(join(folder, "without"))));
  });

  test("has the same bits on two threads, and in the process of a program that calls simulate", async () => {
    const out = join(folder, "again");
    await yenwind(["run", tiny, ...own, "--out", join(out, "2"), "--quiet", "--threads", "2"]);
    await simulate(tiny, { kinds: [holderFile], out: join(out, "0") });
    expect(digests(onlyRun(join(out, "2")))).toEqual(digests(good));
    expect(digests(onlyRun(join(out, "0")))).toEqual(digests(good));
  });

  test("shows what it sold on stdout", async () => {
    const { code, stdout } = await yenwind(["run", tiny, ...own, "--out", join(folder, "summary"), "--quiet"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}Holders +\d/m);
    expect(stdout).toContain(`model version ${readManifest(good).modelVersion}`);
  });

  test("needs --kind: else the configuration has a kind that nobody knows", async () => {
    const { code, stderr } = await yenwind(["run", tiny, "--out", join(folder, "none"), "--quiet"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/tiny\.yaml:\d+:\d+ {2}agents\.holder: unknown key/);
  });
});

describe("verify", () => {
  test.each(["0", "1", "2"])("with the same --kind recomputes every path on %s threads", async (threads) => {
    const { code, stdout } = await yenwind(["verify", good, ...own, "--all", "--quiet", "--threads", threads]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("12 of 12 paths recomputed (all)") });
  });

  const changed = write("changed.mjs", holderWith(["speed: 0.1", "speed: 0.2"]));
  const keeper = write("keeper.mjs", holderWith(['name: "holder"', 'name: "keeper"']));
  test.each<[string, string[], RegExp]>([
    ["without it", [], /it has the kind holder \(code [0-9a-f]{8}\), which is not given\. Give its module with --kind\.$/],
    ["with changed code", ["--kind", changed], /the code of the kind holder differs: [0-9a-f]{8} when the run was made, [0-9a-f]{8} now\. Give the module as it was, with the files it imports\.$/],
    ["with another kind besides", [...own, "--kind", keeper], /it has no kind keeper\. Leave its --kind out\.$/],
  ])("%s is bad input, and says what to do", async (_, kinds, says) => {
    const { code, stdout, stderr } = await yenwind(["verify", good, ...kinds, "--quiet"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trim()).toMatch(says);
  });

  test("of a run with kinds in another order is bad input", async () => {
    const out = join(folder, "two");
    await yenwind(["run", tiny, ...own, "--kind", keeper, "--out", out, "--quiet", "--paths", "2"]);
    const { code, stderr } = await yenwind(["verify", onlyRun(out), "--kind", keeper, ...own, "--quiet"]);
    expect(code).toBe(2);
    expect(stderr).toContain("its kinds come in the order holder, keeper. Give --kind in that order.");
    expect((await yenwind(["verify", onlyRun(out), ...own, "--kind", keeper, "--quiet"])).code).toBe(0);
  });
});

describe("the other commands know the kind", () => {
  test("kinds lists it, and shows its parameters", async () => {
    expect((await yenwind(["kinds", ...own])).stdout).toMatch(/^holder +3 +carry: ust\n +Holders$/m);
    const { stdout } = await yenwind(["kinds", "holder", ...own]);
    expect(stdout).toContain("Holders (holder)");
    expect(stdout).toContain("agents.holder.least_yield");
    expect(stdout).toContain("Holders who sell in a round");
  });

  test("schema lets editors complete its parameters", async () => {
    const schema = JSON.parse((await yenwind(["schema", ...own])).stdout);
    expect(schema.properties.agents.properties.holder.properties.ust).toMatchObject({ minimum: 0, maximum: 1000, default: 90 });
  });

  test("validate counts its agents, and checks its parameters", async () => {
    expect((await yenwind(["validate", tiny, ...own])).stdout).toContain("agents  53");
    const { code, stderr } = await yenwind(["validate", tiny, ...own, "--set", "agents.holder.ust=2000"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("agents.holder.ust: 2000 is above the maximum 1000") });
  });

  test("validate --json lists what is wrong with the module", async () => {
    const wrong = write("wrong.mjs", holderWith(['title: "Holders"', "title: 12"]));
    const { code, stdout } = await yenwind(["validate", tiny, "--kind", wrong, "--json"]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, findings: [{ file: wrong, line: 4, path: "title", value: 12 }] });
  });
});

describe("code that fails is told with its line, exit code 2", () => {
  const fails = async (name: string, text: string) => {
    const { code, stderr } = await yenwind(["kinds", "--kind", write(name, text)]);
    expect(code).toBe(2);
    return stderr;
  };

  test("while it is loaded", async () => {
    const text = `const none = undefined;\nnone.count;\n${HOLDER}`;
    expect(await fails("loading.mjs", text)).toMatch(/loading\.mjs:2:6 {2}cannot be loaded: TypeError: Cannot read properties of undefined/);
  });

  test("when it asks yenwind/kind for what is not there", async () => {
    installBeside(folder);
    const text = `import { stopLos } from "yenwind/kind";\n${HOLDER}`;
    expect(await fails("importing.mjs", text)).toMatch(/importing\.mjs:1(:\d+)? {2}cannot be loaded: SyntaxError: The requested module 'yenwind\/kind' does not provide an export named 'stopLos'/);
  });

  test("when an agent is opened", async () => {
    const text = holderWith(["share * p.ust", "share * p.treasurys"]);
    const line = HOLDER.split("\n").findIndex((each) => each.includes("share * p.ust")) + 1;
    const stderr = await fails("opening.mjs", text);
    expect(stderr).toMatch(new RegExp(`opening\\.mjs:${line}:\\d+  open: fails with the default parameters: there is no p\\.treasurys`));
  });

  test("when Node.js does not take it for a module", async () => {
    write("package.json", '{ "type": "commonjs" }');
    expect(await fails("common.js", HOLDER)).toMatch(/common\.js.*cannot be loaded: .*Let its name end in \.mjs/s);
  });
});
