import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { serve } from "../../src/explore/server.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { editManifest, simulateTiny } from "../run/tinyRun.ts";

const out = scratchFolder();
const SECRET = "the secret beside the folders";
let server: Awaited<ReturnType<typeof serve>>;
let id: string;
let folder: string;
const errors: unknown[] = [];

beforeAll(async () => {
  folder = await simulateTiny(join(out, "results"));
  id = folder.split("/").at(-1)!;
  writeFileSync(join(out, "secret.arrow"), SECRET);
  writeFileSync(join(folder, "notes.arrow"), SECRET); // in the folder, and not in its manifest
  const hostile = join(out, "results", "hostile");
  cpSync(folder, hostile, { recursive: true });
  rmSync(join(hostile, "agents.arrow"));
  symlinkSync(join(out, "secret.arrow"), join(hostile, "agents.arrow"));
  mkdirSync(join(hostile, "folder.arrow"));
  editManifest(hostile, ({ files }) => {
    for (const name of ["../../secret.arrow", join(out, "secret.arrow"), "folder.arrow", "manifest.json"]) files.push({ name, rows: 0, bytes: SECRET.length, sha256: "" });
  });
  symlinkSync(hostile, join(out, "results", "linked"));
  server = await serve({ given: [join(out, "results")], port: 0, bundle: { script: "script", style: "style" }, quoted: (name) => name, onError: (error) => errors.push(error) });
});

afterAll(() => server.close());

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** One request, its path as it is given: clients that are kind to servers would tidy it. */
function ask(path: string, { method = "GET", headers = {} }: { method?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port: server.port, path, method, headers: { host: `127.0.0.1:${server.port}`, ...headers }, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) }));
    });
    asked.on("error", reject);
    asked.end();
  });
}

const POLICY = /^default-src 'none'; script-src 'self'; /;

async function refused(path: string, status: number, options: Parameters<typeof ask>[1] = {}): Promise<Answer> {
  const answer = await ask(path, options);
  expect(answer.status).toBe(status);
  expect(answer.body.toString()).not.toContain(SECRET);
  expect(answer.headers["content-type"]).toMatch(/^text\/plain/);
  expect(answer.headers["content-security-policy"]).toMatch(POLICY);
  return answer;
}

describe("who may ask", () => {
  test.each(["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example", "169.254.1.1"])("Host %j is refused: it is no name of this machine and port", async (host) => {
    await refused(`/runs/${id}/`, 403, { headers: { host } });
  });

  test.each(["127.0.0.1", "localhost", "LOCALHOST"])("Host %s with the port is answered", async (host) => {
    expect((await ask(`/runs/${id}/`, { headers: { host: `${host}:${server.port}` } })).status).toBe(200);
  });

  test.each(["GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nConnection: close\r\nHost:\r\n\r\n"])("a request that names no Host is refused: %j", async (text) => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(server.port, "127.0.0.1", () => socket.write(text));
      let given = "";
      socket.on("data", (part) => (given += String(part)));
      socket.on("close", () => resolve(given));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).not.toContain("/runs/");
  });

  test.each(["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1", "file://"])("Origin %s is refused: its page is not ours", async (origin) => {
    const { headers } = await refused(`/runs/${id}/files/paths.arrow`, 403, { headers: { origin } });
    expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  });

  test("our own Origin is answered, and nothing is offered to others", async () => {
    const { status, headers } = await ask(`/runs/${id}/files/paths.arrow`, { headers: { origin: `http://127.0.0.1:${server.port}` } });
    expect(status).toBe(200);
    expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    expect(headers).toMatchObject({ "cross-origin-resource-policy": "same-origin", "x-content-type-options": "nosniff", "x-frame-options": "DENY" });
    expect(headers["content-security-policy"]).toMatch(POLICY);
  });

  test.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])("%s is refused: there is nothing to write", async (method) => {
    const { headers } = await refused(`/runs/${id}/`, 405, { method });
    expect(headers.allow).toBe("GET, HEAD");
  });

  const outside = Object.values(networkInterfaces()).flat().find((each) => each?.family === "IPv4" && !each.internal)?.address;
  test.skipIf(outside === undefined)("other machines are not heard: no address but the loopback's is listened on", async () => {
    await expect(new Promise((resolve, reject) => connect(server.port, outside!).on("connect", resolve).on("error", reject))).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe("what may be had", () => {
  const PATHS = [
    "/runs/ID/files/../../../secret.arrow", "/runs/ID/files/..%2f..%2f..%2fsecret.arrow", "/runs/ID/files/%2e%2e/%2e%2e/%2e%2e/secret.arrow", "/runs/ID/files/..%5c..%5csecret.arrow",
    "/runs/ID/files/%252e%252e%252fsecret.arrow", "/runs/ID/files//etc/passwd", "/runs/ID/files/%2fetc%2fpasswd", "/runs/ID/files/paths.arrow%00.html", "/runs/ID/files/%ff", "/runs/ID/files/",
    "/runs/../secret.arrow", "/../../../../etc/passwd", "/runs/%2e%2e/files/secret.arrow", "/assets/../../package.json", "/assets/report.js", "/runs/ID", "/runs/nowhere/", "/runs/ID/live/..%2fx", "//evil.example/", "*",
  ];
  test.each(PATHS)("%s: nothing there", async (path) => {
    await refused(path.replace("ID", id), 404);
  });

  test.each(["notes.arrow", "run.json", "manifest.json", "checkpoint.bin", "paths.arrow.partial", "report.html"])("%s is not in the manifest, or no table: nothing there", async (name) => {
    await refused(`/runs/${id}/files/${name}`, 404);
  });

  test.each(["agents.arrow", "..%2f..%2fsecret.arrow", "folder.arrow", "manifest.json"])("a manifest that lists what it must not does not give it: %s", async (name) => {
    await refused(`/runs/hostile/files/${name}`, 404);
  });

  test("a link to a folder is not followed", async () => {
    await refused("/runs/linked/", 404);
  });

  test("every file that the manifest lists, byte for byte; HEAD has its size alone", async () => {
    for (const { name, bytes } of readManifest(folder).files) {
      const { status, body } = await ask(`/runs/${id}/files/${name}`);
      expect({ status, same: body.equals(readFileSync(join(folder, name))) }).toEqual({ status: 200, same: true });
      const head = await ask(`/runs/${id}/files/${name}`, { method: "HEAD" });
      expect({ length: head.headers["content-length"], body: head.body.length }).toEqual({ length: String(bytes), body: 0 });
    }
  });

  test.each([[0, 9], [100, 100], [5, undefined], [undefined, 17]] as const)("bytes %s to %s of a file", async (first, last) => {
    const whole = readFileSync(join(folder, "paths.arrow"));
    const { status, body, headers } = await ask(`/runs/${id}/files/paths.arrow`, { headers: { range: `bytes=${first ?? ""}-${last ?? ""}` } });
    const part = first === undefined ? whole.subarray(-last) : whole.subarray(first, last === undefined ? undefined : last + 1);
    expect(status).toBe(206);
    expect(body.equals(part)).toBe(true);
    expect(headers["content-range"]).toBe(`bytes ${part.byteOffset - whole.byteOffset}-${part.byteOffset - whole.byteOffset + part.length - 1}/${whole.length}`);
  });

  test.each(["bytes=999999999-", "bytes=9-3", "bytes=-0", "bytes=-", "bytes=0-1,3-4", "lines=1-2"])("no such part: %s", async (range) => {
    await refused(`/runs/${id}/files/paths.arrow`, 416, { headers: { range } });
  });

  test("the first address leads to a folder; a damaged folder's page says what is wrong with it", async () => {
    expect((await ask("/")).headers.location).toMatch(/^\/runs\/[\w-]+\/$/);
    const { status, body } = await ask("/runs/hostile/");
    expect(status).toBe(200);
    expect(body.toString()).toMatch(/This folder cannot be shown[^]*agents\.arrow/);
    expect(body.toString()).not.toContain(SECRET);
  });

  test("script and style are there, and no request was an error of the server's", async () => {
    expect((await ask("/assets/explore.js")).body.toString()).toBe("script");
    expect((await ask("/assets/explore.css")).body.toString()).toBe("style");
    expect(errors).toEqual([]);
  });
});
