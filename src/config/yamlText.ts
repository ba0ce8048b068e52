import { isAlias, isCollection, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Document, Node } from "yaml";
import { isParameter, type ParameterTree } from "../model/parameter.ts";
import { isMapping, type Mapping, type Path } from "./configuration.ts";
import { BadInput, type Finding } from "./errors.ts";

/** Aliases multiply; a file that expands beyond this is refused. */
const maxAliasCount = 100;

/** A place in a text, and whether the text has the very thing that was asked for. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly excerpt: string;
  readonly found: boolean;
  /** How many keys of the path the text has. */
  readonly depth: number;
}

/** One configuration file as read: its mapping, and where everything in it stands. */
export interface YamlFile {
  readonly file: string;
  readonly value: Mapping;
  /** Where the value (or the key) of a path stands; for what is not there, its nearest ancestor's key. */
  place(path: Path, at?: "key"): Place;
}

/**
 * Parse one YAML document whose root is a mapping. Texts may be unquoted numbers: `seed: 007` is "007".
 * @throws BadInput for malformed YAML, duplicate keys, unknown tags, alias bombs, or another root.
 */
export function readYaml(source: string, file: string, tree: ParameterTree): YamlFile {
  const counter = new LineCounter();
  const lines = source.split(/\r?\n/);
  const at = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { line, column: col, excerpt: lines[line - 1] ?? "" };
  };
  const document = parseDocument(source, { lineCounter: counter, prettyErrors: false, logLevel: "error" });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    const findings = faults.map(
      ({ code, message, pos }): Finding => ({ file, ...at(pos[0]), path: "", message: plainWords[code] ?? message }),
    );
    // One slip makes the parser stumble over the rest of its line too.
    throw new BadInput(findings.filter((finding, i) => findings.findIndex(({ line }) => line === finding.line) === i));
  }
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) {
    const expected = 'a mapping, for example "name: baseline"; {} takes every default';
    throw new BadInput([{ file, line: 1, column: 1, path: "", message: "the file is empty", expected }]);
  }
  if (!isMap(root)) {
    const place = at(root.range![0]);
    const expected = "lines of the form name: value";
    throw new BadInput([{ file, ...place, path: "", message: "the file is not a mapping", expected }]);
  }
  keepTexts(document, tree, []);
  return { file, value: toPlain(document, file), place: (path, wanted) => placeOf(document, at, path, wanted) };
}

const plainWords: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: "the key is given twice",
  MULTIPLE_DOCS: "the file holds more than one YAML document",
  RESOURCE_EXHAUSTION: "the values are nested too deeply",
};

function toPlain(document: Document, file: string): Mapping {
  try {
    const value: unknown = document.toJS({ maxAliasCount });
    return isMapping(value) ? value : {};
  } catch (error) {
    const reason = (error as Error).message;
    const message = /Excessive/.test(reason) ? "the aliases expand to too much" : reason;
    throw new BadInput([{ file, path: "", message }]);
  }
}

/** Give text parameters the digits as written, not the number they would make. */
function keepTexts(document: Document, tree: ParameterTree, path: string[]): void {
  for (const [name, declared] of Object.entries(tree)) {
    const here = [...path, name];
    if (!isParameter(declared)) {
      keepTexts(document, declared, here);
    } else if (declared.type === "text") {
      const node = document.getIn(here, true);
      if (isScalar(node) && typeof node.value === "number" && node.source !== undefined) node.value = node.source;
    }
  }
}

type Position = Pick<Place, "line" | "column" | "excerpt">;

function placeOf(document: Document, at: (offset: number) => Position, path: Path, wanted?: "key"): Place {
  let node = document.contents as Node | null | undefined;
  let offset = node?.range?.[0] ?? 0;
  for (const [depth, key] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    const below = isCollection(node) ? entry(node, key) : undefined;
    if (below === undefined) return { ...at(offset), found: false, depth };
    node = below.value;
    const last = depth === path.length - 1;
    offset = (last && wanted !== "key" ? below.value?.range?.[0] : undefined) ?? below.start;
  }
  return { ...at(offset), found: true, depth: path.length };
}

/** The value below a key or index, and where its key, or else it itself, starts. */
function entry(node: Node, key: string | number): { value: Node | undefined; start: number } | undefined {
  if (isSeq<Node>(node)) {
    const item = node.items[Number(key)];
    return item === undefined ? undefined : { value: item, start: item.range![0] };
  }
  if (!isMap<Node, Node | null>(node)) return undefined;
  const pair = node.items.find(({ key: name }) => isScalar(name) && String(name.value) === String(key));
  return pair === undefined ? undefined : { value: pair.value ?? undefined, start: pair.key.range![0] };
}
