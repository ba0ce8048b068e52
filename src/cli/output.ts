/** A stream that can be written to: stdout or stderr. */
type Stream = NodeJS.WriteStream;

/**
 * Write the answer of a command to stdout. A reader that has gone away (`| head`) is no error.
 *
 * @throws Error when stdout cannot take it, for example on a full disk
 */
export function answer(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text.endsWith("\n") ? text : `${text}\n`, (error) => {
      if (!error || (error as NodeJS.ErrnoException).code === "EPIPE") resolve();
      else reject(new Error(`cannot write to standard output: ${error.message}`, { cause: error }));
    });
  });
}

/** One JSON value on stdout; NaN, which JSON lacks, becomes null. */
export function answerJson(value: unknown): Promise<void> {
  return answer(JSON.stringify(value, null, 2));
}

/** May this stream show colours? Only a terminal may, and only without NO_COLOR. */
export function showsColour({ isTTY }: Pick<Stream, "isTTY">): boolean {
  return isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb";
}

/** Errors of the streams themselves are dealt with where they are written to. */
export function ignoreStreamErrors(): void {
  process.stdout.on("error", () => {});
  process.stderr.on("error", () => {});
}
