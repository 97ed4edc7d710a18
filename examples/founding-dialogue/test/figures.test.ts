import { join } from 'node:path';
import { dialogueLines } from '@colloquy/cli';
import { expertRanking, scoreboard, tensionReport, type DialogueState } from '@colloquy/core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Example } from '../src/example/readExample.ts';
import { example, loadFrom, page, store } from './support/stored.ts';
import { sharedFolder, temporaryFolder } from './support/temporary.ts';

// From the record of 2026-02-06, not from the example.
const rounds = [
  // W, C, T, R, score, open tensions, new perspectives, velocity, converge %
  [45, 30, 25, 25, 125, 10, 20, 30, 0],
  [38, 28, 22, 22, 110, 7, 9, 16, 0],
  [32, 26, 25, 22, 105, 1, 3, 4, 83],
  [20, 20, 20, 15, 75, 0, 0, 0, 100],
];

const experts = [
  ['croissant', 'Adjacent', 0.68, [25, 25, 24, 20], 94],
  ['strudel', 'Wildcard', 0.3, [24, 25, 21, 20], 90],
  ['muffin', 'Core', 0.95, [23, 22, 22, 20], 87],
  ['cannoli', 'Wildcard', 0.42, [22, 21, 23, 20], 86],
  ['galette', 'Adjacent', 0.65, [24, 25, 20], 69],
  ['tartlet', 'Adjacent', 0.6, [24, 22, 20], 66],
  ['eclair', 'Adjacent', 0.78, [22, 22], 44],
  ['macaron', 'Wildcard', 0.38, [21, 19], 40],
  // Equal totals: by slug.
  ['brioche', 'Adjacent', 0.7, [19], 19],
  ['scone', 'Core', 0.9, [19], 19],
  ['cupcake', 'Core', 0.93, [17], 17],
  ['donut', 'Adjacent', 0.72, [16], 16],
];

// Tension, raised by, addressed (round: by), resolved (round: by).
const tensions = [
  ['T0001', 'macaron', [], ['1: macaron']],
  ['T0002', 'brioche', [], ['1: muffin']],
  ['T0003', 'strudel', ['1: strudel'], ['3: strudel']],
  ['T0004', 'scone', ['1: strudel'], ['3: judge']],
  ['T0005', 'eclair', ['1: cannoli, eclair'], ['3: judge']],
  ['T0006', 'cannoli', ['1: cannoli'], ['3: judge']],
  ['T0007', 'donut', ['1: tartlet'], ['3: judge']],
  ['T0008', 'cupcake', [], ['3: judge']],
  ['T0009', 'croissant', ['1: croissant'], ['3: judge']],
  ['T0010', 'muffin', ['1: muffin, eclair'], ['3: muffin']],
  ['T0101', 'croissant', ['2: croissant, galette'], ['3: judge']],
  ['T0102', 'strudel', [], ['2: croissant, strudel']],
  ['T0103', 'muffin', [], ['2: cannoli', '2: muffin', '3: muffin']],
  ['T0104', 'eclair', [], ['2: cannoli']],
  ['T0105', 'macaron', [], ['2: cannoli', '2: tartlet']],
  ['T0106', 'tartlet', ['2: tartlet'], ['3: tartlet']],
  ['T0107', 'galette', [], ['2: galette']],
];

const folder = sharedFolder();
let state: DialogueState;

beforeAll(async () => {
  const path = join(folder, 'dialogues.db');
  await store(path);
  state = await loadFrom(path);
});

describe('the figures of the record, from the stored data', () => {
  test('rounds: scores, velocity, convergence, totals', () => {
    const board = scoreboard(state);
    expect(
      board.rows.map(({ scores, metrics }) => [
        scores?.wisdom,
        scores?.consistency,
        scores?.truth,
        scores?.relationships,
        scores?.total,
        metrics?.openTensions,
        metrics?.newPerspectives,
        metrics?.velocity,
        metrics?.convergePercentShown,
      ]),
    ).toEqual(rounds);
    expect(board.totals).toEqual({ wisdom: 135, consistency: 104, truth: 92, relationships: 84, total: 415 });
  });

  test('panels of 10, 8, 6 and 6, and who had come from the pool', () => {
    const panels = state.list('round').map(({ panel }) => panel);
    expect(panels.map((panel) => panel.length)).toEqual([10, 8, 6, 6]);
    const fromPool = panels.map((panel) => panel.filter(({ source }) => source === 'pool').map(({ slug }) => slug));
    expect(fromPool.map((slugs) => slugs.length)).toEqual([10, 2, 0, 0]);
    expect(fromPool[1]).toEqual(['tartlet', 'galette']);
  });

  test('experts: tier, relevance, the score of each round, totals, ranks', () => {
    const relevance = new Map(state.list('expert').map((expert) => [expert.id, expert.relevance]));
    const ranking = expertRanking(state);
    expect(
      ranking.map(({ slug, tier, scores, total }) => [
        slug,
        tier,
        relevance.get(slug),
        scores.map(({ score }) => score),
        total,
      ]),
    ).toEqual(experts);
    expect(ranking.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 11, 12]);
  });

  test('17 tensions: who raised, addressed and resolved them, and when', () => {
    const told = (happenings: readonly { readonly round: number; readonly actors: readonly string[] }[]) =>
      happenings.map(({ round, actors }) => `${round}: ${actors.join(', ')}`);
    expect(
      tensionReport(state).map(({ id, raisedBy, addressed, resolutions }) => [
        id,
        raisedBy.join(', '),
        told(addressed),
        told(resolutions),
      ]),
    ).toEqual(tensions);
    expect(new Set(state.list('tension').map(({ status }) => status))).toEqual(new Set(['resolved']));
  });

  test('the verdict, with six recommendations adopted by it', () => {
    const [final, ...others] = state.list('verdict');
    expect(others).toEqual([]);
    expect(final).toMatchObject({ id: 'final', verdictType: 'final', round: 3, vote: '6-0', confidence: 'unanimous' });
    expect(final?.authorExpert).toBeUndefined();
    expect(
      state.list('recommendation').map(({ id, status, adoptedInVerdict }) => [id, status, adoptedInVerdict]),
    ).toEqual(['R0001', 'R0201', 'R0202', 'R0203', 'R0204', 'R0301'].map((id) => [id, 'adopted', 'final']));
  });
});

describe('what is printed', () => {
  test('the figures, ids and names of the stored data', () => {
    const text = dialogueLines(page, state).join('\n');
    expect(text).toContain('ALIGNMENT 415 = W135 C104 T92 R84');
    expect(text).toMatch(/^ {2}2 +32 +26 +25 +22 +105 +340 +1 +3 +4 +83 %$/m);
    expect(text).toMatch(/^ {3}1 {2}croissant .* 25 {2}25 {2}24 {2}20 +94$/m);
    expect(text).toContain('Tensions: 17, of which resolved 17');
    expect(text).toMatch(
      /^T0103 .*\n +raised .*\n +resolved +round 2 +cannoli .*\n +resolved +round 2 +muffin .*\n +resolved +round 3 +muffin/m,
    );
    expect(text).toMatch(/^ {4}R0203 {2}Canonical address .* addresses T0106$/m);
    expect(text).toMatch(/^ {4}E0201 {2}evidence /m);
    expect(text).toMatch(/^ {4}C0101 {2}claim /m);
    expect(text).toMatch(/^ {4}round 2 {2}T0102, T0103, T0104, T0105, T0107$/m);
    expect(text).toContain('Round 2: 1 open tensions registered, 10 counted.');
  });

  test('other stored data, other figures: nothing comes from the example file', async () => {
    const [first, ...rest] = example.rounds;
    if (first === undefined) throw new Error('the example has no rounds');
    const changed: Example = {
      ...example,
      rounds: [
        {
          ...first,
          scores: { wisdom: 1045, consistency: 30, truth: 25, relationships: 25 },
          metrics: { openTensions: 10, newPerspectives: 21, convergeSignals: 1, panelSize: 10 },
          expertScores: [{ expert: 'donut', score: 777 }],
        },
        ...rest.map((round) => ({
          ...round,
          transitions: (round.transitions ?? []).map((transition) =>
            transition.target === 'T0001'
              ? { ...transition, actors: ['donut'], reason: 'As somebody else says.' }
              : transition,
          ),
        })),
      ],
    };
    const path = join(temporaryFolder(), 'changed.db');
    await store(path, changed);
    const text = dialogueLines(page, await loadFrom(path)).join('\n');
    expect(text).toContain('ALIGNMENT 1415 = W1135 C104 T92 R84');
    expect(text).toMatch(/^ {2}0 +1045 +30 +25 +25 +1125 +1125 +10 +21 +31 +10 %$/m);
    expect(text).toMatch(/^ +1 {2}donut .* 777$/m);
    expect(text).toMatch(/^T0001 .*\n +raised .*\n +resolved +round 1 +donut +As somebody else says\.$/m);
    expect(text).not.toContain('ALIGNMENT 415');
  });
});
