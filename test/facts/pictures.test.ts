import { expect, test } from "vitest";
import { agrees } from "../../src/facts/measured.ts";
import { sheetPictures } from "../../src/facts/pictures.ts";
import { sheetOf } from "../../src/facts/sheet.ts";
import { findingOf } from "../wellFormed.ts";
import { noisyRuns } from "./madeUp.ts";

const sheet = sheetOf(noisyRuns(6));
const pictures = sheetPictures(sheet, "6 paths <made up>");

test("both pictures are well-formed, with their caption", () => {
  expect(Object.keys(pictures)).toEqual(["august-2024.svg", "targets.svg"]);
  for (const svg of Object.values(pictures)) {
    expect(findingOf(svg)).toBeUndefined();
    expect(svg).toContain("6 paths &lt;made up&gt;");
    expect(svg).not.toMatch(/NaN|undefined/);
  }
});

test("the targets have a line for every quantity, with its verdict", () => {
  const judged = sheet.targets.flatMap((row) => row.judged);
  const says = [...pictures["targets.svg"].matchAll(/class="says-(met|missed)"/g)].map((match) => match[1]);
  expect(says).toEqual(judged.map((one) => (agrees(one) ? "met" : "missed")));
});

test("the fans of August 2024 are those of the sheet: three panels", () => {
  for (const { title } of sheet.fans) expect(pictures["august-2024.svg"]).toContain(title);
  expect(sheet.fans.map(({ variable }) => variable)).toEqual(["usdjpy", "ndx", "net_position"]);
});
