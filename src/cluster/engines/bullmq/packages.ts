import { BadInput } from "../../../config/errors.ts";

/** The queue and its Redis client are not installed with the program: most of its users need neither. */
const PACKAGES = "bullmq@6 ioredis@5";

/** @throws BadInput saying what to install, where they are not */
export async function loadBullmq(): Promise<typeof import("bullmq")> {
  try {
    return await import("bullmq");
  } catch (cause) {
    throw notInstalled("bullmq", cause);
  }
}

/** @throws BadInput saying what to install, where they are not */
export async function loadRedisClient(): Promise<typeof import("ioredis").Redis> {
  try {
    return (await import("ioredis")).Redis;
  } catch (cause) {
    throw notInstalled("ioredis", cause);
  }
}

function notInstalled(name: string, cause: unknown): unknown {
  if ((cause as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") return cause;
  return new BadInput([{ path: "", message: `the package ${name} is not installed, which the queue needs`, hint: `Install it beside yenwind: npm install ${PACKAGES} (with --global if yenwind is).` }]);
}
