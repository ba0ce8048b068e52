/** The command line that gives these arguments, for a POSIX shell; a flag is added if it is not there. */
export function shellCommand(given: readonly string[], flag?: string): string {
  const args = flag === undefined || given.includes(flag) ? given : [...given, flag];
  return ["yenwind", ...args.map(quoted)].join(" ");
}

function quoted(text: string): string {
  return /^[\w./=:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
