import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { simulateTiny } from "../run/tinyRun.ts";
import { scratchFolder, start, yenwind } from "./yenwind.ts";

const out = scratchFolder();
let folder: string;
beforeAll(async () => {
  folder = await simulateTiny(out);
});

test.each(["SIGINT", "SIGTERM"] as const)("the address on stdout is answered until %s, which is its end: exit code 0", async (signal) => {
  const { child, ended, stderrShows } = start(["explore", folder, "--json"]);
  let stdout = "";
  child.stdout!.on("data", (text: string) => (stdout += text));
  await stderrShows("Ctrl-C");
  const { url, folders } = JSON.parse(stdout) as { url: string; folders: { folder: string; url: string }[] };
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const page = await fetch(folders[0].url);
  expect(await page.text()).toContain("</html>");
  child.kill(signal);
  expect((await ended).code).toBe(0);
  await expect(fetch(url)).rejects.toThrow();
});

test("--port is the port; where something else listens, that is bad input", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const { port } = taken.address() as AddressInfo;
  expect(await yenwind(["explore", folder, "--port", `${port}`])).toEqual({ code: 2, stdout: "", stderr: expect.stringMatching(new RegExp(`--port: something else listens on ${port}`)) });
  await new Promise((resolve) => taken.close(resolve));
  const { child, ended, stderrShows } = start(["explore", folder, "--port", `${port}`]);
  await stderrShows("Ctrl-C");
  child.kill("SIGINT");
  expect(await ended).toMatchObject({ code: 0, stdout: `http://127.0.0.1:${port}/\n` });
});

test.each([
  ["no folder, where there are no results", [], /there is no such folder: results/],
  ["no such folder", [join(out, "nowhere")], /there is no such folder/],
  ["a port that is none", ["x", "--port", "70000"], /Expected a whole number from 0 to 65535/],
])("%s: bad input", async (_, args, says) => {
  expect(await yenwind(["explore", ...args], { cwd: out })).toEqual({ code: 2, stdout: "", stderr: expect.stringMatching(says) });
});
