import type { IncomingMessage } from "node:http";

/** A refusal: status and one sentence. */
export interface Refusal {
  readonly status: number;
  readonly text: string;
}

/**
 * Why a request is not answered; undefined when it may be. Only pages that this server gave may talk to it:
 *
 * - the name asked for must be one of the loopback, or a name that somebody else resolves to 127.0.0.1 (DNS rebinding)
 *   would make a foreign page one of ours;
 * - a request that says which page it comes from must come from one of ours;
 * - nothing but reading is offered.
 *
 * @param port the one listened on
 */
export function refusalOf({ method, headers }: Pick<IncomingMessage, "method" | "headers">, port: number): Refusal | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = headers;
  if (host === undefined || !hosts.includes(host.toLowerCase())) return { status: 403, text: "This server answers to 127.0.0.1 and localhost alone." };
  if (origin !== undefined && !hosts.some((own) => origin.toLowerCase() === `http://${own}`)) return { status: 403, text: "This server answers its own pages alone." };
  if (method !== "GET" && method !== "HEAD") return { status: 405, text: "Only GET and HEAD." };
  return undefined;
}

/** Headers of every answer: pages load from here alone, nobody else may embed or read anything, and nothing is kept. */
export const HEADERS: Readonly<Record<string, string>> = {
  // Charts and their tooltips set styles of single elements.
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cache-Control": "no-store",
};
