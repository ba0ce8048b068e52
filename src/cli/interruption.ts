export interface Interruption {
  /** Has Ctrl-C been pressed? */
  readonly requested: () => boolean;
  /** From now on Ctrl-C is no longer held back. */
  readonly release: () => void;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

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
