import { describe, expect, test } from 'vitest';
import { itemTypes } from '../../../src/domain/enumerations.ts';
import { planners } from '../../../src/domain/plan/index.ts';
import { item, register, worldWith } from './support/World.ts';

describe('registerItem', () => {
  test.each([
    ['perspective', 'P0101', 'open'],
    ['tension', 'T0101', 'open'],
    ['recommendation', 'R0101', 'proposed'],
    ['evidence', 'E0101', 'cited'],
    ['claim', 'C0101', 'asserted'],
  ] as const)('a %s gets its id, first status and event', (type, id, status) => {
    const world = worldWith(2);
    const fields = item(type, { contributors: ['muffin', 'scone'] });
    expect(world.write(planners.registerItem, { type, round: 1, ...fields })).toEqual({
      type,
      id,
      round: 1,
      seq: 1,
      status,
      ...fields,
      references: [],
      createdAt: world.now,
      eventCount: 1,
    });
    expect(world.events(type, id)).toEqual(['1 created by muffin+scone in 1']);
  });

  test('numbers run per type and round', () => {
    const world = worldWith(2);
    const ids = [
      register(world, 'perspective', 0),
      register(world, 'perspective', 1),
      register(world, 'tension', 0),
      register(world, 'perspective', 0),
      register(world, 'tension', 1),
      register(world, 'perspective', 1),
    ];
    expect(ids).toEqual(['P0001', 'P0101', 'T0001', 'P0002', 'T0101', 'P0102']);
  });

  test('the hundredth of a type and round is refused, the first of the next round is not', () => {
    const world = worldWith(2);
    for (let seq = 1; seq <= 99; seq++) register(world, 'claim', 0);
    expect(world.refuse(planners.registerItem, { type: 'claim', round: 0, ...item('claim') })).toMatchObject([
      { code: 'sequence_exhausted', field: 'round', value: 0 },
    ]);
    expect(register(world, 'claim', 1)).toBe('C0101');
    expect(register(world, 'evidence', 0)).toBe('E0001');
  });

  test('references become edges, and change no status', () => {
    const world = worldWith(2);
    const tension = register(world, 'tension', 0);
    const perspective = register(world, 'perspective', 0);
    const references = [
      { refType: 'resolve', target: tension },
      { refType: 'support', target: perspective },
    ];
    const id = register(world, 'recommendation', 1, { references, parameters: { retries: [1, 2.5, null] } });
    expect(world.state.list('recommendation')).toMatchObject([
      {
        id,
        references: [
          { refType: 'resolve', targetId: 'T0001' },
          { refType: 'support', targetId: 'P0001' },
        ],
        parameters: { retries: [1, 2.5, null] },
      },
    ]);
    expect(world.state.list('ref')).toEqual([
      {
        type: 'ref',
        id: 'R0101#resolve#T0001',
        sourceId: 'R0101',
        refType: 'resolve',
        targetId: 'T0001',
        sourceType: 'recommendation',
        targetType: 'tension',
        createdAt: world.now,
      },
      {
        type: 'ref',
        id: 'R0101#support#P0001',
        sourceId: 'R0101',
        refType: 'support',
        targetId: 'P0001',
        sourceType: 'recommendation',
        targetType: 'perspective',
        createdAt: world.now,
      },
    ]);
    expect(world.state.list('tension')).toMatchObject([{ status: 'open', eventCount: 1 }]);
  });

  test('tells all faults of all references', () => {
    const world = worldWith(1);
    const tension = register(world, 'tension', 0);
    const claim = register(world, 'claim', 0);
    const references = [
      { refType: 'resolve', target: claim },
      { refType: 'refine', target: tension },
      { refType: 'support', target: 'E0099' },
      { refType: 'question', target: tension },
      { refType: 'question', target: tension },
      { refType: 'reopen', target: 'C0050' },
    ];
    const input = {
      type: 'claim',
      round: 0,
      ...item('claim', { contributors: ['scone', 'eclair', 'scone'], references }),
    };
    expect(world.refusals(planners.registerItem, input)).toEqual([
      'expert_not_in_dialogue contributors[1] "eclair"',
      'duplicate_entity contributors[2] "scone"',
      'invalid_ref_target references[0].target "C0001"',
      'refine_type_mismatch references[1].target "T0001"',
      'target_not_found references[2].target "E0099"',
      'duplicate_entity references[4].target "T0001"',
      'target_not_found references[5].target "C0050"',
      'invalid_ref_target references[5].target "C0050"',
    ]);
  });

  test('the id that it is about to get is not there yet', () => {
    const references = [{ refType: 'support', target: 'P0001' }];
    const input = { type: 'perspective', round: 0, ...item('perspective', { references }) };
    expect(worldWith(1).refusals(planners.registerItem, input)).toEqual([
      'target_not_found references[0].target "P0001"',
    ]);
  });

  test('needs its round', () => {
    const world = worldWith(1);
    expect(world.refusals(planners.registerItem, { type: 'claim', round: 1, ...item('claim') })).toEqual([
      'invalid_round round 1',
    ]);
  });

  test('the type says which fields there are', () => {
    const world = worldWith(1);
    expect(world.refusals(planners.registerItem, { type: 'tension', round: 0, ...item('claim') })).toEqual([
      'missing_field description -',
      'unknown_field content "It follows."',
    ]);
    expect(
      world.refusals(planners.registerItem, { type: 'claim', round: 0, ...item('claim', { parameters: 1 }) }),
    ).toEqual(['unknown_field parameters 1']);
    expect(
      world.refuse(planners.registerItem, { type: 'idea', round: 0, ...item('claim', { label: '' }) }),
    ).toMatchObject([
      { code: 'invalid_entity_type', field: 'type', value: 'idea', validOptions: itemTypes },
      { code: 'missing_field', field: 'label' },
    ]);
    expect(world.refusals(planners.registerItem, item('claim'))).toEqual([
      'missing_field type -',
      'missing_field round -',
    ]);
    expect(world.refusals(planners.registerItem, undefined)).toEqual(['missing_field input -']);
  });

  test('at least one contributor', () => {
    const input = { type: 'claim', round: 0, ...item('claim', { contributors: [] }) };
    expect(worldWith(1).refusals(planners.registerItem, input)).toEqual(['missing_field contributors "[list of 0]"']);
  });
});

describe('addRef', () => {
  test('joins two items', () => {
    const world = worldWith(1);
    const source = register(world, 'perspective', 0);
    const target = register(world, 'perspective', 0);
    expect(world.write(planners.addRef, { source, refType: 'refine', target })).toMatchObject({
      id: 'P0001#refine#P0002',
      sourceType: 'perspective',
      targetType: 'perspective',
    });
    expect(world.write(planners.addRef, { source, refType: 'support', target })).toMatchObject({ refType: 'support' });
    expect(world.write(planners.addRef, { source: target, refType: 'refine', target: source })).toBeDefined();
    expect(world.refuse(planners.addRef, { source, refType: 'refine', target })).toMatchObject([
      { code: 'duplicate_entity', field: 'target', value: 'P0002', context: { refType: 'refine' } },
    ]);
  });

  test.each(['resolve', 'reopen', 'address'])('%s points at a tension only', (refType) => {
    const world = worldWith(1);
    const perspective = register(world, 'perspective', 0);
    const tension = register(world, 'tension', 0);
    expect(world.refuse(planners.addRef, { source: tension, refType, target: perspective })).toEqual([
      {
        code: 'invalid_ref_target',
        message: `'${refType}' can only point at a tension, whose id begins with T; this is the id of a perspective.`,
        field: 'target',
        value: 'P0001',
        suggestion: 'Name the tension, or use a type such as support or question for a perspective.',
        context: { refType, targetType: 'perspective' },
      },
    ]);
    expect(world.write(planners.addRef, { source: perspective, refType, target: tension })).toMatchObject({ refType });
  });

  test.each(['support', 'oppose', 'question', 'depend'])('%s points at anything', (refType) => {
    const world = worldWith(1);
    const ids = itemTypes.map((type) => register(world, type, 0));
    const source = register(world, 'claim', 0);
    for (const target of ids) world.write(planners.addRef, { source, refType, target });
    expect(world.state.list('ref')).toHaveLength(5);
  });

  test('nothing refers to itself, both ends must exist, and the type must be one', () => {
    const world = worldWith(1);
    const id = register(world, 'tension', 0);
    expect(world.refusals(planners.addRef, { source: id, refType: 'resolve', target: id })).toEqual([
      'invalid_ref_target target "T0001"',
    ]);
    expect(world.refusals(planners.addRef, { source: 'C0002', refType: 'support', target: 'C0003' })).toEqual([
      'entity_not_found source "C0002"',
      'target_not_found target "C0003"',
    ]);
    expect(world.refusals(planners.addRef, { source: 'C0', refType: 'likes', target: 'MUFFIN-C0001' })).toEqual([
      'invalid_display_id source "C0"',
      'invalid_ref_type refType "likes"',
      'invalid_display_id target "MUFFIN-C0001"',
    ]);
  });
});

describe('registerMove', () => {
  test('numbers moves per expert and round', () => {
    const world = worldWith(2);
    const target = register(world, 'tension', 0);
    const move = (round: number, expert: string) =>
      world.write(planners.registerMove, { round, expert, moveType: 'challenge', targets: [target], context: 'Why?' })
        .id;
    expect([move(1, 'muffin'), move(1, 'muffin'), move(1, 'scone'), move(0, 'muffin')]).toEqual([
      '01#muffin#01',
      '01#muffin#02',
      '01#scone#01',
      '00#muffin#01',
    ]);
    expect(world.state.list('move')[0]).toEqual({
      type: 'move',
      id: '00#muffin#01',
      round: 0,
      expert: 'muffin',
      seq: 1,
      moveType: 'challenge',
      targets: ['T0001'],
      context: 'Why?',
      createdAt: world.now,
    });
  });

  test('a signal takes no number from the moves', () => {
    const world = worldWith(1);
    world.write(planners.signalConvergence, { round: 0, expert: 'muffin' });
    const move = { round: 0, expert: 'muffin', moveType: 'defend', targets: [] };
    expect(world.write(planners.registerMove, move)).toMatchObject({ seq: 1 });
    expect(world.write(planners.registerMove, move)).toMatchObject({ seq: 2 });
  });

  test('the hundredth is refused', () => {
    const world = worldWith(1);
    const move = { round: 0, expert: 'muffin', moveType: 'bridge', targets: [] };
    for (let seq = 1; seq <= 99; seq++) world.write(planners.registerMove, move);
    expect(world.refuse(planners.registerMove, move)).toMatchObject([
      { code: 'sequence_exhausted', field: 'expert', value: 'muffin' },
    ]);
    expect(world.write(planners.registerMove, { ...move, expert: 'scone' })).toMatchObject({ seq: 1 });
  });

  test('tells everything that is wrong', () => {
    const world = worldWith(1);
    const id = register(world, 'claim', 0);
    const move = { round: 3, expert: 'eclair', moveType: 'defend', targets: [id, 'C0002', id] };
    expect(world.refusals(planners.registerMove, move)).toEqual([
      'invalid_round round 3',
      'expert_not_in_dialogue expert "eclair"',
      'target_not_found targets[1] "C0002"',
      'duplicate_entity targets[2] "C0001"',
    ]);
    expect(
      world.refuse(planners.registerMove, { round: 0, expert: 'muffin', moveType: 'converge', targets: [] }),
    ).toMatchObject([
      {
        code: 'invalid_value',
        field: 'moveType',
        validOptions: ['defend', 'challenge', 'bridge', 'request', 'concede'],
      },
    ]);
  });
});

describe('signalConvergence', () => {
  test('signals once per expert and round, whatever is said the second time', () => {
    const world = worldWith(2);
    const first = world.write(planners.signalConvergence, { round: 1, expert: 'muffin', context: 'Ready.' });
    expect(first).toEqual({
      type: 'move',
      id: '01#muffin#00',
      round: 1,
      expert: 'muffin',
      seq: 0,
      moveType: 'converge',
      targets: [],
      context: 'Ready.',
      createdAt: world.now,
    });
    const again = world.plan(planners.signalConvergence, { round: 1, expert: 'muffin', context: 'Still.' });
    expect(again).toEqual({ puts: [], result: first });
    world.write(planners.signalConvergence, { round: 0, expert: 'muffin' });
    world.write(planners.signalConvergence, { round: 1, expert: 'scone' });
    expect(world.state.list('move').map(({ id }) => id)).toEqual(['00#muffin#00', '01#muffin#00', '01#scone#00']);
  });

  test('needs a round and an expert', () => {
    expect(worldWith(1).refusals(planners.signalConvergence, { round: 1, expert: 'eclair' })).toEqual([
      'invalid_round round 1',
      'expert_not_in_dialogue expert "eclair"',
    ]);
  });
});
