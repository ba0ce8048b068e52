import type { Kind } from "../model/agents/kind.ts";
import type { BackEnd } from "../model/backEnd.ts";
import { dailyObservables } from "../model/observables.ts";
import { PlainBackEnd } from "../model/plainBackEnd.ts";
import { Recorder } from "../model/recorder.ts";
import { createWorlds, type World } from "../model/round.ts";
import { type ModelSetup, modelSetup } from "../model/setup.ts";
import type { ChunkSetup } from "../paths/chunkRunner.ts";
import { PathDraws, runPaths } from "../paths/runPaths.ts";
import { createRandom } from "../random/stream.ts";
import { AgentLog } from "./agentLog.ts";
import { Contributions } from "./contributions.ts";
import { RoundLog } from "./roundLog.ts";

/** What one run of a path reports. */
export interface PathResult {
  readonly setup: ModelSetup;
  /** Names of the numbers of a path: the columns of paths.arrow, then daily values `variable@day`. */
  readonly names: ReadonlyMap<string, number>;
  readonly values: Float64Array;
}

/** A path run again, with everything that was seen on the way. */
export interface Replay extends PathResult {
  readonly path: number;
  readonly kinds: readonly Kind[];
  readonly world: World;
  readonly rounds: RoundLog;
  readonly contributions: Contributions;
  readonly agents: AgentLog;
  /** Dollars sold, net, and units bought, per kind and flow slot: [rounds × slots]. */
  readonly sold: readonly Float64Array[];
  readonly bought: readonly Float64Array[];
  /** Sums of the counters, per kind: [rounds × counters]. */
  readonly counters: readonly Float64Array[];
  /** [(days + 1) × daily variables], as the recorder leaves it. */
  readonly timeline: Float64Array;
}

/**
 * Run one path with its frozen twin in plain JavaScript; it depends on setup, model and number alone.
 *
 * @param recorderOf the world of the path, before it runs
 * @throws PathError as the recorder does
 */
export function runOnePath(chunk: Pick<ChunkSetup, "key">, setup: ModelSetup, path: number, backEnd: BackEnd, recorderOf = (world: World) => new Recorder(world)): PathResult {
  const draws = new PathDraws(createRandom(chunk.key));
  const [world] = createWorlds(setup, backEnd, [draws]);
  draws.world = world;
  draws.path = path;
  const recorder = recorderOf(world);
  runPaths([{ world, draws, recorder }]);
  const columns = recorder.columns;
  const values = new Float64Array(columns.length + recorder.timeline.length);
  recorder.writeRow(path, values, 0);
  values.set(recorder.timeline, columns.length);
  const names = [...columns, ...dailyObservables(setup.kinds, setup.days)];
  return { setup, names: new Map(names.map(({ name }, n) => [name, n])), values };
}

/** A number of a path by its name. @throws RangeError when there is none of that name */
export function valueOf({ names, values }: PathResult, name: string): number {
  const at = names.get(name);
  if (at === undefined) throw new RangeError(`a path has no ${name}`);
  return values[at];
}

/** Run a path again and watch it. The rules run as they are: the numbers of the path are those of every other run of it, to the bit. */
export function replay(chunk: ChunkSetup, kinds: readonly Kind[], path: number): Replay {
  const { configuration, events, history } = chunk;
  const agents = new AgentLog(kinds, configuration.calendar.days * configuration.calendar.rounds_per_day);
  const setup = modelSetup(configuration, agents.kinds, events, history);
  let witness: Witness | undefined;
  const result = runOnePath(chunk, setup, path, new PlainBackEnd(setup, chunk.opening), (world) => (witness = new Witness(world, agents)));
  const { world, rounds, contributions, sold, bought, counters, timeline } = witness!;
  return { ...result, path, kinds, world, rounds, contributions, agents, sold, bought, counters, timeline };
}

/** A recorder that also keeps what moved the markets in every round of the path; not of its twin. */
class Witness extends Recorder {
  readonly world: World;
  readonly rounds: RoundLog;
  readonly contributions: Contributions;
  readonly sold: readonly Float64Array[];
  readonly bought: readonly Float64Array[];
  readonly counters: readonly Float64Array[];
  readonly #agents: AgentLog;

  constructor(world: World, agents: AgentLog) {
    super(world);
    const { setup, books } = world;
    const perRound = (numbers: number) => new Float64Array(setup.days * setup.rounds * numbers);
    this.world = world;
    this.rounds = new RoundLog(world);
    this.contributions = new Contributions(world);
    this.sold = books.kinds.map(({ slots }) => perRound(slots.length));
    this.bought = books.kinds.map(({ slots }) => perRound(slots.length));
    this.counters = setup.kinds.map((kind) => perRound(Object.keys(kind.counters).length));
    this.#agents = agents;
  }

  override begin(): void {
    super.begin();
    this.#agents.nextRound(0, !this.world.frozen);
  }

  override afterRound(): void {
    super.afterRound();
    const { world } = this;
    if (world.frozen) return;
    this.rounds.afterRound();
    this.contributions.afterRound();
    const t = world.round - 1;
    world.books.kinds.forEach(({ slots, sums }, k) => {
      slots.forEach(({ roundUsd, net }, n) => {
        this.sold[k][t * slots.length + n] = roundUsd;
        this.bought[k][t * slots.length + n] = sums[net];
      });
      const counters = this.counters[k].length / (world.setup.days * world.setup.rounds);
      for (let n = 0; n < counters; n++) this.counters[k][t * counters + n] = sums[sums.length - counters + n];
    });
    this.#agents.nextRound(world.round, true);
  }
}
