import { Presets, SingleBar } from "cli-progress";
import { duration, grouped, withPrefix } from "./numbers.ts";

export interface ProgressOptions {
  /** Element 0: finished paths, raised by whoever finishes one. */
  readonly counter: Int32Array<SharedArrayBuffer>;
  /** Paths to simulate. */
  readonly paths: number;
  /** Of them, those that had been done before. */
  readonly kept?: () => number;
  /** Agents times rounds of one path, where their rate is of interest. */
  readonly agentRounds?: number;
  readonly quiet: boolean;
  readonly stream?: NodeJS.WriteStream;
}

export interface Progress {
  /** A remark on a line of its own. */
  readonly note: (text: string) => void;
  /** Show the last state and take the bar away. Harmless a second time. */
  readonly stop: () => void;
}

const POLL_MS = 100;
const LINE_EVERY_MS = 3000;

/** Report finished paths until stopped: a bar on a terminal, a line every few seconds elsewhere. */
export function showProgress({ counter, paths, kept = () => 0, agentRounds, quiet, stream }: ProgressOptions): Progress {
  return showWork({
    done: () => kept() + Atomics.load(counter, 0),
    total: () => paths,
    text: (done, seconds) => state(done, kept(), paths, agentRounds, seconds),
    quiet,
    stream,
  });
}

export interface WorkOptions {
  readonly done: () => number;
  /** May change while the work goes on. */
  readonly total: () => number;
  readonly text: (done: number, seconds: number) => string;
  readonly quiet: boolean;
  readonly stream?: NodeJS.WriteStream | undefined;
}

/** Report work of any kind in the same way. */
export function showWork({ done, total, text: describe, quiet, stream = process.stderr }: WorkOptions): Progress {
  if (quiet) return { note() {}, stop() {} };
  const began = performance.now();
  const text = () => describe(done(), (performance.now() - began) / 1000);
  const display = stream.isTTY ? bar(stream, total, done, text) : lines(stream, text);
  const timer = setInterval(display.update, POLL_MS);
  timer.unref();
  let stopped = false;
  const stop = () => {
    if (stopped) return;
    stopped = true;
    process.removeListener("exit", stop);
    clearInterval(timer);
    display.clear();
    if (done() > 0) stream.write(`${text()}\n`);
  };
  process.once("exit", stop);
  return { note: display.note, stop };
}

/** `120/2,000 paths, 12.3 paths/s, 21.4 M agent-rounds/s, 2 min 30 s left` */
function state(done: number, kept: number, paths: number, agentRounds: number | undefined, seconds: number): string {
  const rate = (done - kept) / seconds;
  const left = done === kept ? "–" : duration((paths - done) / rate);
  const rounds = agentRounds === undefined ? "" : ` ${withPrefix(rate * agentRounds)} agent-rounds/s,`;
  return `${grouped(done)}/${grouped(paths)} paths, ${withPrefix(rate)} paths/s,${rounds} ${left} left`;
}

interface Display {
  readonly update: () => void;
  readonly note: (text: string) => void;
  /** Take away what is not a finished line. */
  readonly clear: () => void;
}

const BAR_WIDTH = 20;

/** Leaves the terminal's settings alone, so that nothing need be restored however the program ends. */
function bar(stream: NodeJS.WriteStream, total: () => number, done: () => number, text: () => string): Display {
  const drawn = new SingleBar(
    { stream, format: "{bar} {text}", barsize: BAR_WIDTH, fps: 10, clearOnComplete: true, linewrap: true },
    Presets.shades_classic,
  );
  const fitting = () => ({ text: text().slice(0, Math.max(0, (stream.columns ?? 80) - BAR_WIDTH - 2)) });
  return {
    update() {
      if (drawn.isActive) {
        drawn.setTotal(total());
        drawn.update(done(), fitting());
      } else drawn.start(total(), done(), fitting());
    },
    note(remark) {
      drawn.stop();
      stream.write(`${remark}\n`);
    },
    clear: () => drawn.stop(),
  };
}

function lines(stream: NodeJS.WriteStream, text: () => string): Display {
  let next = performance.now() + LINE_EVERY_MS;
  return {
    update() {
      if (performance.now() < next) return;
      next += LINE_EVERY_MS;
      stream.write(`${text()}\n`);
    },
    note: (remark) => void stream.write(`${remark}\n`),
    clear() {},
  };
}
