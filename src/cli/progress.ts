import { Presets, SingleBar } from "cli-progress";
import { duration, grouped, withPrefix } from "./numbers.ts";

export interface ProgressOptions {
  /** Element 0: finished paths, raised by whoever finishes one. */
  readonly counter: Int32Array<SharedArrayBuffer>;
  /** Paths to simulate. */
  readonly paths: number;
  /** Agents times rounds of one path, where their rate is of interest. */
  readonly agentRounds?: number;
  readonly quiet: boolean;
  readonly stream?: NodeJS.WriteStream;
}

export interface Progress {
  /** A remark on a line of its own. */
  note(text: string): void;
  /** Show the last state and take the bar away. Harmless a second time. */
  stop(): void;
}

const POLL_MS = 100;
const LINE_EVERY_MS = 3000;

/** Report finished paths until stopped: a bar on a terminal, a line every few seconds elsewhere. */
export function showProgress({ counter, paths, agentRounds, quiet, stream = process.stderr }: ProgressOptions): Progress {
  if (quiet) return { note() {}, stop() {} };
  const began = performance.now();
  const text = () => state(Atomics.load(counter, 0), paths, agentRounds, (performance.now() - began) / 1000);
  const show = stream.isTTY ? bar(stream, paths, counter, text) : lines(stream, text);
  const timer = setInterval(show.update, POLL_MS);
  timer.unref();
  const stop = () => {
    clearInterval(timer);
    process.removeListener("exit", stop);
    show.end();
  };
  process.once("exit", stop); // a bar must not leave the terminal without line wrapping
  return { note: (remark) => show.note(remark), stop };
}

/** `120/2,000 paths, 12.3 paths/s, 21.4 M agent-rounds/s, 2 min 30 s left` */
function state(done: number, paths: number, agentRounds: number | undefined, seconds: number): string {
  const rate = done / seconds;
  const left = done === 0 ? "–" : duration((paths - done) / rate);
  const rounds = agentRounds === undefined ? "" : ` ${withPrefix(rate * agentRounds)} agent-rounds/s,`;
  return `${grouped(done)}/${grouped(paths)} paths, ${withPrefix(rate)} paths/s,${rounds} ${left} left`;
}

interface Display {
  update(): void;
  note(text: string): void;
  end(): void;
}

function bar(stream: NodeJS.WriteStream, paths: number, counter: Int32Array, text: () => string): Display {
  const drawn = new SingleBar({ stream, format: "{bar} {text}", barsize: 20, fps: 10, clearOnComplete: true }, Presets.shades_classic);
  const start = () => drawn.start(paths, Atomics.load(counter, 0), { text: text() });
  const update = () => drawn.update(Atomics.load(counter, 0), { text: text() });
  let ended = false;
  start();
  return {
    update,
    note(remark) {
      drawn.stop();
      stream.write(`${remark}\n`);
      if (!ended) start();
    },
    end() {
      if (ended) return;
      ended = true;
      update();
      drawn.stop();
      stream.write(`${text()}\n`);
    },
  };
}

function lines(stream: NodeJS.WriteStream, text: () => string): Display {
  let next = performance.now() + LINE_EVERY_MS;
  let ended = false;
  return {
    update() {
      if (performance.now() < next) return;
      next += LINE_EVERY_MS;
      stream.write(`${text()}\n`);
    },
    note: (remark) => void stream.write(`${remark}\n`),
    end() {
      if (!ended) stream.write(`${text()}\n`);
      ended = true;
    },
  };
}
