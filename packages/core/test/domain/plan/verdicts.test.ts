import { describe, expect, test } from 'vitest';
import { planners } from '../../../src/domain/plan/index.ts';
import { register, worldWith } from './support/World.ts';

const verdict = {
  id: 'final',
  verdictType: 'final',
  round: 0,
  recommendation: 'Do not.',
  description: 'Amend it.',
} as const;

describe('recordVerdict', () => {
  test('puts the snapshot as given, without denormalised arrays', () => {
    const world = worldWith(1);
    const accepted = register(world, 'tension', 0);
    const input = {
      ...verdict,
      confidence: 'unanimous',
      authorExpert: 'scone',
      conditions: ['If it is fast.'],
      vote: '6 of 6',
      tensionsAccepted: [accepted],
      supportingExperts: ['muffin', 'scone'],
      ethosCompliance: 'Full.',
    };
    expect(world.write(planners.recordVerdict, input)).toEqual({ type: 'verdict', ...input, createdAt: world.now });
    expect(world.state.list('tension')).toMatchObject([{ status: 'open', eventCount: 1 }]);
  });

  test('is never replaced: a second final is a duplicate', () => {
    const world = worldWith(1);
    world.write(planners.recordVerdict, verdict);
    expect(world.refuse(planners.recordVerdict, { ...verdict, recommendation: 'Do.' })).toMatchObject([
      { code: 'duplicate_entity', field: 'id', value: 'final' },
    ]);
    world.write(planners.recordVerdict, { ...verdict, id: 'minority-scone', verdictType: 'minority' });
    expect(
      world.refusals(planners.recordVerdict, { ...verdict, id: 'minority-scone', verdictType: 'dissent' }),
    ).toEqual(['duplicate_entity id "minority-scone"']);
    expect(world.state.list('verdict')).toHaveLength(2);
  });

  test('exactly the id final has the type final', () => {
    const world = worldWith(1);
    expect(world.refuse(planners.recordVerdict, { ...verdict, verdictType: 'interim' })).toMatchObject([
      { code: 'invalid_value', field: 'verdictType', value: 'interim', validOptions: ['final'] },
    ]);
    expect(world.refuse(planners.recordVerdict, { ...verdict, id: 'v01' })).toMatchObject([
      { code: 'invalid_value', field: 'id', value: 'v01', validOptions: ['final'] },
    ]);
  });

  test('what it names must exist, and an accepted tension be one', () => {
    const world = worldWith(1);
    const tension = register(world, 'tension', 0);
    register(world, 'perspective', 0);
    const input = {
      ...verdict,
      round: 1,
      authorExpert: 'eclair',
      tensionsAccepted: ['P0001', 'T0002', tension, tension],
      supportingExperts: ['muffin', 'tartlet'],
    };
    expect(world.refusals(planners.recordVerdict, input)).toEqual([
      'invalid_round round 1',
      'expert_not_in_dialogue authorExpert "eclair"',
      'type_id_mismatch tensionsAccepted[0] "P0001"',
      'target_not_found tensionsAccepted[1] "T0002"',
      'duplicate_entity tensionsAccepted[3] "T0001"',
      'expert_not_in_dialogue supportingExperts[1] "tartlet"',
    ]);
    const [, , mismatch] = world.refuse(planners.recordVerdict, input);
    expect(mismatch).toMatchObject({
      message: 'This is the id of a perspective; here only a tension can stand, whose id begins with T.',
      suggestion: 'T0001',
    });
  });
});
