import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../configs/", import.meta.url));

/** Names of the configuration files of the project. */
export const CONFIGS = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

export const pathOf = (name: string): string => `${folder}${name}`;
export const textOf = (name: string): string => readFileSync(pathOf(name), "utf8");
