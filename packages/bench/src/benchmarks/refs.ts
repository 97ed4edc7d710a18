import { typeOfKey } from '@colloquy/core';
import type { Benchmark, Figures } from '../harness/Contender.ts';
import { inlineRefs } from '../variants/inlineRefs.ts';
import { founding, hub, panels, type Life } from '../variants/lives.ts';
import { asItIs, withoutChecks } from '../variants/replay.ts';
import { sum, totalsOf, type Totals } from '../variants/totals.ts';
import { panelsAt } from './verdicts.ts';

/** Exact counts, no times: the tables of decision 0032. */
export const refs: Benchmark = {
  name: 'refs',
  summary: 'References as records of their own, as they are, against a list in the item: counts on DynamoDB, no times.',
  async *groups(scale) {
    yield* refFigures([founding, panels(panelsAt[scale.name]), hub]);
  },
};

const columns = [
  'edges',
  'records',
  'KB sealed',
  'units of a load',
  'KB written',
  'write units',
  'read units of writes',
];

export async function* refFigures(lives: readonly Life[]): AsyncGenerator<Figures> {
  const rows: (readonly (string | number)[])[] = [];
  const steps: (readonly (string | number)[])[] = [];
  const checks: (readonly (string | number)[])[] = [];
  for (const life of lives) {
    let edges = 0;
    const totals = await totalsOf(
      life,
      { own: asItIs, inline: inlineRefs, unchecked: withoutChecks },
      ({ steps: of }) => {
        for (const { calls } of of) {
          for (const call of calls) {
            if (call.method === 'commit') edges += call.entities.filter(({ key }) => typeOfKey(key) === 'ref').length;
          }
        }
      },
    );
    const { own, inline, unchecked } = totals;
    rows.push(
      [life.name, edges, ...figuresOf(own)],
      ['in the item', '', ...figuresOf(inline)],
      ['ratio', '', ...ratios(inline, own)],
    );
    steps.push(...stepRows(life, own, inline));
    const ratio = (unchecked.writeUnits / own.writeUnits).toFixed(2);
    checks.push([life.name, own.writeUnits, unchecked.writeUnits, ratio]);
  }
  yield { title: 'Dialogues', columns: ['dialogues', ...columns], rows };
  yield {
    title: 'A step, on average',
    columns: ['step', 'steps', 'write units', 'in the item', 'read units', 'in the item', 'KB written', 'in the item'],
    rows: steps,
  };
  yield { title: 'Checks', columns: ['write units', 'with checks', 'without', 'ratio'], rows: checks };
}

const figuresOf = ({ records, bytes, loadUnits, writtenBytes, writeUnits, readUnits }: Totals): readonly number[] => [
  records,
  Math.round(bytes / 1024),
  loadUnits,
  Math.round(writtenBytes / 1024),
  writeUnits,
  readUnits,
];

function ratios(above: Totals, below: Totals): readonly string[] {
  const divisors = figuresOf(below);
  return figuresOf(above).map((figure, at) => (figure / (divisors[at] ?? Number.NaN)).toFixed(2));
}

/** Steps that write an edge, now and then or always. */
const told = ['registerRound', 'registerItem', 'addRef'];

function stepRows(life: Life, own: Totals, inline: Totals): readonly (readonly (string | number)[])[] {
  return told.flatMap((name) => {
    const [ours, theirs] = [own.steps.get(name) ?? [], inline.steps.get(name) ?? []];
    if (ours.length === 0) return [];
    const mean = (of: typeof ours, pick: (cost: (typeof ours)[number]) => number): string =>
      (sum(of, pick) / of.length).toFixed(1);
    const pair = (pick: (cost: (typeof ours)[number]) => number): readonly string[] => [
      mean(ours, pick),
      mean(theirs, pick),
    ];
    return [
      [
        `\`${name}\`: ${life.name}`,
        ours.length,
        ...pair((cost) => cost.writeUnits),
        ...pair((cost) => cost.readUnits),
        ...pair((cost) => cost.bytes / 1024),
      ],
    ];
  });
}
