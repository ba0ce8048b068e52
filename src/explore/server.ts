import { closeSync, createReadStream } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readManifest } from "../arrow/manifest.ts";
import type { Bundle } from "../report/bundle.ts";
import { openResult } from "./fileAnswer.ts";
import { type Explored, exploredFolders, latest } from "./folders.ts";
import { HEADERS, refusalOf } from "./guard.ts";
import { livePaths, statusOf } from "./liveRun.ts";
import { PageStore } from "./pageStore.ts";

export interface ExploreOptions {
  /** Folders of runs and sweeps, or folders that hold some. */
  readonly given: readonly string[];
  /** 0: one that is free. */
  readonly port: number;
  readonly bundle: Bundle;
  /** A folder as commands in pages name it. */
  readonly quoted: (folder: string) => string;
  /** Told of errors that are nobody's request. */
  readonly onError: (error: unknown) => void;
}

/**
 * Serve folders to the browsers of this machine until closed: 127.0.0.1, reading only.
 *
 *   /                             leads to the folder begun or finished last
 *   /runs/<id>/                   page of a folder
 *   /runs/<id>/status.json        how far an unfinished run is
 *   /runs/<id>/live/<column>      float64 values of the paths that it has done
 *   /runs/<id>/files/<name>       a file that the manifest lists, or a range of it
 *   /assets/explore.js, .css
 *
 * @returns its port once it listens
 * @throws Error when the port is taken
 */
export async function serve(options: ExploreOptions): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const pages = new PageStore(options.quoted);
  const server = createServer((request, response) => {
    try {
      answer(request, response, options, pages, (server.address() as AddressInfo).port);
    } catch (error) {
      options.onError(error);
      if (!response.headersSent) say(response, 500, "text/plain; charset=utf-8", `${(error as Error).message}\n`);
      else response.destroy();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function answer(request: IncomingMessage, response: ServerResponse, { given, bundle }: ExploreOptions, pages: PageStore, port: number): void {
  const refusal = refusalOf(request, port);
  if (refusal !== undefined) {
    if (refusal.status === 405) response.setHeader("Allow", "GET, HEAD");
    return refuse(response, refusal.status, refusal.text);
  }
  const parts = partsOf(request.url ?? "/");
  const [area, id, what, name] = parts ?? [];
  if (parts === undefined) return refuse(response, 404, "There is nothing here.");
  if (area === "assets" && parts.length === 2) {
    if (id === "explore.js") return say(response, 200, "text/javascript; charset=utf-8", bundle.script);
    if (id === "explore.css") return say(response, 200, "text/css; charset=utf-8", bundle.style);
  }
  const folders = exploredFolders(given);
  if (area === "" && parts.length === 1 && folders.length > 0) return say(response.setHeader("Location", address(latest(folders))), 302, "text/plain; charset=utf-8", "");
  const found = area === "runs" ? folders.find((each) => each.id === id) : undefined;
  if (found === undefined || parts.length > 4) return refuse(response, 404, "There is nothing here.");
  if (what === "" && parts.length === 3) return say(response, 200, "text/html; charset=utf-8", pages.page(found, folders));
  if (what === "status.json" && parts.length === 3) return say(response, 200, "application/json", JSON.stringify(statusOf(found.folder)));
  if (what === "live" && parts.length === 4) {
    const live = livePaths(found.folder);
    if (live?.names.includes(name)) return say(response, 200, "application/octet-stream", Buffer.from(live.column(name).buffer));
  }
  if (what === "files" && parts.length === 4) return sendFile(request, response, found.folder, name);
  refuse(response, 404, "There is nothing here.");
}

export const address = ({ id }: Explored): string => `/runs/${encodeURIComponent(id)}/`;

/** The parts of a path, decoded once; undefined for what no address of ours is like, though none of it would be found either. */
function partsOf(url: string): string[] | undefined {
  const path = /^(\/[^?#]*)/.exec(url)?.[1];
  if (path === undefined) return undefined;
  let parts: string[];
  try {
    parts = path.slice(1).split("/").map(decodeURIComponent);
  } catch {
    return undefined;
  }
  return parts.some((part) => /[/\\\0]/.test(part) || part === "." || part === "..") ? undefined : parts;
}

function sendFile(request: IncomingMessage, response: ServerResponse, folder: string, name: string): void {
  const part = openResult(folder, readManifest(folder), name, request.headers.range);
  if (part === undefined) return refuse(response, 404, "There is nothing here.");
  if (part === "range") return refuse(response, 416, "The file has no such part.");
  const { descriptor, size, start, length, partial } = part;
  const range = partial ? { "Content-Range": `bytes ${start}-${start + length - 1}/${size}` } : {};
  response.writeHead(partial ? 206 : 200, { ...HEADERS, ...range, "Content-Type": "application/vnd.apache.arrow.file", "Content-Length": length, "Accept-Ranges": "bytes" });
  if (request.method === "HEAD" || length === 0) {
    closeSync(descriptor);
    response.end();
    return;
  }
  const stream = createReadStream("", { fd: descriptor, start, end: start + length - 1 });
  stream.on("error", () => response.destroy());
  response.on("close", () => stream.destroy());
  stream.pipe(response);
}

const refuse = (response: ServerResponse, status: number, text: string) => say(response, status, "text/plain; charset=utf-8", `${text}\n`);

/** Node leaves the body out of answers to HEAD. */
function say(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  const bytes = Buffer.from(body as string);
  response.writeHead(status, { ...HEADERS, "Content-Type": type, "Content-Length": bytes.length });
  response.end(bytes);
}
