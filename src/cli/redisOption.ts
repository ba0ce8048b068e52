import { Option } from "commander";

/** `--redis <url>`, or YENWIND_REDIS. */
export function redisOption(): Option {
  return new Option("--redis <url>", "the Redis of the queue, without a password; rediss:// for TLS").env("YENWIND_REDIS").default("redis://127.0.0.1:6379");
}
