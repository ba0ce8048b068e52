import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../configs/", import.meta.url));

export const pathOf = (name: string): string => `${folder}${name}`;
export const textOf = (name: string): string => readFileSync(pathOf(name), "utf8");

/** Names of the configuration files of the project, without the calibration files beside them. */
export const CONFIGS = readdirSync(folder).filter((name) => name.endsWith(".yaml") && !/^targets:/m.test(textOf(name)));
