/** A failed operation on a result file: which file, why, and what to do about it. */
export class FileError extends Error {
  /** The file concerned. */
  readonly file: string;
  /** The system's code, such as ENOSPC, or "" where the system gave none. */
  readonly code: string;

  constructor(action: string, file: string, cause: unknown) {
    const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? "";
    const reason = cause instanceof Error ? cause.message : String(cause);
    const advice = ADVICE[code];
    super(`cannot ${action} ${file}: ${reason}.${advice ? ` ${advice}` : ""}`, { cause });
    this.name = "FileError";
    this.file = file;
    this.code = code;
  }
}

const SPACE = "Free space or choose a folder on another disk, then run again.";
const RIGHTS = "Choose a folder that this user may write to.";

const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: SPACE,
  EDQUOT: SPACE,
  EFBIG: "A limit (ulimit -f, or the file system's) forbids a file of this size: raise it or use another disk.",
  EIO: "The device reports a failure: check the disk and its cable or mount, then run again.",
  EROFS: RIGHTS,
  EACCES: RIGHTS,
  EPERM: RIGHTS,
  ENOENT: "Check the path; the folder must exist.",
  EMFILE: "Too many files are open: raise the limit (ulimit -n).",
};
