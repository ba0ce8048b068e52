/** One thing that is wrong with what the user gave, and where. Lines and columns count from 1. */
export interface Finding {
  /** File as the user named it, or the option (`--set a.b=1`); absent for a configuration made in code. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The line of the file that holds the value. */
  readonly excerpt?: string;
  /** Dotted path of the parameter, for example `agents.hedge_fund.count`; empty for the whole file. */
  readonly path: string;
  readonly value?: unknown;
  readonly message: string;
  readonly expected?: string;
  readonly hint?: string;
}

const shown = 100;
const excerptWidth = 110;

/** What the user gave cannot be used. Holds every finding; `message` is ready to print. */
export class BadInput extends Error {
  readonly exitCode = 2;
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    const lines = findings.slice(0, shown).map(formatFinding);
    if (findings.length > shown) lines.push(`… and ${findings.length - shown} more`);
    super(lines.join("\n"));
    this.name = "BadInput";
    this.findings = findings;
  }
}

/** `file:line:column  path: message. Hint`, then the offending line with a caret under the column. */
export function formatFinding(finding: Finding): string {
  const { file, line, column, excerpt, path, message, expected, hint } = finding;
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  const caret = excerpt !== undefined && line !== undefined && column !== undefined;
  const sentences = [path === "" ? message : `${path}: ${message}`];
  if (expected !== undefined && !caret) sentences.push(`Expected ${expected}`);
  if (hint !== undefined) sentences.push(hint);
  const first = (place === "" ? "" : `${place}  `) + printable(sentences.join(". "));
  return caret ? `${first}\n${pointAt(excerpt, line, column, expected)}` : first;
}

function pointAt(excerpt: string, line: number, column: number, expected: string | undefined): string {
  const start = column > excerptWidth ? column - 1 - excerptWidth / 2 : 0;
  const text = printable(excerpt.slice(start, start + excerptWidth));
  const number = String(line).padStart(6);
  const indent = text.slice(0, column - 1 - start).replace(/[^\t]/g, " ");
  const note = expected === undefined ? "" : ` expected ${expected}`;
  return `${number} | ${text}\n${" ".repeat(number.length)} | ${indent}^${note}`;
}

/** A file must not be able to send control sequences to the terminal. */
function printable(text: string): string {
  return text.replace(/(?!\t)\p{Cc}/gu, "\ufffd");
}
