/** The command line that gives these arguments, for a POSIX shell. */
export function shellCommand(args: readonly string[]): string {
  return ["yenwind", ...args.map(quoted)].join(" ");
}

/** A word of a command line, for a POSIX shell. */
export function quoted(text: string): string {
  return /^[\w./=:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
