import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Manifest, readManifest } from "../arrow/manifest.ts";
import type { ExplorerData } from "../page/liveData.ts";
import { checkFolder } from "../report/checkFolder.ts";
import { html, type Page } from "../report/document.ts";
import { frameHtml } from "../report/frameHtml.ts";
import { pageOf } from "../report/reportOf.ts";
import { explorerDocument } from "./document.ts";
import type { Explored } from "./folders.ts";
import { livePage } from "./livePage.ts";

/** Pages of finished folders that are kept, at most: each is some megabytes. */
const MOST = 8;

/** Makes pages, and keeps those of finished folders for as long as their manifests stay as they are. */
export class PageStore {
  readonly #quoted: (folder: string) => string;
  readonly #kept = new Map<string, { readonly stamp: string; readonly page: Page<unknown> }>();

  constructor(quoted: (folder: string) => string) {
    this.#quoted = quoted;
  }

  /** The page of one of the folders that can be chosen, as HTML; of one that cannot be shown, why. */
  page({ id, folder }: Explored, folders: readonly Explored[]): string {
    const explorer: ExplorerData = { own: id, folders: folders.map((each) => ({ name: each.id, title: each.id })) };
    let page: Page<unknown>;
    try {
      page = existsSync(join(folder, "manifest.json")) ? this.#finished(folder) : livePage(folder, this.#quoted(folder));
    } catch (error) {
      page = refusedPage(id, (error as Error).message);
    }
    return explorerDocument(page, explorer);
  }

  #finished(folder: string): Page<unknown> {
    const { mtimeMs, size, ino } = statSync(join(folder, "manifest.json"));
    const stamp = `${ino} ${mtimeMs} ${size}`;
    const kept = this.#kept.get(folder);
    if (kept?.stamp === stamp) return kept.page;
    const manifest: Manifest = readManifest(folder);
    checkFolder(folder, manifest);
    const page = pageOf(folder, this.#quoted(folder), manifest);
    this.#kept.delete(folder);
    this.#kept.set(folder, { stamp, page });
    if (this.#kept.size > MOST) this.#kept.delete(this.#kept.keys().next().value!);
    return page;
  }
}

function refusedPage(id: string, message: string): Page<{ type: "none" }> {
  const body = frameHtml({
    title: id,
    description: "",
    facts: [],
    notices: [],
    sections: [{ id: "refused", title: "This folder cannot be shown", body: html`<p class="message">${message}</p>` }],
    notes: [],
  });
  return { title: `${id} – yenwind`, body, data: { type: "none" } };
}
