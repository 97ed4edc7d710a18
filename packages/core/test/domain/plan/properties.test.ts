import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemTypes, type ItemType } from '../../../src/domain/enumerations.ts';
import { initialStatus, nextStatuses, statusesOf } from '../../../src/domain/lifecycle/lifecycles.ts';
import { planners } from '../../../src/domain/plan/index.ts';
import { isColloquyError } from '../../../src/errors/index.ts';
import { seeded } from '../seeded.ts';
import { brief, item, register, worldWith, type World } from './support/World.ts';

const anyStatus = fc.constantFrom(...new Set(itemTypes.flatMap((type) => [...statusesOf(type)])));
const anyItemType = fc.constantFrom(...itemTypes);

/** True when the write was accepted; the world checks every state that comes of it. */
function attempt(write: () => unknown): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if (isColloquyError(error, 'batch_validation_failed')) return false;
    throw error;
  }
}

/** What the lifecycle makes of a request: the next status, or undefined. */
function follow(type: ItemType, from: string, to: string): string | undefined {
  const again = type === 'tension' && from === 'resolved' && to === 'resolved';
  return again || nextStatuses(type, from).includes(to) ? to : undefined;
}

describe('transitions', () => {
  test('whatever is asked, the status is reached along the lifecycle and each step has its event', () => {
    fc.assert(
      fc.property(anyItemType, fc.array(anyStatus, { maxLength: 12 }), (type, requests) => {
        const world = worldWith(1);
        const id = register(world, type, 0);
        let status: string = initialStatus[type];
        const steps = ['created'];
        for (const request of requests) {
          const next = follow(type, status, request);
          expect(attempt(() => world.write(planners.transitionItem, { target: id, status: request }))).toBe(
            next !== undefined,
          );
          if (next === undefined) continue;
          status = next;
          steps.push(next);
        }
        expect(world.state.list(type)).toMatchObject([{ status, eventCount: steps.length }]);
        expect(world.events(type, id).map((event) => event.split(' ')[1])).toEqual(steps);
      }),
      seeded(150),
    );
  });

  test('in one batch they come to the same as one by one', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyItemType, fc.nat(3)), { maxLength: 15 }), (choices) => {
        const statuses = new Map<ItemType, string>(itemTypes.map((type) => [type, initialStatus[type]]));
        const transitions = choices.flatMap(([type, choice]) => {
          const next = nextStatuses(type, statuses.get(type) ?? '');
          const status = next[choice % Math.max(1, next.length)];
          if (status === undefined) return [];
          statuses.set(type, status);
          return [{ type, status }];
        });
        const single = worldWith(1);
        const batch = worldWith(1);
        const ids = new Map(itemTypes.map((type) => [type, register(single, type, 0)]));
        for (const type of itemTypes) register(batch, type, 0);
        const inputs = transitions.map(({ type, status }) => ({ target: ids.get(type), status, round: 0 }));
        for (const input of inputs) single.write(planners.transitionItem, input);
        batch.write(planners.registerRound, { round: 1, panel: [], transitions: inputs });
        for (const type of itemTypes) {
          expect(batch.state.list(type).map(timeless)).toEqual(single.state.list(type).map(timeless));
          const id = ids.get(type) ?? '';
          expect(batch.events(type, id)).toEqual(single.events(type, id));
        }
      }),
      seeded(60),
    );
  });
});

function timeless<T extends { readonly createdAt: string }>(entity: T): T {
  return { ...entity, createdAt: '' };
}

describe('scores', () => {
  const call = fc.record({
    expert: fc.constantFrom('muffin', 'scone'),
    round: fc.nat(2),
    score: fc.constantFrom(0, 1, 25, 9_007_199_254_740),
  });

  test('the last score of each round counts, once', () => {
    fc.assert(
      fc.property(fc.array(call, { maxLength: 15 }), (calls) => {
        const world = worldWith(3);
        const expected = new Map<string, Map<number, number>>();
        for (const input of calls) {
          world.write(planners.scoreExpert, input);
          expected.set(input.expert, new Map(expected.get(input.expert)).set(input.round, input.score));
        }
        for (const { id, scores } of world.state.list('expert')) {
          expect(new Map(Object.entries(scores).map(([round, score]) => [Number(round), score]))).toEqual(
            expected.get(id) ?? new Map(),
          );
        }
      }),
      seeded(60),
    );
  });

  test('in any order, and however often said, the same scores give the same experts', () => {
    const distinct = fc.uniqueArray(call, { selector: ({ expert, round }) => `${expert}${round}`, minLength: 1 });
    const orders = distinct.chain((calls) =>
      fc.tuple(fc.constant(calls), fc.shuffledSubarray([...calls, ...calls], { minLength: 2 * calls.length })),
    );
    fc.assert(
      fc.property(orders, ([calls, shuffled]) => {
        const [first, second] = [worldWith(3), worldWith(3)];
        for (const input of calls) first.write(planners.scoreExpert, input);
        for (const input of shuffled) second.write(planners.scoreExpert, input);
        expect(second.state.list('expert')).toEqual(first.state.list('expert'));
      }),
      seeded(60),
    );
  });
});

describe('ids', () => {
  const single = fc.record({ type: anyItemType, round: fc.nat(1) });
  const counts = fc.record({ perspectives: fc.nat(4), tensions: fc.nat(4), claims: fc.nat(4) });
  const many = (count: number, type: ItemType) => Array.from({ length: count }, () => item(type));

  test('are dense per round and type, one by one and in batches', () => {
    fc.assert(
      fc.property(
        fc.array(single, { maxLength: 8 }),
        counts,
        fc.array(single, { maxLength: 8 }),
        (before, batch, after) => {
          const world = worldWith(2);
          for (const { type, round } of before) register(world, type, round);
          const { ids } = world.write(planners.registerRound, {
            round: 2,
            panel: [],
            perspectives: many(batch.perspectives, 'perspective'),
            tensions: many(batch.tensions, 'tension'),
            claims: many(batch.claims, 'claim'),
          });
          for (const { type, round } of after) register(world, type, round + 1);
          expect(ids).toHaveLength(batch.perspectives + batch.tensions + batch.claims);
          const stored = itemTypes.flatMap((type) => world.state.list(type).map(({ id }) => id));
          expect(new Set(stored).size).toBe(stored.length);
          expect(stored).toHaveLength(before.length + ids.length + after.length);
        },
      ),
      seeded(40),
    );
  });
});

interface Batch {
  [list: string]: unknown;
}

/** A valid second round, anew each time. */
function validBatch(): Batch {
  return {
    round: 1,
    panel: [{ slug: 'muffin', source: 'retained' }],
    contents: [{ expert: 'muffin', content: 'Raw.' }],
    expertScores: [{ expert: 'scone', score: 5 }],
    perspectives: [item('perspective', { localId: 'MUFFIN-P0101' }), item('perspective')],
    tensions: [
      item('tension', { localId: 'MUFFIN-T0101', references: [{ refType: 'question', target: 'MUFFIN-P0101' }] }),
    ],
    refs: [{ source: 'MUFFIN-P0101', refType: 'address', target: 'T0001' }],
    moves: [{ expert: 'scone', moveType: 'bridge', targets: ['MUFFIN-P0101', 'T0001'] }],
    verdicts: [
      { id: 'v01', verdictType: 'interim', recommendation: 'r', description: 'd', tensionsAccepted: ['MUFFIN-T0101'] },
    ],
    transitions: [{ target: 'T0001', status: 'addressed' }],
    comments: [{ target: 'MUFFIN-T0101', reference: 'v01' }],
    converge: ['muffin'],
    complete: true,
  };
}

function base(): World {
  const world = worldWith(1);
  register(world, 'tension', 0);
  return world;
}

/** Ways to spoil the batch, each in a place of its own, with the fault it must bring. */
const spoilers: readonly { readonly fault: string; readonly spoil: (batch: Batch) => void }[] = [
  { fault: 'unknown_field summery "s"', spoil: (batch) => (batch['summery'] = 's') },
  {
    fault: 'expert_not_in_dialogue panel[1].slug "x"',
    spoil: (batch) => push(batch, 'panel', { slug: 'x', source: 'pool' }),
  },
  {
    fault: 'duplicate_entity experts[0].slug "donut"',
    spoil: (batch) => (batch['experts'] = [{ slug: 'donut', role: 'r', tier: 'Core', source: 'pool' }]),
  },
  {
    fault: 'missing_field contents[1].content " "',
    spoil: (batch) => push(batch, 'contents', { expert: 'scone', content: ' ' }),
  },
  {
    fault: 'expert_not_in_dialogue expertScores[1].expert "x"',
    spoil: (batch) => push(batch, 'expertScores', { expert: 'x', score: 1 }),
  },
  {
    fault: 'invalid_value perspectives[2].label 7',
    spoil: (batch) => push(batch, 'perspectives', item('perspective', { label: 7 })),
  },
  {
    fault: 'invalid_local_id tensions[1].localId "MUFFIN-T0001"',
    spoil: (batch) => push(batch, 'tensions', item('tension', { localId: 'MUFFIN-T0001' })),
  },
  {
    fault: 'invalid_ref_target claims[0].references[0].target "MUFFIN-P0101"',
    spoil: (batch) =>
      push(batch, 'claims', item('claim', { references: [{ refType: 'resolve', target: 'MUFFIN-P0101' }] })),
  },
  {
    fault: 'refine_type_mismatch refs[1].target "T0001"',
    spoil: (batch) => push(batch, 'refs', { source: 'MUFFIN-P0101', refType: 'refine', target: 'T0001' }),
  },
  {
    fault: 'target_not_found moves[1].targets[0] "C0001"',
    spoil: (batch) => push(batch, 'moves', { expert: 'muffin', moveType: 'defend', targets: ['C0001'] }),
  },
  {
    fault: 'invalid_value verdicts[1].id "v02"',
    spoil: (batch) =>
      push(batch, 'verdicts', { id: 'v02', verdictType: 'final', recommendation: 'r', description: 'd' }),
  },
  {
    fault: 'invalid_status_transition transitions[1].status "addressed"',
    spoil: (batch) => push(batch, 'transitions', { target: 'T0001', status: 'addressed' }),
  },
  {
    fault: 'type_id_mismatch comments[1].target "MUFFIN-P0101"',
    spoil: (batch) => push(batch, 'comments', { target: 'MUFFIN-P0101' }),
  },
  { fault: 'expert_not_in_dialogue converge[1] "x"', spoil: (batch) => push(batch, 'converge', 'x') },
];

function push(batch: Batch, list: string, added: unknown): void {
  const items = batch[list];
  batch[list] = Array.isArray(items) ? [...(items as readonly unknown[]), added] : [added];
}

describe('a batch', () => {
  test('is valid before it is spoilt', () => {
    expect(base().write(planners.registerRound, validBatch()).ids).toHaveLength(3);
  });

  test('tells exactly the faults that were put into it, all of them, and plans nothing', () => {
    fc.assert(
      fc.property(fc.subarray([...spoilers], { minLength: 1 }), (chosen) => {
        const world = base();
        const batch = validBatch();
        for (const { spoil } of chosen) spoil(batch);
        const before = JSON.stringify([...world.state.entries()]);
        const faults = world.refuse(planners.registerRound, batch);
        expect(faults.map(brief).toSorted(byText)).toEqual(chosen.map(({ fault }) => fault).toSorted(byText));
        expect(JSON.stringify([...world.state.entries()])).toBe(before);
      }),
      seeded(150),
    );
  });

  test('is planned the same each time it is planned', () => {
    const world = base();
    const context = { now: '2026-02-06T18:39:00.000Z' };
    const plan = () => planners.registerRound.plan(world.state, planners.registerRound.parse(validBatch()), context);
    expect(JSON.stringify(plan())).toBe(JSON.stringify(plan()));
  });

  test('anything at all is refused in an orderly way', () => {
    const world = base();
    const value = fc.oneof(
      {
        weight: 1,
        arbitrary: fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
      },
      { weight: 1, arbitrary: fc.array(fc.anything(), { maxLength: 3 }) },
      {
        weight: 1,
        arbitrary: fc.array(
          fc.dictionary(
            fc.constantFrom('label', 'contributors', 'references', 'target', 'localId', 'expert', 'id'),
            fc.anything(),
          ),
          { maxLength: 2 },
        ),
      },
    );
    const names = fc.constantFrom(...Object.keys(validBatch()), 'claims', 'experts', '__proto__');
    fc.assert(
      fc.property(fc.array(fc.tuple(names, value), { minLength: 1, maxLength: 4 }), (changes) => {
        const batch = Object.fromEntries([...Object.entries(validBatch()), ...changes]);
        attempt(() => world.plan(planners.registerRound, batch));
      }),
      seeded(400),
    );
  });
});

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
