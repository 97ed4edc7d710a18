import type { Comparison, Contender, Group } from './Contender.ts';
import { collectYoungGarbage } from './garbage.ts';
import type { Scale } from './scales.ts';
import { summarise, type Summary } from './statistics.ts';

/** Milliseconds of one run. */
export interface Sample {
  /** By the clock. */
  readonly wall: number;
  /** Of processor, all threads of the process: what others on the machine take does not count, and waiting for a disk neither. */
  readonly cpu: number;
}

export interface Timing {
  readonly name: string;
  readonly records: number;
  /** Runs behind each sample. */
  readonly runs: number;
  readonly samples: readonly Sample[];
  readonly wall: Summary;
  readonly cpu: Summary;
}

/** Of the ratios of the single rounds. */
export interface Ratio extends Comparison {
  readonly wall: Summary;
  readonly cpu: Summary;
}

export interface Measured {
  readonly title: string;
  readonly timings: readonly Timing[];
  readonly ratios: readonly Ratio[];
}

/** A sample of short work is no longer than this many runs. */
const mostRuns = 20_000;

/**
 * Measures the contenders of a group in turns, A B C A B C: what disturbs the machine for a while disturbs all of them. A ratio is
 * taken within each round, and the median of these is told.
 */
export async function measure(group: Group, scale: Scale): Promise<Measured> {
  const turns: Turn[] = [];
  for (const contender of group.contenders)
    turns.push({ contender, runs: await warmUp(contender, scale), samples: [] });
  for (let round = 0; round < scale.rounds * (group.roundsFactor ?? 1); round++) {
    // Each round begins with another contender, so that none always follows the same one.
    for (const turn of rotated(turns, round)) {
      collectYoungGarbage();
      const { wall, cpu } = await sample(turn.contender, turn.runs);
      turn.samples.push({ wall: wall / turn.runs, cpu: cpu / turn.runs });
    }
  }
  const timings = turns.map(({ contender: { name, records }, runs, samples }): Timing => {
    return { name, records, runs, samples, wall: summarise(of(samples, 'wall')), cpu: summarise(of(samples, 'cpu')) };
  });
  return { title: group.title, timings, ratios: group.comparisons.map((comparison) => compare(comparison, timings)) };
}

interface Turn {
  readonly contender: Contender;
  readonly runs: number;
  readonly samples: Sample[];
}

function of(samples: readonly Sample[], clock: keyof Sample): readonly number[] {
  return samples.map((each) => each[clock]);
}

function rotated<T>(items: readonly T[], by: number): readonly T[] {
  const start = by % Math.max(1, items.length);
  return [...items.slice(start), ...items.slice(0, start)];
}

/** Runs a contender until it is warm. Answers how many runs fill a sample. */
async function warmUp(contender: Contender, scale: Scale): Promise<number> {
  const limit = contender.maxRuns ?? mostRuns;
  let spent = 0;
  let runs = 0;
  do {
    spent += (await sample(contender, 1)).wall;
    runs += 1;
  } while (spent < scale.warmUpMs && runs < limit);
  const wanted = Math.ceil(scale.sampleMs / Math.max(spent / runs, 1e-6));
  return Math.max(1, Math.min(limit, wanted));
}

/** The time of so many runs, together. */
async function sample(contender: Contender, runs: number): Promise<Sample> {
  if (contender.before === undefined) return timed(contender, runs);
  let wall = 0;
  let cpu = 0;
  for (let i = 0; i < runs; i++) {
    await contender.before();
    const one = await timed(contender, 1);
    wall += one.wall;
    cpu += one.cpu;
  }
  return { wall, cpu };
}

async function timed({ run }: Contender, runs: number): Promise<Sample> {
  const used = process.cpuUsage();
  const start = performance.now();
  for (let i = 0; i < runs; i++) {
    const answer = run();
    // Work that is done at once does not pay for a turn of the microtask queue.
    if (typeof answer !== 'number') await answer;
  }
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(used);
  return { wall, cpu: (user + system) / 1000 };
}

function compare(comparison: Comparison, timings: readonly Timing[]): Ratio {
  const above = timingOf(timings, comparison.of);
  const below = timingOf(timings, comparison.to);
  const scale = comparison.perRecord === true ? below.records / above.records : 1;
  const ratios = (clock: keyof Sample): Summary => {
    const divisors = of(below.samples, clock);
    return summarise(of(above.samples, clock).map((time, round) => (time / (divisors[round] ?? Number.NaN)) * scale));
  };
  return { ...comparison, wall: ratios('wall'), cpu: ratios('cpu') };
}

function timingOf(timings: readonly Timing[], name: string): Timing {
  const found = timings.find((timing) => timing.name === name);
  if (found === undefined) throw new Error(`A comparison names ${name}, which is no contender of its group.`);
  return found;
}
