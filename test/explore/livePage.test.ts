import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readColumn } from "../../src/arrow/readColumn.ts";
import { livePaths, statusOf } from "../../src/explore/liveRun.ts";
import { count } from "../../src/page/show.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { hasChromium, launch, violations } from "../report/browser.ts";
import { WIDE } from "../report/everyPage.ts";
import { answersIn, explorer, visit } from "./explorer.ts";
import { beginSlowRun } from "./slowRun.ts";

const out = scratchFolder();
const COLUMN = "all.fx.all.horizon";
const beyond = (values: Float64Array) => new RegExp(`: ${count(values.filter((x) => x > 0).length)} of ${count(values.length)} paths$`);
const WAIT = { timeout: 20_000 };

describe.skipIf(!hasChromium)("in a browser (Chromium, YENWIND_CHROMIUM)", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  test("a run is followed to its end: the paths that it has done, then its page, with the same filters", async () => {
    const { started, folder } = await beginSlowRun(out, 40);
    const errors: unknown[] = [];
    const server = await explorer([join(out, "runs")], errors);
    const { page, complaints } = await visit(browser, `${server.origin}/`, WIDE);
    try {
      // The process stands still for as long as what it has done is looked at.
      const hold = async (paths: number) => {
        while (statusOf(folder).paths < paths) await new Promise((resolve) => setTimeout(resolve, 5));
        started.child.kill("SIGSTOP");
        return livePaths(folder)!.column(COLUMN);
      };
      const few = await hold(40);
      await page.goto(`${server.origin}/runs/${folder.split("/").at(-1)}/#asset=fx&cause=all&threshold=0`);
      await expect.poll(async () => (await answersIn(page))[2][1], WAIT).toMatch(beyond(few));
      await expect.poll(() => page.textContent("#live-text"), WAIT).toContain(`${count(few.length)} of 1,500 paths`);
      expect(await violations(page)).toEqual([]);

      started.child.kill("SIGCONT");
      const more = await hold(few.length + 40);
      await expect.poll(async () => (await answersIn(page))[2][1], WAIT).toMatch(beyond(more));
      await expect.poll(() => page.getAttribute("progress", "value"), WAIT).toBe(String(more.length));

      started.child.kill("SIGCONT");
      expect((await started.ended).code).toBe(0);
      await page.waitForSelector("#fan-1");
      expect(new URL(page.url()).hash).toBe("#asset=fx&cause=all&threshold=0");
      expect((await answersIn(page))[2][1]).toMatch(beyond(readColumn(join(folder, "paths.arrow"), COLUMN)));
      expect({ complaints, errors }).toEqual({ complaints: [], errors: [] });
    } finally {
      started.child.kill("SIGCONT");
      started.child.kill("SIGKILL");
      await page.close();
      await server.close();
    }
  });
});
