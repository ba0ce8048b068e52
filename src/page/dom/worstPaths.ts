import type { RankedPath } from "../../statistics/topPaths.ts";
import { exact } from "../show.ts";
import { element } from "./element.ts";
import { row, table } from "./plainTable.ts";

/** Paths with the largest sales, the largest first, and the command that explains them. @param folder as commands name it; none while a path cannot be explained yet */
export function worstPaths(paths: readonly RankedPath[], folder: string | undefined): Node[] {
  if (!((paths[0]?.value ?? 0) > 0)) return [element("p", {}, "No path sells any.")];
  const selling = paths.filter(({ value }) => value > 0);
  const list = table(["rank", "USD bn", "path"], selling.map(({ path, value }, r) => row(String(r + 1), exact(value), String(path))));
  if (folder === undefined) return [list];
  return [list, element("p", { class: "soft" }, "Why the first of them: ", element("code", {}, `yenwind explain ${folder} --path ${selling[0].path}`))];
}
