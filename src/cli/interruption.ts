export interface Interruption {
  /** Has Ctrl-C been pressed? */
  readonly requested: () => boolean;
  /** From now on Ctrl-C is no longer held back. */
  readonly release: () => void;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Milliseconds that a command may take to let go of its connections, once it has given its answer. */
const LETTING_GO = 1000;

/** End the program soon even if a connection to somebody who does not answer is open. */
export function exitSoon(): void {
  setTimeout(() => process.exit(), LETTING_GO).unref();
}

/** The first Ctrl-C (or SIGTERM) is a request, which `onRequest` may comment on; the second ends the program at once. */
export function holdInterruption(onRequest: () => void): Interruption {
  let requested = false;
  const handler = (): void => {
    if (requested) process.exit(130);
    requested = true;
    onRequest();
  };
  for (const signal of SIGNALS) process.on(signal, handler);
  return {
    requested: () => requested,
    release() {
      for (const signal of SIGNALS) process.removeListener(signal, handler);
    },
  };
}
