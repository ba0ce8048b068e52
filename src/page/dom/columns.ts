import { Footer } from "apache-arrow/ipc/metadata/file";
import { Message } from "apache-arrow/ipc/metadata/message";
import { type Float64Place, float64Places, valuePosition } from "../../arrow/float64Places.ts";

/** Where columns of paths come from. */
export interface Columns {
  /** @throws Error when there is none of that name, or it cannot be had */
  column(name: string): Promise<Float64Array>;
}

/** Footer length (int32) and the magic at the end of an Arrow file. */
const TAIL = 10;
/** Continuation marker and metadata length in front of every message. */
const MESSAGE_PREFIX = 8;
/** Bytes of the end that are asked for first: enough for the footer of most. */
const GUESS = 1 << 18;

interface Batch {
  readonly rows: number;
  readonly positions: readonly number[];
}

interface Layout {
  readonly places: readonly Float64Place[];
  readonly batches: readonly Batch[];
}

/** float64 columns of an Arrow file on a server that gives ranges: footer and metadata once, then the values of the columns asked for. */
export class ArrowColumns implements Columns {
  readonly #url: string;
  #layout: Promise<Layout> | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  async column(name: string): Promise<Float64Array> {
    const { places, batches } = await (this.#layout ??= this.#read());
    const at = places.findIndex((place) => place.name === name);
    if (at < 0) throw new Error(`paths.arrow has no column ${name}`);
    const parts = await Promise.all(batches.map(({ rows, positions }) => this.#range(`${positions[at]}-${positions[at] + 8 * rows - 1}`)));
    const values = new Float64Array(batches.reduce((sum, { rows }) => sum + rows, 0));
    let row = 0;
    for (const part of parts) {
      // Arrow is little-endian, as is every machine that has a browser.
      values.set(new Float64Array(part), row);
      row += part.byteLength / 8;
    }
    return values;
  }

  async #read(): Promise<Layout> {
    let end = await this.#range(`-${GUESS}`);
    const length = new DataView(end).getInt32(end.byteLength - TAIL, true);
    if (new TextDecoder("latin1").decode(end.slice(-6)) !== "ARROW1") throw new Error("paths.arrow is not complete");
    if (length + TAIL > end.byteLength) end = await this.#range(`-${length + TAIL}`);
    const footer = Footer.decode(new Uint8Array(end.slice(end.byteLength - TAIL - length, end.byteLength - TAIL)));
    const places = float64Places(footer.schema.fields.map(({ name, type }) => ({ name, type: ({ Float64: "float64", Utf8: "text" } as const)[String(type)] ?? "int32" })));
    const batches = await Promise.all([...footer.recordBatches()].map(async ({ offset, metaDataLength }): Promise<Batch> => {
      const bytes = await this.#range(`${offset + MESSAGE_PREFIX}-${offset + metaDataLength - 1}`);
      const message = Message.decode(new Uint8Array(bytes));
      if (!message.isRecordBatch()) throw new Error("paths.arrow is damaged");
      const layout = { header: message.header(), body: offset + metaDataLength };
      return { rows: layout.header.length, positions: places.map((place) => valuePosition(layout, place)) };
    }));
    return { places, batches };
  }

  #range(range: string): Promise<ArrayBuffer> {
    return bytesOf(this.#url, { headers: { Range: `bytes=${range}` } });
  }
}

/** Columns of the paths that an unfinished run has done, at this moment. */
export class LiveColumns implements Columns {
  async column(name: string): Promise<Float64Array> {
    return new Float64Array(await bytesOf(`live/${encodeURIComponent(name)}`));
  }
}

async function bytesOf(url: string, init: RequestInit = {}): Promise<ArrayBuffer> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`the server has no ${url.split("/").at(-1)}`);
  return response.arrayBuffer();
}
