import { describe, expect, test } from 'vitest';
import { applyPlan, planners } from '../../../src/domain/plan/index.ts';
import { register, worldWith, type World } from './support/World.ts';

function move(world: World, target: string, status: string, because: object = {}) {
  return world.write(planners.transitionItem, { target, status, ...because });
}

describe('transitionItem', () => {
  test('changes the status and writes the event, both in one plan', () => {
    const world = worldWith(3);
    const id = register(world, 'tension', 1);
    const because = { round: 2, actors: ['scone'], reason: 'Narrowed.', reference: id, resultId: id };
    expect(move(world, id, 'addressed', because)).toMatchObject({ id, status: 'addressed', eventCount: 2 });
    expect(world.events('tension', id)).toEqual(['1 created by muffin in 1', '2 addressed by scone in 2']);
    expect(world.state.list('event').find(({ seq, entityId }) => entityId === id && seq === 2)).toEqual({
      type: 'event',
      id: 'tension#T0101#0002',
      entityType: 'tension',
      entityId: 'T0101',
      seq: 2,
      eventType: 'addressed',
      eventRound: 2,
      actors: ['scone'],
      reason: 'Narrowed.',
      reference: 'T0101',
      resultId: 'T0101',
      createdAt: world.now,
    });
  });

  test('without more the judge did it, in the round of the item', () => {
    const world = worldWith(3);
    const id = register(world, 'claim', 1);
    move(world, id, 'opposed');
    expect(world.events('claim', id)).toEqual(['1 created by muffin in 1', '2 opposed by judge in 1']);
  });

  test('a further resolution is an event and no change of status', () => {
    const world = worldWith(2);
    const id = register(world, 'tension', 0);
    move(world, id, 'resolved', { actors: ['muffin'] });
    expect(move(world, id, 'resolved', { round: 1, actors: ['scone'] })).toMatchObject({
      status: 'resolved',
      eventCount: 3,
    });
    move(world, id, 'reopened', { round: 1 });
    move(world, id, 'resolved', { round: 1 });
    expect(world.events('tension', id)).toEqual([
      '1 created by muffin in 0',
      '2 resolved by muffin in 0',
      '3 resolved by scone in 1',
      '4 reopened by judge in 1',
      '5 resolved by judge in 1',
    ]);
  });

  test('only `resolved` may be said twice', () => {
    const world = worldWith(1);
    const tension = register(world, 'tension', 0);
    move(world, tension, 'addressed');
    expect(world.refuse(planners.transitionItem, { target: tension, status: 'addressed' })).toMatchObject([
      {
        code: 'invalid_status_transition',
        validOptions: ['resolved', 'reopened'],
        context: { from: 'addressed', to: 'addressed' },
      },
    ]);
    const claim = register(world, 'claim', 0);
    move(world, claim, 'adopted');
    expect(world.refuse(planners.transitionItem, { target: claim, status: 'adopted' })).toMatchObject([
      { code: 'invalid_status_transition', validOptions: [] },
    ]);
  });

  test('a status of another type is no status, and the fault says whose it is', () => {
    const world = worldWith(1);
    const id = register(world, 'perspective', 0);
    expect(world.refuse(planners.transitionItem, { target: id, status: 'resolved' })).toEqual([
      {
        code: 'invalid_value',
        message: 'This is not a status of a perspective, but of a tension (its id begins with T).',
        field: 'status',
        value: 'resolved',
        validOptions: ['open', 'refined', 'conceded', 'merged'],
      },
    ]);
    expect(world.refuse(planners.transitionItem, { target: id, status: 'Merged' })).toMatchObject([
      { code: 'invalid_value', message: 'This is not a status of a perspective.', suggestion: 'merged' },
    ]);
    expect(world.refusals(planners.transitionItem, { target: 'P0002', status: 'gone' })).toEqual([
      'entity_not_found target "P0002"',
      'invalid_value status "gone"',
    ]);
  });

  test('`constructor` and `__proto__` are no statuses', () => {
    const world = worldWith(1);
    const id = register(world, 'perspective', 0);
    for (const status of ['constructor', '__proto__', 'toString']) {
      expect(world.refusals(planners.transitionItem, { target: id, status })).toEqual([
        `invalid_value status "${status}"`,
      ]);
    }
  });

  test('the round exists and is not before the item', () => {
    const world = worldWith(2);
    const id = register(world, 'tension', 1);
    expect(world.refuse(planners.transitionItem, { target: id, status: 'resolved', round: 0 })).toMatchObject([
      { code: 'invalid_round', field: 'round', value: 0, suggestion: 'Name round 1 or a later one.' },
    ]);
    expect(world.refusals(planners.transitionItem, { target: id, status: 'resolved', round: 2 })).toEqual([
      'invalid_round round 2',
    ]);
    expect(world.refusals(planners.transitionItem, { target: id, status: 'resolved', round: 100, actors: [] })).toEqual(
      ['invalid_round round 100', 'missing_field actors "[list of 0]"'],
    );
  });

  test('a reason may be an item or a verdict, and must exist', () => {
    const world = worldWith(1);
    const id = register(world, 'tension', 0);
    world.write(planners.recordVerdict, {
      id: 'v01',
      verdictType: 'interim',
      round: 0,
      recommendation: 'a',
      description: 'b',
    });
    const wrong = { target: id, status: 'resolved', reference: 'v02', resultId: 'P0001' };
    expect(world.refusals(planners.transitionItem, wrong)).toEqual([
      'target_not_found reference "v02"',
      'target_not_found resultId "P0001"',
    ]);
    move(world, id, 'resolved', { reference: 'v01' });
    expect(world.state.list('event').at(-1)).toMatchObject({ reference: 'v01' });
  });

  test('adopted by a verdict', () => {
    const world = worldWith(1);
    const id = register(world, 'recommendation', 0);
    const target = { target: id, status: 'adopted', adoptedInVerdict: 'final' };
    expect(world.refusals(planners.transitionItem, target)).toEqual(['target_not_found adoptedInVerdict "final"']);
    world.write(planners.recordVerdict, {
      id: 'final',
      verdictType: 'final',
      round: 0,
      recommendation: 'a',
      description: 'b',
    });
    expect(world.refusals(planners.transitionItem, { ...target, status: 'rejected' })).toEqual([
      'invalid_value adoptedInVerdict "final"',
    ]);
    const claim = register(world, 'claim', 0);
    expect(world.refusals(planners.transitionItem, { ...target, target: claim })).toEqual([
      'invalid_value adoptedInVerdict "final"',
    ]);
    expect(world.write(planners.transitionItem, target)).toMatchObject({
      status: 'adopted',
      adoptedInVerdict: 'final',
    });
  });

  test('adoption without a verdict is allowed', () => {
    const world = worldWith(1);
    expect(move(world, register(world, 'recommendation', 0), 'adopted')).not.toHaveProperty('adoptedInVerdict');
  });

  test('the last event is number 9999', () => {
    const world = worldWith(1);
    register(world, 'tension', 0);
    const [tension] = world.state.list('tension');
    if (tension === undefined) throw new Error('no tension');
    const full = applyPlan(world.state, [{ ...tension, status: 'resolved', eventCount: 9_998 }]);
    const context = { now: world.now };
    const { puts, result } = planners.transitionItem.plan(full, { target: 'T0001', status: 'resolved' }, context);
    expect(result).toMatchObject({ eventCount: 9_999 });
    expect(puts).toContainEqual(expect.objectContaining({ type: 'event', id: 'tension#T0001#9999' }));
    world.state = applyPlan(full, puts);
    expect(world.refuse(planners.transitionItem, { target: 'T0001', status: 'resolved' })).toMatchObject([
      { code: 'limit_exceeded', field: 'status', context: { limit: 'maxEvents', max: 9_999, actual: 10_000 } },
    ]);
    expect(world.refusals(planners.commentTension, { target: 'T0001' })).toEqual(['limit_exceeded target -']);
  });
});

describe('commentTension', () => {
  test('is an event and no change of status', () => {
    const world = worldWith(2);
    const id = register(world, 'tension', 0);
    const comment = { target: id, round: 1, actors: ['scone'], reason: 'Mind this.' };
    expect(world.write(planners.commentTension, comment)).toMatchObject({
      eventType: 'commented',
      seq: 2,
      reason: 'Mind this.',
    });
    expect(world.state.list('tension')).toMatchObject([{ status: 'open', eventCount: 2 }]);
    move(world, id, 'resolved');
    world.write(planners.commentTension, comment);
    expect(world.events('tension', id).map((event) => event.split(' ')[1])).toEqual([
      'created',
      'commented',
      'resolved',
      'commented',
    ]);
  });

  test('only a tension is commented', () => {
    const world = worldWith(1);
    register(world, 'tension', 0);
    register(world, 'perspective', 0);
    expect(world.refuse(planners.commentTension, { target: 'P0001' })).toMatchObject([
      { code: 'type_id_mismatch', field: 'target', value: 'P0001', suggestion: 'T0001' },
    ]);
    expect(world.refusals(planners.commentTension, { target: 'T0002', reference: 'C0001' })).toEqual([
      'entity_not_found target "T0002"',
      'target_not_found reference "C0001"',
    ]);
  });
});
