import type { Life } from './lives.ts';
import { replay, type Cost, type Program, type Replayed } from './replay.ts';
import type { Trace } from './Trace.ts';

/** What dialogues of a kind came to under one program. */
export interface Totals {
  readonly commits: number;
  readonly records: number;
  readonly bytes: number;
  readonly loadUnits: number;
  readonly overlaps: number;
  readonly written: number;
  readonly writtenBytes: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** By the name of the step. */
  readonly steps: ReadonlyMap<string, readonly Cost[]>;
}

/** Every dialogue of a life under each program. Each is made once. */
export async function totalsOf<Name extends string>(
  life: Life,
  programs: Readonly<Record<Name, Program>>,
  see: (trace: Trace) => void = () => undefined,
): Promise<Readonly<Record<Name, Totals>>> {
  const names = Object.keys(programs) as Name[];
  const found = new Map<Name, Replayed[]>(names.map((name) => [name, []]));
  for await (const trace of life.traces()) {
    see(trace);
    for (const name of names) found.get(name)?.push(await replay(trace, programs[name]));
  }
  return Object.fromEntries(names.map((name) => [name, sumOf(found.get(name) ?? [])])) as Record<Name, Totals>;
}

function sumOf(replayed: readonly Replayed[]): Totals {
  const costs = replayed.flatMap(({ steps }) => steps);
  const steps = new Map<string, Cost[]>();
  for (const cost of costs) {
    const alike = steps.get(cost.name);
    if (alike === undefined) steps.set(cost.name, [cost]);
    else alike.push(cost);
  }
  return {
    commits: sum(costs, ({ kinds }) => kinds.length),
    records: sum(replayed, (each) => each.records),
    bytes: sum(replayed, (each) => each.bytes),
    loadUnits: sum(replayed, (each) => each.loadUnits),
    overlaps: sum(replayed, (each) => each.overlaps),
    written: sum(costs, (cost) => cost.records),
    writtenBytes: sum(costs, (cost) => cost.bytes),
    readUnits: sum(costs, (cost) => cost.readUnits),
    writeUnits: sum(costs, (cost) => cost.writeUnits),
    steps,
  };
}

export function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}
