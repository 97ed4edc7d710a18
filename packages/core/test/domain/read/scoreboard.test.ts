import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scoreboard } from '../../../src/domain/read/scoreboard.ts';
import { DialogueBuilder } from './support/DialogueBuilder.ts';
import { foundingDialogue } from './support/foundingDialogue.ts';
import { propertyOptions } from './support/propertyOptions.ts';

describe('scoreboard', () => {
  test('reproduces the figures of the founding dialogue', () => {
    const { rows, totals } = scoreboard(foundingDialogue().state());
    expect(totals).toEqual({ wisdom: 135, consistency: 104, truth: 92, relationships: 84, total: 415 });
    expect(rows.map(({ scores }) => scores?.total)).toEqual([125, 110, 105, 75]);
    expect(rows.map(({ running }) => running.total)).toEqual([125, 235, 340, 415]);
    expect(rows.map(({ metrics }) => metrics?.velocity)).toEqual([30, 16, 4, 0]);
    expect(rows.map(({ metrics }) => metrics?.convergePercentShown)).toEqual([0, 0, 83, 100]);
    expect(rows.map(({ metrics }) => metrics?.panelSize)).toEqual([10, 8, 6, 6]);
    expect(rows[2]?.metrics?.convergePercent).toBe(500 / 6);
  });

  test('an empty dialogue has no rows and zero totals', () => {
    const { rows, totals } = scoreboard(new DialogueBuilder().state());
    expect(rows).toEqual([]);
    expect(totals.total).toBe(0);
  });

  test('a round without scores or metrics has neither, and the running totals carry on', () => {
    const state = new DialogueBuilder().round([], [1, 2, 3, 4]).round().round([], [10, 0, 0, 0]).state();
    const { rows } = scoreboard(state);
    expect(rows[1]).toEqual({ round: 1, status: 'open', running: rows[0]?.running });
    expect(rows[2]?.running).toEqual({ wisdom: 11, consistency: 2, truth: 3, relationships: 4, total: 20 });
  });

  test('registered metrics are shown as recorded, not counted', () => {
    const builder = new DialogueBuilder().expert('muffin').round(['muffin'], [0, 0, 0, 0], [7, 5, 1, 3]);
    builder.item('tension', 0);
    expect(scoreboard(builder.state()).rows[0]?.metrics).toMatchObject({ openTensions: 7, velocity: 12, panelSize: 3 });
  });

  test('totals are the sums of the rounds, however large', () => {
    const component = fc.integer({ min: 0, max: 9_007_199_254_740 });
    const figures = fc.tuple(component, component, component, component);
    fc.assert(
      fc.property(fc.array(fc.option(figures, { nil: undefined }), { maxLength: 12 }), (all) => {
        const builder = new DialogueBuilder();
        for (const one of all) builder.round([], one);
        const { totals, rows } = scoreboard(builder.state());
        const scored = all.filter((one) => one !== undefined);
        const sum = (at: number): bigint => scored.reduce((total, one) => total + BigInt(one[at] ?? 0), 0n);
        expect(BigInt(totals.wisdom)).toBe(sum(0));
        expect(BigInt(totals.relationships)).toBe(sum(3));
        expect(BigInt(totals.total)).toBe(sum(0) + sum(1) + sum(2) + sum(3));
        expect(rows.at(-1)?.running ?? totals).toEqual(totals);
      }),
      propertyOptions,
    );
  });
});
