import { describe, expect, test } from 'vitest';
import { planners } from '../../../src/domain/plan/index.ts';
import { donut, item, metrics, muffin, register, scone, scores, World, worldWith } from './support/World.ts';

const panel = [
  { slug: 'muffin', source: 'pool' },
  { slug: 'scone', source: 'pool' },
] as const;

function begun(): World {
  const world = new World();
  world.write(planners.createDialogue, { title: 'Storage' });
  return world;
}

describe('registerRound', () => {
  test('registers everything at once', () => {
    const world = begun();
    const result = world.write(planners.registerRound, {
      round: 0,
      title: 'Opening',
      summary: 'Many views.',
      experts: [muffin, scone, donut],
      panel,
      scores,
      metrics,
      contents: [{ expert: 'muffin', content: 'Raw.' }],
      expertScores: [
        { expert: 'muffin', score: 23 },
        { expert: 'scone', score: 19 },
      ],
      perspectives: [item('perspective', { localId: 'MUFFIN-P0001' }), item('perspective')],
      tensions: [item('tension', { localId: 'MUFFIN-T0001' })],
      recommendations: [item('recommendation', { parameters: { a: 1 } })],
      evidence: [item('evidence')],
      claims: [item('claim', { localId: 'MUFFIN-C0007' })],
      refs: [{ source: 'MUFFIN-C0007', refType: 'depend', target: 'MUFFIN-P0001' }],
      moves: [
        { expert: 'scone', moveType: 'challenge', targets: ['MUFFIN-P0001'] },
        { expert: 'scone', moveType: 'bridge', targets: [] },
      ],
      verdicts: [
        {
          id: 'v01',
          verdictType: 'interim',
          recommendation: 'Wait.',
          description: 'd',
          tensionsAccepted: ['MUFFIN-T0001'],
        },
      ],
      transitions: [{ target: 'MUFFIN-T0001', status: 'addressed', reference: 'MUFFIN-P0001', actors: ['scone'] }],
      comments: [{ target: 'MUFFIN-T0001', reason: 'Hm.', reference: 'v01' }],
      converge: ['scone', 'scone'],
      complete: true,
    });
    expect(result).toEqual({
      round: 0,
      ids: [
        { localId: 'MUFFIN-P0001', id: 'P0001' },
        { id: 'P0002' },
        { localId: 'MUFFIN-T0001', id: 'T0001' },
        { id: 'R0001' },
        { id: 'E0001' },
        { localId: 'MUFFIN-C0007', id: 'C0001' },
      ],
    });
    const { state } = world;
    expect(state.list('dialogue')).toMatchObject([{ totalRounds: 1, totalAlignment: 125 }]);
    expect(state.list('expert').map(({ id, firstRound, totalScore }) => [id, firstRound, totalScore])).toEqual([
      ['donut', undefined, 0],
      ['muffin', 0, 23],
      ['scone', 0, 19],
    ]);
    expect(state.list('round')).toMatchObject([
      {
        title: 'Opening',
        summary: 'Many views.',
        panel,
        score: 125,
        ...metrics,
        status: 'completed',
        completedAt: world.now,
      },
    ]);
    expect(world.events('round', '00')).toEqual(['1 created by judge in 0', '2 completed by judge in 0']);
    expect(state.list('content')).toMatchObject([{ id: '00#muffin', content: 'Raw.' }]);
    expect(state.list('ref').map(({ id }) => id)).toEqual(['C0001#depend#P0001']);
    expect(state.list('move').map(({ id, moveType, targets }) => [id, moveType, targets])).toEqual([
      ['00#scone#00', 'converge', []],
      ['00#scone#01', 'challenge', ['P0001']],
      ['00#scone#02', 'bridge', []],
    ]);
    expect(state.list('verdict')).toMatchObject([{ id: 'v01', round: 0, tensionsAccepted: ['T0001'] }]);
    expect(state.list('tension')).toMatchObject([{ status: 'addressed', eventCount: 3 }]);
    expect(world.events('tension', 'T0001')).toEqual([
      '1 created by muffin in 0',
      '2 addressed by scone in 0',
      '3 commented by judge in 0',
    ]);
    expect(state.list('event').map(({ reference }) => reference)).toContain('P0001');
    expect(JSON.stringify([...state.entries()])).not.toContain('MUFFIN-');
  });

  test('only the round is needed', () => {
    const world = begun();
    expect(world.write(planners.registerRound, { round: 0, panel: [] })).toEqual({ round: 0, ids: [] });
    expect(world.state.list('round')).toMatchObject([{ status: 'open', panel: [] }]);
  });

  test('items refer forward, to each other and across types', () => {
    const world = worldWith(0);
    world.write(planners.registerRound, {
      round: 0,
      panel,
      perspectives: [
        item('perspective', { localId: 'MUFFIN-P0001', references: [{ refType: 'refine', target: 'MUFFIN-P0002' }] }),
        item('perspective', { localId: 'MUFFIN-P0002', references: [{ refType: 'resolve', target: 'SCONE-T0001' }] }),
      ],
      tensions: [
        item('tension', {
          localId: 'SCONE-T0001',
          contributors: ['scone'],
          references: [{ refType: 'question', target: 'MUFFIN-P0001' }],
        }),
      ],
    });
    expect(world.state.list('ref').map(({ id }) => id)).toEqual([
      'P0001#refine#P0002',
      'P0002#resolve#T0001',
      'T0001#question#P0001',
    ]);
  });

  test('the same local id of another expert or round is another item', () => {
    const world = worldWith(0);
    const batch = (round: number) => ({
      round,
      panel,
      perspectives: ['muffin', 'scone'].map((slug) =>
        item('perspective', { contributors: [slug], label: slug, localId: `${slug.toUpperCase()}-P0${round}01` }),
      ),
      claims: [item('claim', { references: [{ refType: 'support', target: `SCONE-P0${round}01` }] })],
    });
    world.write(planners.registerRound, batch(0));
    world.write(planners.registerRound, batch(1));
    expect(world.state.list('perspective').map(({ id, label }) => [id, label])).toEqual([
      ['P0001', 'muffin'],
      ['P0002', 'scone'],
      ['P0101', 'muffin'],
      ['P0102', 'scone'],
    ]);
    expect(world.state.list('ref').map(({ id }) => id)).toEqual(['C0001#support#P0002', 'C0101#support#P0102']);
  });

  test('earlier rounds are named by display id, and changed', () => {
    const world = worldWith(1);
    const tension = register(world, 'tension', 0);
    const recommendation = register(world, 'recommendation', 0);
    world.write(planners.registerRound, {
      round: 1,
      panel,
      claims: [item('claim', { references: [{ refType: 'resolve', target: tension }] })],
      verdicts: [{ id: 'final', verdictType: 'final', recommendation: 'Do.', description: 'd' }],
      transitions: [
        { target: tension, status: 'addressed', actors: ['scone'] },
        { target: tension, status: 'resolved', actors: ['muffin'], reference: recommendation },
        { target: tension, status: 'resolved', actors: ['scone'], round: 0 },
        { target: recommendation, status: 'adopted', adoptedInVerdict: 'final' },
      ],
    });
    expect(world.events('tension', tension)).toEqual([
      '1 created by muffin in 0',
      '2 addressed by scone in 1',
      '3 resolved by muffin in 1',
      '4 resolved by scone in 0',
    ]);
    expect(world.state.list('tension')).toMatchObject([{ status: 'resolved', eventCount: 4 }]);
    expect(world.state.list('recommendation')).toMatchObject([{ status: 'adopted', adoptedInVerdict: 'final' }]);
  });

  test('a round of 500 records is one plan', () => {
    const world = worldWith(1);
    const many = (type: Parameters<typeof item>[0], count: number) => Array.from({ length: count }, () => item(type));
    const { puts, result } = world.plan(planners.registerRound, {
      round: 1,
      panel,
      perspectives: many('perspective', 99),
      tensions: many('tension', 99),
      evidence: many('evidence', 50),
    });
    expect(puts.length).toBe(3 + 2 * 248);
    expect(result.ids.at(-1)).toEqual({ id: 'E0150' });
  });

  test('is planned from a loaded dialogue', () => {
    const draft = planners.registerRound.parse({ round: 0, panel: [] });
    expect(planners.registerRound.reads(draft)).toEqual({ keys: ['dialogue#meta'], everything: true });
  });
});
