import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { BadInput } from "../../src/config/errors.ts";
import { loadModel } from "../../src/kinds/loadModel.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { MODEL_VERSION } from "../../src/model/version.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { HOLDER, holderWith, installBeside } from "./holder.ts";

const scratch = scratchFolder();
let folders = 0;

/** Write files into a new folder, since Node.js runs a module once; the path of the first. */
function written(files: Record<string, string>): string {
  const folder = join(scratch, String(folders++));
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return join(folder, Object.keys(files)[0]);
}

/** The message with which a module is refused; the folder is left out of it. */
async function refusal(files: Record<string, string>): Promise<string> {
  const file = written(files);
  const error = await loadModel([file]).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(BadInput);
  return (error as BadInput).message.replaceAll(join(file, ".."), ".");
}

describe("a kind that is in order", () => {
  test("comes after the built-in kinds, with its parameters and its code", async () => {
    const file = written({ "holder.mjs": `import "./note.mjs";\n${HOLDER}`, "note.mjs": "export const note = 1;\n" });
    const model = await loadModel([file]);
    expect(model.kinds.map(({ name }) => name)).toEqual([...KINDS.map(({ name }) => name), "holder"]);
    expect(model.parameters.agents).toHaveProperty("holder.least_yield");
    expect(model.parameters.agents).toHaveProperty("bank.count");
    const [{ kind, sources, digest }] = model.modules;
    expect(kind).toBe(model.kinds.at(-1));
    expect(sources.map(({ file: name, url }) => [name, url])).toEqual([file, join(file, "../note.mjs")].map((path) => [path, pathToFileURL(path).href]));
    expect(sources[1].text).toBe("export const note = 1;\n");
    expect(model.version).toBe(`${MODEL_VERSION}+holder@${digest}`);
  });

  test("may be named by its file URL", async () => {
    const file = written({ "holder.mjs": HOLDER });
    expect((await loadModel([pathToFileURL(file)])).version).toBe((await loadModel([file])).version);
    expect((await loadModel([pathToFileURL(file).href])).version).toBe((await loadModel([file])).version);
  });

  test("may export its default by name, and may import what it decides by", async () => {
    const file = written({ "holder.js": HOLDER.replace("export default", "const own =") + "export { own as default };", "package.json": '{ "type": "module" }' });
    expect((await loadModel([file])).kinds.at(-1)!.name).toBe("holder");
  });
});

describe("the digest in the model version", () => {
  const versionOf = async (files: Record<string, string>) => (await loadModel([written(files)])).version;
  const files = { "holder.mjs": `import "./note.mjs";\n${HOLDER}`, "note.mjs": "// a note\nexport {};\n" };

  test("is that of the code, wherever it lies", async () => {
    expect(await versionOf(files)).toMatch(/^\d+\+holder@[0-9a-f]{8}$/);
    expect(await versionOf(files)).toBe(await versionOf(files));
  });

  test("does not see how lines end", async () => {
    const windows = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replaceAll("\n", "\r\n")]));
    expect(await versionOf(windows)).toBe(await versionOf(files));
  });

  test.each(Object.keys(files))("changes with %s", async (name) => {
    expect(await versionOf({ ...files, [name]: `${files[name as keyof typeof files]}//` })).not.toBe(await versionOf(files));
  });

  test("is one for every kind, in the order given", async () => {
    const first = written({ "holder.mjs": HOLDER });
    const second = written({ "keeper.mjs": holderWith(['name: "holder"', 'name: "keeper"']) });
    expect((await loadModel([first, second])).version).toMatch(/^\d+\+holder@[0-9a-f]{8}\+keeper@[0-9a-f]{8}$/);
    expect((await loadModel([second, first])).version).toMatch(/^\d+\+keeper@[0-9a-f]{8}\+holder@[0-9a-f]{8}$/);
  });
});

test("a module that changes while the process lives is refused: Node.js would run it as it was", async () => {
  const file = written({ "holder.mjs": HOLDER });
  await loadModel([file]);
  writeFileSync(file, `${HOLDER}// changed`);
  await expect(loadModel([file])).rejects.toThrow(`${file}  its code has changed since this process has loaded it. Start the program anew`);
});

test("two kinds of one name are refused", async () => {
  const [one, other] = [written({ "a.mjs": HOLDER }), written({ "b.mjs": HOLDER })];
  await expect(loadModel([one, other])).rejects.toThrow(`name: the name holder is taken: it is the kind in ${one}. Choose another name`);
});

const line = (text: string) => HOLDER.split("\n").findIndex((each) => each.includes(text)) + 1;
const unitLine = line("ust: {");
const decideLine = line("const sale");

describe("a module that cannot be used is told with file and line", () => {
  test.each<[what: string, files: Record<string, string>, ...says: string[]]>([
    ["another language", { "kind.ts": HOLDER }, "./kind.ts  ./kind.ts is not a JavaScript module. Expected a file that ends in .mjs or .js. Compile TypeScript first"],
    ["a syntax error", { "kind.mjs": "export default {\n  name: 'x'\n  title: 'y'\n};" }, "./kind.mjs:3:3  syntax error: Unexpected token", "     3 |   title: 'y'\n       |   ^"],
    ["CommonJS", { "kind.mjs": "module.exports = {};" }, "./kind.mjs  there is no default export. Expected export default kind({ … }). module.exports belongs to CommonJS"],
    ["no default export", { "kind.mjs": "export const kind = 1;" }, "./kind.mjs  there is no default export. Expected export default kind({ … })"],
    ["an import of a library", { "kind.mjs": `\nimport "lodash";\n${HOLDER}` }, './kind.mjs:2:8  a kind cannot import "lodash": its code is part of the model version', '^ expected "yenwind/kind", or a file such as "./rules.mjs"'],
    ["an import of Node.js", { "kind.mjs": `import "node:fs";\n${HOLDER}` }, './kind.mjs:1:8  a kind cannot import "node:fs"'],
    ["an import of a file that is missing", { "kind.mjs": `import "./ruels.mjs";\n${HOLDER}`, "rules.mjs": "" }, "./kind.mjs:1:8  cannot read ./ruels.mjs: there is no such file. Did you mean ./rules.mjs?"],
    ["a mistake in an imported file", { "kind.mjs": `import "./rules.mjs";\n${HOLDER}`, "rules.mjs": "\nexport const now = Date.now();" }, "./rules.mjs:2:20  a kind cannot use Date", "^ expected numbers that depend on parameters and markets alone"],
    ["import()", { "kind.mjs": `${HOLDER}await import("./x.mjs");` }, "a kind cannot use import()", "^ expected an import statement"],
    ["chance", { "kind.mjs": holderWith(["k.speed * a.ust[i]", "Math.random() * a.ust[i]"]) }, `./kind.mjs:${decideLine}:18  Math.random gives other numbers every time`, "^ expected a perAgent parameter to draw from"],
    ["an exponential", { "kind.mjs": holderWith(["k.speed * a.ust[i]", "Math.exp(-1)"]) }, `./kind.mjs:${decideLine}:18  engines differ in the last digit of Math.exp`],
    ["a power", { "kind.mjs": holderWith(["k.speed * a.ust[i]", "k.speed ** 2"]) }, `./kind.mjs:${decideLine}:18  engines differ in the last digit of **`],
    ["the clock", { "kind.mjs": `${HOLDER}const began = new Date();` }, "a kind cannot use Date"],
    ["the environment", { "kind.mjs": `${HOLDER}const speed = process.env.SPEED;` }, "a kind cannot use process"],
    ["something else than a kind", { "kind.mjs": "\nexport default 12;" }, "./kind.mjs:2:1  the default export is 12, not a kind", "^ expected kind({ … })"],
    ["a property of a kind", { "kind.mjs": holderWith(['title: "Holders"', "title: 12"]) }, "./kind.mjs:4:19  title: 12 is not a title", "^ expected a text of 1 to 32 characters"],
    ["a property that is missing", { "kind.mjs": holderWith(["rules: [],", ""]) }, "./kind.mjs:3:1  rules: missing"],
    ["a property of a parameter", { "kind.mjs": holderWith(["max: 1000, default: 90", "max: 1000, default: 9000"]) }, `./kind.mjs:${unitLine}:`, "parameters.ust.default: 9000 is above the maximum 1000 (USD bn)"],
    ["a market of a flow", { "kind.mjs": holderWith(['carry: ["ust"]', 'carry: ["ust", "usd"]']) }, `./kind.mjs:${line("flows")}:27  flows.carry.1: there is no market "usd"`],
    ["a kind declared before it is exported", { "kind.mjs": holderWith(["export default", "const own ="], ['title: "Holders"', "title: 12"]) + "export default own;" }, "./kind.mjs:4:19  title: 12 is not a title"],
  ])("%s", async (_, files, ...says) => {
    const message = await refusal(files);
    for (const text of says) expect(message).toContain(text);
  });

  test("a file that is missing", async () => {
    await expect(loadModel([join(scratch, "none.mjs")])).rejects.toThrow(/cannot read .*none\.mjs: there is no such file/);
  });
});

describe("yenwind/kind", () => {
  const importing = { "kind.mjs": `import { REST } from "yenwind/kind";\n${HOLDER}` };

  test("must be found from where the module lies", async () => {
    expect(await refusal(importing)).toContain(`./kind.mjs:1:22  yenwind/kind cannot be found from here. Run "npm install ${process.cwd()}" in its folder`);
  });

  test("must have the rules of this program", async () => {
    const file = written(importing);
    const other = join(file, "../node_modules/yenwind");
    mkdirSync(other, { recursive: true });
    writeFileSync(join(other, "package.json"), '{ "name": "yenwind", "type": "module", "exports": { "./kind": "./kind.js" } }');
    writeFileSync(join(other, "kind.js"), 'export const MODEL_VERSION = "0";');
    await expect(loadModel([file])).rejects.toThrow(`whose rules are of model version 0; this program has version ${MODEL_VERSION}. Install the same yenwind there, or run that one`);
  });

  test("is found where the package is installed", async () => {
    const file = written(importing);
    installBeside(join(file, ".."));
    expect((await loadModel([file])).kinds.at(-1)!.name).toBe("holder");
  });
});
