import { spawn } from "node:child_process";
import { Command } from "commander";
import { address, serve } from "../explore/server.ts";
import { checkExplored, exploredFolders } from "../explore/folders.ts";
import { BadInput } from "../config/errors.ts";
import { readBundle } from "../report/bundle.ts";
import { EXIT_CODES, jsonOption, wholeNumber } from "./options.ts";
import { answer, answerJson } from "./output.ts";
import { quoted } from "./shellCommand.ts";

interface ExploreOptions {
  readonly port: number;
  readonly open?: boolean;
  readonly json?: boolean;
}

export const explore = new Command("explore")
  .description("Look at runs and sweeps in a browser: filters, any quantile and threshold, runs side by side, a run while it is running.")
  .argument("[folders...]", "folders of runs or sweeps, or folders that hold some", ["results"])
  .option("--port <n>", "port to listen on", wholeNumber(0, 65535), 0)
  .option("--open", "open a browser, where the system knows one")
  .addOption(jsonOption())
  .addHelpText(
    "after",
    `
Prints an address and serves it until Ctrl-C, to this machine alone (127.0.0.1). Without --port a free port is taken.
A page shows what "yenwind report" shows, and of any series of sales every quantile, shortfall and probability to
sell more, each with its interval, computed from paths.arrow in the browser. What is chosen is in the address.
A run that is not finished is followed: how far it is, and the sales on the paths done; new runs appear by themselves.

Examples:
  yenwind explore results
  yenwind explore results/baseline-1a2b3c4d results/gentle-5e6f7a8b --port 8080

${EXIT_CODES} Ctrl-C ends it with 0: that is its end.`,
  )
  .action(async (given: string[], { port, open = false, json }: ExploreOptions) => {
    checkExplored(given);
    const bundle = readBundle("explore");
    const interrupted = new Promise<void>((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
    });
    const server = await listen(() => serve({ given, port, bundle, quoted, onError: (error) => process.stderr.write(`yenwind: ${(error as Error).message}\n`) }), port);
    try {
      const url = `http://127.0.0.1:${server.port}`;
      if (json) await answerJson({ url, port: server.port, folders: exploredFolders(given).map((each) => ({ folder: each.folder, url: url + address(each) })) });
      else await answer(`${url}/`);
      process.stderr.write("Press Ctrl-C to end.\n");
      if (open) openBrowser(url);
      await interrupted;
    } finally {
      await server.close();
    }
    process.exitCode = 0;
  });

/** @throws BadInput when the port is not to be had */
async function listen<T>(begin: () => Promise<T>, port: number): Promise<T> {
  try {
    return await begin();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
    throw new BadInput([{ path: "--port", message: code === "EACCES" ? `${port} is not open to you` : `something else listens on ${port}`, hint: "Choose another port, or leave --port out." }]);
  }
}

/** The system's own command for it; a system without one is no failure: the address is printed. */
function openBrowser(url: string): void {
  const [command, ...before] = { darwin: ["open"], win32: ["cmd", "/c", "start", ""] }[process.platform as string] ?? ["xdg-open"];
  const child = spawn(command, [...before, url], { stdio: "ignore", detached: true });
  child.on("error", () => process.stderr.write(`yenwind: no browser could be opened; go to ${url}/\n`));
  child.unref();
}
