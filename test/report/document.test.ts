import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { SweepData } from "../../src/page/sweepData.ts";
import { documentOf, html, scriptJson } from "../../src/report/document.ts";

const HOSTILE = '</script><script>alert(1)</script><!-- <img src=x onerror="alert(2)">';

const data: SweepData = {
  type: "sweep", scenario: HOSTILE, paths: 1, folder: HOSTILE, notes: [HOSTILE], factors: [], metrics: [], statistics: [],
  first: [0, 0], points: [], summary: [], contrasts: [], reference: "", sensitivity: [],
};
const script = "console.log(1)";
const page = documentOf({ title: HOSTILE, body: html`<h1>${HOSTILE}</h1>`, data }, { script, style: "p{}" });

test("texts of the user's open no element", () => {
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  expect(page).not.toMatch(/<img|<!--/);
});

test("the data are read back as they were", () => {
  const [, json] = /<script type="application\/json" id="data">([^]*?)<\/script>/.exec(page)!;
  expect(JSON.parse(json)).toEqual(data);
  expect(scriptJson("<")).toBe(String.raw`"\u003c"`);
});

test("the policy allows this script and no other, and nothing to be loaded", () => {
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)!;
  const hash = createHash("sha256").update(script).digest("base64");
  expect(policy.replaceAll("&#39;", "'").split("; ")).toEqual(["default-src 'none'", `script-src 'sha256-${hash}'`, "style-src 'unsafe-inline'", "base-uri 'none'", "form-action 'none'"]);
});

test("the template escapes what is no HTML, in lists as well", () => {
  expect(html`<a title="${'"'}">${[html`<b>${1}</b>`, html`${"<"}`]}</a>`.text).toBe('<a title="&quot;"><b>1</b>\n&lt;</a>');
});
