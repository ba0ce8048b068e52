import { spawnSync } from "node:child_process";
import fs, { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { ArrowFileWriter } from "../../src/arrow/writer.ts";
import { writeManifest } from "../../src/arrow/manifest.ts";
import { batchOf, everyType, identity, inFolder, writeEveryType } from "./everyType.ts";
import { exampleManifest } from "./exampleManifest.ts";
import { bundle, runCommand } from "./runScript.ts";

/** The disk as the tests want it: each hook stands in for one call of node:fs. */
const disk = vi.hoisted(() => ({
  writevSync: undefined as typeof fs.writevSync | undefined,
  fsyncSync: undefined as typeof fs.fsyncSync | undefined,
  renameSync: undefined as typeof fs.renameSync | undefined,
}));

vi.mock("node:fs", async (original) => {
  const real = await original<typeof fs>();
  return {
    ...real,
    writevSync: (...args: Parameters<typeof fs.writevSync>) => (disk.writevSync ?? real.writevSync)(...args),
    fsyncSync: (descriptor: number) => (disk.fsyncSync ?? real.fsyncSync)(descriptor),
    renameSync: (from: string, to: string) => (disk.renameSync ?? real.renameSync)(from, to),
  };
});

afterEach(() => {
  disk.writevSync = disk.fsyncSync = disk.renameSync = undefined;
});

function failing(code: string): never {
  throw Object.assign(new Error(`${code}: injected failure`), { code });
}

test("a disk that takes a few bytes at a time still gets every byte", () => {
  inFolder((folder) => {
    const whole = writeEveryType(join(folder, "a.arrow"), [10, 3]);
    let calls = 0;
    disk.writevSync = (descriptor, pieces) => {
      const sizes = [1, 7, 64, 1000];
      const bytes = Buffer.concat(pieces as Uint8Array[]);
      return fs.writeSync(descriptor, bytes, 0, Math.min(bytes.byteLength, sizes[calls++ % sizes.length]!));
    };
    const dribbled = writeEveryType(join(folder, "b.arrow"), [10, 3]);
    expect(calls).toBeGreaterThan(20);
    expect(dribbled).toEqual({ ...whole, name: "b.arrow" });
    expect(fs.readFileSync(join(folder, "b.arrow")).equals(fs.readFileSync(join(folder, "a.arrow")))).toBe(true);
  });
});

test("a disk that takes nothing is an error, not an endless loop", () => {
  inFolder((folder) => {
    const writer = ArrowFileWriter.create(join(folder, "a.arrow"), everyType, identity);
    disk.writevSync = () => 0;
    expect(() => writer.write(batchOf(0, 5))).toThrow(/a\.arrow\.partial: the disk took no more bytes/);
    writer.abort();
  });
});

test.each([
  ["writevSync", "ENOSPC", /cannot write .*paths\.arrow\.partial: ENOSPC.*Free space or choose/],
  ["writevSync", "EIO", /cannot write .*paths\.arrow\.partial: EIO.*check the disk/],
  ["fsyncSync", "EIO", /cannot flush .*paths\.arrow\.partial: EIO/],
  ["renameSync", "EACCES", /cannot rename .*paths\.arrow\.partial: EACCES.*may write to/],
] as const)("%s failing with %s: an error with file and advice, and no final file", (call, code, message) => {
  inFolder((folder) => {
    const path = join(folder, "paths.arrow");
    const writer = ArrowFileWriter.create(path, everyType, identity);
    writer.write(batchOf(0, 5));
    disk[call] = () => failing(code);
    expect(() => {
      writer.write(batchOf(5, 5));
      writer.close();
    }).toThrow(expect.objectContaining({ name: "FileError", code, message: expect.stringMatching(message) }));
    disk[call] = undefined;
    expect(existsSync(path)).toBe(false);
    expect(() => writer.write(batchOf(5, 5))).toThrow(/takes no more data/);
    expect(() => writer.close()).toThrow(/already closed/);
    writer.abort();
    expect(readdirSync(folder)).toEqual([]);
  });
});

test("a failure keeps the file of an earlier run as it was", () => {
  inFolder((folder) => {
    const path = join(folder, "a.arrow");
    writeEveryType(path, [3]);
    const before = fs.readFileSync(path);
    const writer = ArrowFileWriter.create(path, everyType, identity);
    disk.fsyncSync = () => failing("EIO");
    expect(() => writer.close()).toThrow(/EIO/);
    writer.abort();
    expect(fs.readFileSync(path).equals(before)).toBe(true);
  });
});

test("a failing disk leaves no file when it fails at the first byte, and no manifest", () => {
  inFolder((folder) => {
    disk.writevSync = () => failing("ENOSPC");
    expect(() => ArrowFileWriter.create(join(folder, "a.arrow"), everyType, identity)).toThrow(/ENOSPC/);
    expect(() => writeManifest(folder, exampleManifest)).toThrow(/manifest\.json\.partial: ENOSPC/);
    expect(readdirSync(folder)).toEqual([]);
  });
});

const canLimit = process.platform !== "win32" && runCommand("bash", ["-c", "ulimit -f 100"]).status === 0;

test.skipIf(!canLimit)("a real file-size limit, reached in the middle of a batch, surfaces as EFBIG", async () => {
  await inFolder(async (folder) => {
    const script = await bundle("writeLarge.ts", folder);
    const run = `ulimit -f 300; "${process.execPath}" "${script}" "${join(folder, "large.arrow")}" 1`;
    const { status, stdout } = runCommand("bash", ["-c", run]);
    expect(status).toBe(3);
    const message = expect.stringContaining("large.arrow.partial");
    expect(JSON.parse(stdout)).toEqual({ name: "FileError", code: "EFBIG", message });
    expect(readdirSync(folder).sort()).toEqual(["script.mjs"]);
  });
});

test("a real full disk surfaces as ENOSPC and can be used again after abort", ({ skip }) => {
  inFolder((folder) => {
    const mount = join(folder, "small");
    mkdirSync(mount);
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", mount]).status === 0;
    if (!mounted) skip("mounting a small tmpfs needs root");
    try {
      const path = join(mount, "a.arrow");
      const writer = ArrowFileWriter.create(path, everyType, identity);
      expect(() => {
        for (let batch = 0; batch < 1000; batch++) writer.write(batchOf(100 * batch, 100));
      }).toThrow(/a\.arrow\.partial: ENOSPC.*Free space/);
      expect(() => writer.close()).toThrow(/already closed/);
      expect(readdirSync(mount)).toEqual(["a.arrow.partial"]);
      writer.abort();
      expect(writeEveryType(path, [100]).rows).toBe(100);
    } finally {
      spawnSync("umount", [mount]);
    }
  });
});
