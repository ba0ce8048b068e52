import { createHash } from "node:crypto";
import type { Mapping } from "./configuration.ts";

/** Texts of mappings that cannot change: the configurations of a sweep share most of theirs. */
const texts = new WeakMap<object, string>();

function cannotChange(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Array.isArray(value) ? Object.isFrozen(value) && value.every(cannotChange) : texts.has(value);
}

/**
 * JSON with sorted keys and no spaces: equal data give equal text. Numbers are the shortest decimals
 * that read back as the same double; −0 is 0.
 * @throws TypeError for what JSON cannot hold: undefined, functions, NaN, infinities.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object") {
    const known = texts.get(value);
    if (known !== undefined) return known;
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    const text = `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
    if (Object.isFrozen(value) && entries.every(([, item]) => cannotChange(item))) texts.set(value, text);
    return text;
  }
  throw new TypeError(`a ${typeof value} has no canonical JSON${typeof value === "number" ? " unless it is finite" : ""}`);
}

/**
 * SHA-256, in hex, of everything in a complete configuration that can change a bit of a path or of the
 * result files: all of it but `description`. How the file is written (order of keys, comments,
 * spelled-out defaults, `extends`) does not matter.
 */
export function configurationHash(configuration: Mapping): string {
  const { description: _, ...rest } = configuration;
  return createHash("sha256").update(canonicalJson(rest)).digest("hex");
}
