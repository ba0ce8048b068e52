import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { editManifest, simulateTiny } from "../run/tinyRun.ts";
import { scratchFolder, yenwind } from "./yenwind.ts";

const out = scratchFolder();
let folder: string;

beforeAll(async () => {
  folder = await simulateTiny(out);
});

/** A copy of the run, to be damaged. */
function copy(name: string): string {
  const to = join(out, "copies", name);
  mkdirSync(join(out, "copies"), { recursive: true });
  cpSync(folder, to, { recursive: true });
  rmSync(join(to, "report.html"), { force: true });
  return to;
}

test("a report is written into the folder, below 3 MB, and the same the next time", async () => {
  const file = join(folder, "report.html");
  const { code, stdout, stderr } = await yenwind(["report", folder]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout.startsWith(file)).toBe(true);
  const first = readFileSync(file);
  expect(first.length).toBeLessThan(3e6);
  expect((await yenwind(["report", folder])).code).toBe(0);
  expect(readFileSync(file).equals(first)).toBe(true);
});

test("--json says where it is; --out puts it elsewhere, and leaves the folder as it was", async () => {
  const quiet = copy("quiet");
  const before = readdirSync(quiet);
  const file = join(out, "elsewhere.html");
  const { stdout } = await yenwind(["report", quiet, "--out", file, "--json"]);
  expect(JSON.parse(stdout)).toEqual({ folder: quiet, file, bytes: readFileSync(file).length });
  expect(readdirSync(quiet)).toEqual(before);
});

test("a file that is no report stays, unless --overwrite is given", async () => {
  const file = join(out, "thesis.html");
  writeFileSync(file, "<h1>My thesis</h1>");
  const { code, stderr } = await yenwind(["report", folder, "--out", file]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/--out: .*thesis\.html exists and is no report.*--overwrite/s) });
  expect(readFileSync(file, "utf8")).toBe("<h1>My thesis</h1>");
  expect((await yenwind(["report", folder, "--out", file, "--overwrite"])).code).toBe(0);
  expect(readFileSync(file, "utf8")).toContain("yenwind report");
});

const REFUSALS: [name: string, damage: (to: string) => void, says: RegExp][] = [
  ["no manifest", (to) => rmSync(join(to, "manifest.json")), /has no manifest\.json/],
  ["a file is missing", (to) => rmSync(join(to, "timeline.arrow")), /timeline\.arrow.*the file is missing/s],
  ["a file was changed", (to) => copyFileSync(join(to, "worst.arrow"), join(to, "exceedance.arrow")), /exceedance\.arrow.*the file is damaged/s],
  ["another version left a file out", (to) => editManifest(to, (manifest) => (manifest.files = manifest.files.filter(({ name }: { name: string }) => name !== "worst.arrow"))), /has no worst\.arrow: another version/],
  ["a calibration", (to) => editManifest(to, (manifest) => (manifest.calibration = {})), /calibration, which has no report/],
  ["a fact sheet", (to) => editManifest(to, (manifest) => manifest.files.push({ name: "facts.arrow", rows: 1, bytes: 1, sha256: "" })), /fact sheet, which has no report.*facts\.md/s],
];

test.each(REFUSALS)("%s: bad input, one message, no file", async (name, damage, says) => {
  const to = copy(name);
  damage(to);
  const { code, stdout, stderr } = await yenwind(["report", to]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(says);
  expect(existsSync(join(to, "report.html"))).toBe(false);
});

test("of a run that was interrupted the page says so, and how to go on", async () => {
  const to = copy("interrupted");
  editManifest(to, (manifest) => (manifest.counts.requested_paths = 5000));
  expect((await yenwind(["report", to])).code).toBe(0);
  expect(readFileSync(join(to, "report.html"), "utf8")).toMatch(/This run was interrupted: it has 12 of 5,000 paths\. “yenwind resume/);
});

test("no such folder, and a file that no folder could hold", async () => {
  expect(await yenwind(["report", join(out, "nowhere")])).toMatchObject({ code: 2, stderr: expect.stringContaining("there is no such folder") });
  expect(await yenwind(["report", folder, "--out", join(out, "no/such/folder.html")])).toMatchObject({ code: 2, stderr: expect.stringContaining("lies in no folder that exists") });
});
