import { typeOfKey } from '@colloquy/core';
import type { Benchmark, Figures } from '../harness/Contender.ts';
import type { Scale } from '../harness/scales.ts';
import { founding, large, panels, type Life } from '../variants/lives.ts';
import { asItIs } from '../variants/replay.ts';
import { totalsOf, type Totals } from '../variants/totals.ts';
import { verdictArrays } from '../variants/verdictArrays.ts';

/** Made dialogues at each scale. */
export const panelsAt: Readonly<Record<Scale['name'], number>> = { full: 300, quick: 30, tiny: 3 };

/** Exact counts, no times: the table of decision 0033. */
export const verdicts: Benchmark = {
  name: 'verdicts',
  summary: 'Verdicts without lists, as they are, against verdicts that keep them: counts on DynamoDB, no times.',
  async *groups(scale) {
    yield await verdictFigures([founding, panels(panelsAt[scale.name]), large]);
  },
};

const columns = [
  'dialogues',
  'verdicts',
  'commits',
  'records written',
  'KB written',
  'write units',
  'read units of writes',
  'overlapping commits',
  'units of a load',
];

export async function verdictFigures(lives: readonly Life[]): Promise<Figures> {
  const rows: (readonly (string | number)[])[] = [];
  for (const life of lives) {
    let count = 0;
    const { none, lists } = await totalsOf(life, { none: asItIs, lists: verdictArrays }, ({ steps }) => {
      for (const { calls } of steps) {
        for (const call of calls) {
          if (call.method === 'commit') count += call.entities.filter(({ key }) => typeOfKey(key) === 'verdict').length;
        }
      }
    });
    rows.push(
      [life.name, count, ...figuresOf(none)],
      ['with lists', '', ...figuresOf(lists)],
      ['ratio', '', ...ratios(lists, none)],
    );
  }
  return { title: 'Dialogues', columns, rows };
}

function figuresOf({
  commits,
  written,
  writtenBytes,
  writeUnits,
  readUnits,
  overlaps,
  loadUnits,
}: Totals): readonly number[] {
  return [commits, written, Math.round(writtenBytes / 1024), writeUnits, readUnits, overlaps, loadUnits];
}

function ratios(above: Totals, below: Totals): readonly string[] {
  const divisors = figuresOf(below);
  return figuresOf(above).map((figure, at) => {
    const divisor = divisors[at] ?? 0;
    return divisor === 0 ? '' : (figure / divisor).toFixed(2);
  });
}
