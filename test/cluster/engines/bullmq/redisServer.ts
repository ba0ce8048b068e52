import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Why tests that need a Redis are skipped; undefined where it is installed. */
export const noRedis: string | undefined = spawnSync("redis-server", ["--version"]).status === 0 ? undefined : "redis-server is not installed";

export interface RedisServer {
  readonly port: number;
  /** Of one of its databases. */
  readonly url: (database: number) => string;
  readonly stop: () => Promise<void>;
}

/** Start a Redis of the tests' own, on a free port of this machine, that keeps nothing on the disk. */
export async function startRedis(options: readonly string[] = [], portOption = "--port"): Promise<RedisServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "yenwind-redis-"));
  const child = spawn("redis-server", [portOption, String(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder, ...options], { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}`);
    await sleep(20);
  }
  return {
    port,
    url: (database) => `redis://127.0.0.1:${port}/${database}`,
    async stop() {
      child.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => (socket.destroy(), resolve(true)));
    socket.on("error", () => resolve(false));
  });
}
