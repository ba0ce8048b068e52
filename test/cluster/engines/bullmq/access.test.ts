import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scratchFolder, yenwind } from "../../../cli/yenwind.ts";
import { noRedis, type RedisServer, startRedis } from "./redisServer.ts";

const folder = scratchFolder();
const noOpenssl = spawnSync("openssl", ["version"]).status === 0 ? undefined : "openssl is not installed";
const reason = noRedis ?? noOpenssl;

describe.skipIf(reason !== undefined)(`a Redis with TLS and a password${reason === undefined ? "" : ` (skipped: ${reason})`}`, () => {
  const [key, certificate] = ["key.pem", "certificate.pem"].map((name) => join(folder, name));
  let redis: RedisServer;
  let url: string;
  beforeAll(async () => {
    const made = spawnSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]);
    expect(made.stderr.toString()).not.toMatch(/error/i);
    expect(made.status).toBe(0);
    redis = await startRedis(["--port", "0", "--tls-cert-file", certificate, "--tls-key-file", key, "--tls-auth-clients", "no", "--requirepass", "opensesame"], "--tls-port");
    url = `rediss://localhost:${redis.port}`;
  });
  afterAll(() => redis?.stop());
  const worker = (env: Record<string, string>) => yenwind(["worker", "--redis", url, "--idle-seconds", "1", "--json"], { env });

  test("is used with the password of the environment and the authority that Node is told of", async () => {
    expect(await worker({ NODE_EXTRA_CA_CERTS: certificate, YENWIND_REDIS_PASSWORD: "opensesame" })).toMatchObject({ code: 0, stderr: "" });
  });

  test("a wrong password, or none, is said to be so, and is not shown", async () => {
    const wrong = await worker({ NODE_EXTRA_CA_CERTS: certificate, YENWIND_REDIS_PASSWORD: "closesesame" });
    expect(wrong).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(/^--redis: rediss:\/\/localhost:\d+: WRONGPASS .*YENWIND_REDIS_PASSWORD\.\n$/) });
    expect(wrong.stderr).not.toContain("closesesame");
    expect(await worker({ NODE_EXTRA_CA_CERTS: certificate })).toMatchObject({ code: 2, stderr: expect.stringMatching(/NOAUTH .* It wants a password: set YENWIND_REDIS_PASSWORD\.\n$/) });
  });

  test("a certificate that nobody vouches for is refused", async () => {
    expect(await worker({ YENWIND_REDIS_PASSWORD: "opensesame" })).toMatchObject({ code: 2, stderr: expect.stringMatching(/self-signed certificate\. NODE_EXTRA_CA_CERTS=ca\.pem/) });
  });
});

test("no Redis, or a URL that is none: one line that says so", async () => {
  expect(await yenwind(["worker", "--redis", "redis://127.0.0.1:1"])).toEqual({
    code: 2, stdout: "", stderr: "--redis: redis://127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1. Is it running, and can it be reached from here?\n",
  });
  const { code, stderr } = await yenwind(["worker", "--redis", "redis://:topsecret@127.0.0.1:1"]);
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining("YENWIND_REDIS_PASSWORD") });
  expect(stderr).not.toContain("topsecret");
});

test("without the packages for the queue, the program says what to install", async () => {
  const hook = join(folder, "hook.mjs");
  const refuse = `export function resolve(name, context, next) { if (name === "bullmq" || name === "ioredis") throw Object.assign(new Error("Cannot find package"), { code: "ERR_MODULE_NOT_FOUND" }); return next(name, context); }`;
  writeFileSync(hook, `import { register } from "node:module"; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(refuse)}`)});`);
  expect(await yenwind(["worker"], { env: { NODE_OPTIONS: `--import=${hook}` } })).toEqual({
    code: 2, stdout: "", stderr: "the package ioredis is not installed, which the queue needs. Install it beside yenwind: npm install bullmq@6 ioredis@5 (with --global if yenwind is).\n",
  });
});
