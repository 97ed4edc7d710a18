import { describe, expect, test } from 'vitest';
import { decodeEntity, encodeEntity, keyOfEntity } from '../../../src/domain/entities/index.ts';
import { planners } from '../../../src/domain/plan/index.ts';
import { item, register, scores, worldWith } from './support/World.ts';

/** Faults seen in an earlier implementation, and in recorded dialogues. */
describe('traps', () => {
  test('the letter of an id counts: P0001 never changes T0001', () => {
    const world = worldWith(1);
    register(world, 'tension', 0);
    register(world, 'perspective', 0);
    expect(world.refusals(planners.transitionItem, { target: 'P0001', status: 'resolved' })).toEqual([
      'invalid_value status "resolved"',
    ]);
    expect(world.refusals(planners.commentTension, { target: 'P0001' })).toEqual(['type_id_mismatch target "P0001"']);
    world.write(planners.transitionItem, { target: 'P0001', status: 'merged' });
    expect(world.state.list('tension')).toMatchObject([{ status: 'open', eventCount: 1 }]);
  });

  test('lifecycles are enforced', () => {
    const world = worldWith(1);
    register(world, 'evidence', 0);
    world.write(planners.transitionItem, { target: 'E0001', status: 'refuted' });
    expect(world.refusals(planners.transitionItem, { target: 'E0001', status: 'confirmed' })).toEqual([
      'invalid_status_transition status "confirmed"',
    ]);
  });

  test('a bad reference is refused and takes its item with it', () => {
    const world = worldWith(1);
    const references = [{ refType: 'support', target: 'T0009' }];
    expect(
      world.refusals(planners.registerItem, { type: 'claim', round: 0, ...item('claim', { references }) }),
    ).toEqual(['target_not_found references[0].target "T0009"']);
    expect(world.state.list('claim')).toEqual([]);
  });

  test('an unknown status does not read back as a default', () => {
    const world = worldWith(1);
    register(world, 'tension', 0);
    expect(world.refusals(planners.transitionItem, { target: 'T0001', status: 'closed' })).toEqual([
      'invalid_value status "closed"',
    ]);
    const [tension] = world.state.list('tension');
    if (tension === undefined) throw new Error('no tension');
    const stored = { ...encodeEntity(tension), status: 'closed' };
    expect(() => decodeEntity(keyOfEntity(tension), 1, stored)).toThrow(
      expect.objectContaining({ code: 'integrity_error' }),
    );
  });

  test('two events of one instant both live', () => {
    const world = worldWith(1);
    register(world, 'tension', 0);
    const transitions = [
      { target: 'T0001', status: 'resolved' },
      { target: 'T0001', status: 'resolved' },
    ];
    world.write(planners.registerRound, { round: 1, panel: [], transitions });
    const events = world.state.list('event').filter(({ entityId }) => entityId === 'T0001');
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(events[1]?.createdAt).toBe(events[2]?.createdAt);
  });

  test('totals do not depend on the order of calls', () => {
    const late = { wisdom: 1, consistency: 1, truth: 1, relationships: 1 };
    const first = worldWith(2);
    first.write(planners.setRoundStatus, { round: 0, status: 'completed', scores });
    first.write(planners.setRoundStatus, { round: 1, status: 'completed', scores: late });
    const second = worldWith(2);
    second.write(planners.setRoundStatus, { round: 1, status: 'in_progress', scores });
    second.write(planners.setRoundStatus, { round: 1, status: 'completed', scores: late });
    second.write(planners.setRoundStatus, { round: 0, status: 'completed', scores });
    expect(first.state.list('dialogue')).toMatchObject([{ totalAlignment: 129 }]);
    expect(second.state.list('dialogue')).toMatchObject([{ totalAlignment: 129 }]);
  });

  test('the score of a missing expert is no success', () => {
    expect(worldWith(1).refusals(planners.scoreExpert, { expert: 'nobody', round: 0, score: 9 })).toEqual([
      'expert_not_in_dialogue expert "nobody"',
    ]);
  });

  test('one bad item keeps the whole round out', () => {
    const world = worldWith(0);
    const before = world.state;
    const claims = [item('claim'), item('claim', { contributors: ['nobody'] })];
    expect(world.refusals(planners.registerRound, { round: 0, panel: [], claims })).toHaveLength(1);
    expect(world.state).toBe(before);
    expect(world.write(planners.registerRound, { round: 0, panel: [], claims: claims.slice(0, 1) }).ids).toEqual([
      { id: 'C0001' },
    ]);
  });

  test('an expert who is no author may resolve a tension, and others again', () => {
    const world = worldWith(2);
    register(world, 'tension', 0);
    for (const slug of ['scone', 'donut', 'muffin']) {
      world.write(planners.transitionItem, { target: 'T0001', status: 'resolved', round: 1, actors: [slug] });
    }
    expect(world.events('tension', 'T0001')).toEqual([
      '1 created by muffin in 0',
      '2 resolved by scone in 1',
      '3 resolved by donut in 1',
      '4 resolved by muffin in 1',
    ]);
  });

  test("experts' scores need not add up to the round's", () => {
    const world = worldWith(0);
    const expertScores = [{ expert: 'muffin', score: 1_000 }];
    world.write(planners.registerRound, { round: 0, panel: [], scores, expertScores });
    expect(world.state.list('round')).toMatchObject([{ score: 125 }]);
  });
});
