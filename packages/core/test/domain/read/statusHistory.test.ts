import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexEvents } from '../../../src/domain/read/eventIndex.ts';
import { statusAsOf, statusHistory } from '../../../src/domain/read/statusHistory.ts';
import { DialogueBuilder } from './support/DialogueBuilder.ts';
import { propertyOptions } from './support/propertyOptions.ts';

type Change = 'addressed' | 'resolved' | 'reopened' | 'commented';

function historyOf(changes: readonly (readonly [Change, number])[]) {
  const builder = new DialogueBuilder().expert('muffin').round();
  const id = builder.item('tension', 0);
  for (const [type, round] of changes) builder.event(id, type, { round });
  return statusHistory('tension', indexEvents(builder.state()).of('tension', id));
}

describe('statusHistory', () => {
  test('follows the events over the rounds', () => {
    const steps = historyOf([
      ['addressed', 1],
      ['resolved', 3],
      ['reopened', 5],
    ]);
    expect([0, 1, 2, 3, 4, 5, 99].map((round) => statusAsOf(steps, round))).toEqual([
      'open',
      'addressed',
      'addressed',
      'resolved',
      'resolved',
      'reopened',
      'reopened',
    ]);
  });

  test('nothing exists before its creation', () => {
    const builder = new DialogueBuilder().expert('muffin').round().round();
    const id = builder.item('claim', 1);
    const steps = statusHistory('claim', indexEvents(builder.state()).of('claim', id));
    expect(statusAsOf(steps, 0)).toBeUndefined();
    expect(statusAsOf(steps, 1)).toBe('asserted');
  });

  test('of two changes in one round the later number counts', () => {
    expect(
      statusAsOf(
        historyOf([
          ['resolved', 2],
          ['reopened', 2],
        ]),
        2,
      ),
    ).toBe('reopened');
  });

  test('a change recorded late for an earlier round overrides what was recorded before it', () => {
    const steps = historyOf([
      ['resolved', 3],
      ['reopened', 2],
    ]);
    expect(statusAsOf(steps, 1)).toBe('open');
    expect(statusAsOf(steps, 2)).toBe('reopened');
    expect(statusAsOf(steps, 3)).toBe('reopened');
  });

  test('remarks and further resolutions change nothing', () => {
    const steps = historyOf([
      ['resolved', 1],
      ['commented', 2],
      ['resolved', 3],
    ]);
    expect(statusAsOf(steps, 2)).toBe('resolved');
    expect(statusAsOf(steps, 9)).toBe('resolved');
  });

  test('agrees with a plain scan of the events', () => {
    const change = fc.tuple(
      fc.constantFrom<Change>('addressed', 'resolved', 'reopened', 'commented'),
      fc.integer({ min: 0, max: 9 }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), fc.integer({ min: 0, max: 9 }), (changes, round) => {
        const naive = changes.filter(([type, at]) => type !== 'commented' && at <= round).at(-1)?.[0] ?? 'open';
        const steps = historyOf(changes);
        expect(statusAsOf(steps, round)).toBe(naive);
        expect(steps.every((step, at) => at === 0 || (steps[at - 1]?.round ?? 0) < step.round)).toBe(true);
      }),
      propertyOptions,
    );
  });
});
