import type { Redis, RedisOptions } from "ioredis";
import { BadInput } from "../../../config/errors.ts";
import { loadRedisClient } from "./packages.ts";

/** Where user name and password of the Redis are read from: command lines can be seen by everyone on a machine. */
export const CREDENTIALS = ["YENWIND_REDIS_USERNAME", "YENWIND_REDIS_PASSWORD"] as const;

/** How to connect to a Redis. */
export interface RedisPlace {
  /** To be shown: scheme, host, port and number of the database. */
  readonly address: string;
  /** Holds the password: never to be shown. */
  readonly options: Pick<RedisOptions, "host" | "port" | "db" | "username" | "password" | "tls">;
}

const DEFAULT_PORT = 6379;
/** Milliseconds in which a Redis has to answer at the start. */
const PATIENCE = 5000;

/**
 * Read `redis://host:port/database`, or `rediss://` for TLS; credentials come from the environment. With TLS, the
 * certificate has to be valid; one that is signed by an authority of one's own is accepted through NODE_EXTRA_CA_CERTS.
 *
 * @throws BadInput when it is no such URL, or one with a user name or password, which is not repeated
 */
export function redisPlace(text: string, environment: NodeJS.ProcessEnv): RedisPlace {
  const refuse = (message: string, hint?: string): never => {
    throw new BadInput([{ path: "--redis", message, expected: "redis://host:6379, or rediss://host:6379 for TLS", hint }]);
  };
  const url = URL.canParse(text) ? new URL(text) : refuse("is no URL");
  if (url.username !== "" || url.password !== "") {
    refuse("holds a user name or a password, which everyone on this machine can read in the list of processes", `Give them in the environment, as ${CREDENTIALS.join(" and ")}; and take this password for known.`);
  }
  const secure = url.protocol === "rediss:";
  if (!secure && url.protocol !== "redis:") refuse(`is a URL of ${url.protocol.slice(0, -1)}`);
  if (url.hostname === "" || url.search !== "" || url.hash !== "" || !/^\/?\d*$/.test(url.pathname)) refuse(`is not understood: ${url.protocol}//${url.host}…`);
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1"); // IPv6
  const port = url.port === "" ? DEFAULT_PORT : Number(url.port);
  const db = Number(url.pathname.slice(1));
  const [username, password] = CREDENTIALS.map((name) => environment[name] || undefined);
  return {
    address: `${url.protocol}//${url.hostname}:${port}${db === 0 ? "" : `/${db}`}`,
    options: { host, port, db, ...(username && { username }), ...(password && { password }), ...(secure && { tls: { servername: host } }) },
  };
}

/** Options of a connection that outlives its Redis: it tries to come back, every two seconds in the end. */
export function lastingConnection({ options }: RedisPlace) {
  return { ...options, maxRetriesPerRequest: null, retryStrategy: (attempt: number) => Math.min(2000, 100 * 2 ** attempt) };
}

/** A client with such a connection, which is made when it is first used. */
export async function lastingClient(place: RedisPlace): Promise<Redis> {
  const Client = await loadRedisClient();
  return new Client({ ...lastingConnection(place), lazyConnect: true }).on("error", () => {}); // the queue's own connection tells
}

/** Connect once, so that what is wrong is said at once. @throws BadInput when there is no Redis, or it does not let us in */
export async function checkRedis({ address, options }: RedisPlace): Promise<void> {
  const Redis = await loadRedisClient();
  const client = new Redis({ ...options, lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0, connectTimeout: PATIENCE });
  let reason: Error | undefined;
  client.on("error", (error: Error) => (reason ??= error));
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    const { message } = reason ?? (error as Error);
    throw new BadInput([{ path: "--redis", message: `${address}: ${message}`, hint: hintFor(message) }]);
  } finally {
    client.disconnect();
  }
}

function hintFor(message: string): string | undefined {
  if (/NOAUTH/.test(message)) return `It wants a password: set ${CREDENTIALS[1]}.`;
  if (/WRONGPASS|invalid password|invalid username/i.test(message)) return `Wrong user name or password: see ${CREDENTIALS.join(" and ")}.`;
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH/.test(message)) return "Is it running, and can it be reached from here?";
  if (/certificate|self.signed/i.test(message)) return "NODE_EXTRA_CA_CERTS=ca.pem names an authority of your own.";
  return undefined;
}
