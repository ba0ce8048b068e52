import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scratchFolder, TINY, tinyFile, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const tiny = tinyFile(folder);
const out = join(folder, "results");
const file = (name: string, text: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const set = (value: string) => ["run", tiny, "--set", value];
mkdirSync(join(folder, "a-folder.yaml"));
const event = (place: string) => `${TINY}events:\n  - { ${place}, policy: { bank: boj, basis_points: 25 } }\n`;

test.each<[what: string, args: string[], says: RegExp[]]>([
  ["a missing file", ["run", join(folder, "tny.yaml")], [/tny\.yaml/, /there is no such file/, /Did you mean .*tiny\.yaml/]],
  ["a folder for a file", ["run", join(folder, "a-folder.yaml")], [/directory, not a file/]],
  ["malformed YAML", ["run", file("malformed.yaml", "run: { paths: [\n")], [/malformed\.yaml:\d+:\d+/]],
  ["a list for a file", ["run", file("list.yaml", "- 1\n")], [/list\.yaml/, /mapping/]],
  ["a file that is not text", ["run", file("latin.yaml", Buffer.from("name: x\xff\n", "latin1"))], [/UTF-8/]],
  ["an unknown key", ["run", file("key.yaml", "calendar: { dais: 3 }\n")], [/key\.yaml:1:13/, /calendar\.dais/, /Did you mean .*days/]],
  ["an unknown section", ["run", file("section.yaml", "agnets: {}\n")], [/section\.yaml:1:1/, /agnets/, /agents/]],
  ["a wrong type", ["run", file("type.yaml", "run: { paths: many }\n")], [/type\.yaml:1:15/, /run\.paths/, /"many" is not a finite number/]],
  ["out of range", ["run", file("range.yaml", "calendar: { days: 0 }\n")], [/range\.yaml:1:19/, /calendar\.days: 0 is below the minimum 1/]],
  ["a fraction of a path", set("run.paths=1.5"), [/run\.paths/, /not a whole number/]],
  ["zero agents", ["run", file("zero.yaml", "agents: { bank: { count: 0 } }\n")], [/agents\.bank\.count: 0 is below the minimum 1/]],
  ["not a number", ["run", file("nan.yaml", "markets: { usdjpy: .nan }\n")], [/markets\.usdjpy: \.nan is not a finite number/]],
  ["an infinite number", set("markets.usdjpy=.inf"), [/markets\.usdjpy: \.inf is not a finite number/]],
  ["a number beyond all doubles", set("markets.usdjpy=1e999"), [/markets\.usdjpy/]],
  ["an inconsistent book", ["run", file("book.yaml", "totals: { us_treasuries: 100 }\n")], [/Japanese kinds together hold/, /totals\.us_treasuries = 100/]],
  ["an event after the horizon", ["run", file("day.yaml", event("day: 4, round: 1"))], [/day\.yaml:\d+:\d+/, /events\.0\.day: day 4 is after the horizon/]],
  ["an event in a round that no day has", ["run", file("round.yaml", event("day: 1, round: 3"))], [/events\.0\.round: there is no round 3/]],
  ["correlations that cannot hold together", set(`shocks.calm_correlation=[${"0.9, -0.9, 0.9, ".repeat(5)}]`), [/positive definite/]],
  ["a bootstrap without a file", set("shocks.model=historical_bootstrap"), [/shocks\.historical_bootstrap\.file/]],
  ["a bootstrap with a missing file", [...set("shocks.model=historical_bootstrap"), "--set", "shocks.historical_bootstrap.file=no.csv", "--out", join(folder, "bootstrap")], [/no\.csv/, /cannot read/]],
  ["an unknown parameter to set", set("agents.hedge_fnd.count=1"), [/--set agents\.hedge_fnd\.count=1/, /Did you mean agents\.hedge_fund\.count/]],
  ["a setting without a value", set("run.paths"), [/not of the form path=value/]],
  ["a circle of files", ["run", file("circle.yaml", "extends: ./circle.yaml\n")], [/circle/]],
  ["a place below a file", ["run", tiny, "--out", tiny], [/--out/, /cannot be written/]],
  ["a place deep below a file", ["run", tiny, "--out", join(tiny, "a/b")], [/--out/, /cannot be written/]],
  ["no threads", ["run", tiny, "--threads", "0"], [/--threads/, /from 1 to 256/]],
  ["too many threads", ["run", tiny, "--threads", "257"], [/from 1 to 256/]],
  ["threads in words", ["run", tiny, "--threads", "two"], [/from 1 to 256/]],
  ["no paths", ["run", tiny, "--paths", "0"], [/--paths/, /from 1 to/]],
  ["negative paths", ["run", tiny, "--paths=-3"], [/--paths/]],
  ["an unknown option", ["run", tiny, "--thread", "2"], [/unknown option '--thread'/, /Did you mean --threads/]],
  ["an unknown command", ["rnu"], [/unknown command 'rnu'/, /Did you mean run/]],
  ["no command", [], [/Usage: yenwind/]],
  ["two files", ["run", tiny, tiny], [/too many arguments/]],
  ["an option without its value", ["run", tiny, "--out", out, "--seed"], [/argument missing/]],
  ["validate without a file", ["validate"], [/missing required argument 'config'/]],
  ["an unknown kind", ["kinds", "hedgefund"], [/no kind "hedgefund"/, /Did you mean hedge_fund/]],
  ["a folder that is no run", ["verify", folder], [/no manifest\.json/]],
  ["a run that is not there", ["verify", join(folder, "none")], [/there is no such folder/]],
  ["a sample of nothing", ["verify", folder, "--sample", "0"], [/--sample/]],
])("%s: exit code 2, the reason on stderr, nothing on stdout, no stack, no results", async (_, args, says) => {
  const place = args[0] === "run" && !args.includes("--out") ? ["--out", out] : [];
  const { code, stdout, stderr } = await yenwind([...args, ...place]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  for (const pattern of says) expect(stderr).toMatch(pattern);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(existsSync(out)).toBe(false);
});
