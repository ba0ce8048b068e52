import { closeSync, fsyncSync, openSync } from "node:fs";

/** A new file or a rename is durable once its folder is flushed; where folders cannot be, there is nothing to do. */
export function flushFolder(folder: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EINVAL" && code !== "ENOTSUP") throw error;
  } finally {
    closeSync(descriptor);
  }
}
