import { readFileSync, writeFileSync } from "node:fs";
import { type ChangedFile, changedFiles, fingerprint, type Golden, goldenDigests } from "./goldenDigests.ts";

// Run in the project root: node dist/scripts/updateGolden.js "reason". The only way in which the digests move.
const reason = process.argv[2]?.trim();
if (!reason) throw new Error('give a reason: node dist/scripts/updateGolden.js "why the bits may change"');

const before = JSON.parse(readFileSync("test/golden/digests.json", "utf8")) as Golden;
const after = await goldenDigests("test/golden/golden.yaml");
const changed = changedFiles(before.digests, after.digests);
if (changed.length === 0 && before.modelVersion === after.modelVersion) {
  console.log("All digests are as committed: nothing to update.");
} else {
  const changes = readFileSync("test/golden/CHANGES.md", "utf8").trimEnd();
  const heading = `## ${fingerprint(after)} (model version ${after.modelVersion})`;
  const entry = [heading, reason, scope(changed)].join("\n\n");
  writeFileSync("test/golden/digests.json", `${JSON.stringify(after, null, 2)}\n`);
  writeFileSync("test/golden/CHANGES.md", `${changes}\n\n${entry}\n`);
  console.log(entry);
}

/** "Numbers: law (file, file); law (file). Words only: law (file)." */
function scope(files: readonly ChangedFile[]): string {
  const places = (what: ChangedFile["what"]): string => {
    const names = new Map<string, string[]>();
    for (const { law, file } of files.filter((each) => each.what === what)) names.set(law, [...(names.get(law) ?? []), file]);
    return [...names].map(([law, list]) => `${law} (${list.join(", ")})`).join("; ") || "none";
  };
  return `Numbers: ${places("numbers")}.\nWords only (names, units, descriptions, identity): ${places("file")}.`;
}
