import { describe, expect, test } from 'vitest';
import type { RecordKey } from '../../../src/address/RecordKey.ts';
import { canonicalJson, type Json } from '../../../src/bytes/index.ts';
import type { EntityTypes } from '../../../src/domain/entities/types.ts';
import type { EntityType } from '../../../src/domain/enumerations.ts';
import type { EntityKey } from '../../../src/domain/ids/entityKey.ts';
import { applyPlan, candidateKey, planners } from '../../../src/domain/plan/index.ts';
import type { View } from '../../../src/domain/plan/View.ts';
import { DialogueState } from '../../../src/domain/state/DialogueState.ts';
import { item, register, worldWith, type World } from './support/World.ts';

function readsOf(world: World, planner: (typeof planners)['registerItem'], input: unknown) {
  return { reads: planner.reads(planner.parse(input)), world };
}

describe('reads', () => {
  test('of an item: the root, the round, its experts, its targets, one sequence; each once', () => {
    const references = ['P0001', 'T0001', 'P0001'].map((target) => ({ refType: 'support', target }));
    const input = { type: 'claim', round: 1, ...item('claim', { contributors: ['muffin', 'scone'], references }) };
    expect(readsOf(worldWith(0), planners.registerItem, input).reads).toEqual({
      keys: ['dialogue#meta', 'round#01', 'expert#muffin', 'expert#scone', 'perspective#00#01', 'tension#00#01'],
      prefixes: ['claim#01#'],
    });
  });

  test('of a transition: item, round, reasons and verdict', () => {
    const input = planners.transitionItem.parse({
      target: 'R0101',
      status: 'adopted',
      round: 2,
      reference: 'T0001',
      resultId: 'v01',
      adoptedInVerdict: 'final',
    });
    expect(planners.transitionItem.reads(input).keys).toEqual([
      'dialogue#meta',
      'recommendation#01#01',
      'round#02',
      'tension#00#01',
      'verdict#v01',
      'verdict#final',
    ]);
  });

  test('of more than one request holds: everything', () => {
    const contributors = (count: number) => Array.from({ length: count }, (_, at) => `expert-${at}`);
    const input = (count: number) => ({
      type: 'claim',
      round: 0,
      ...item('claim', { contributors: contributors(count) }),
    });
    // The root, the round and the candidate of the sequence are read with them: 97 in all.
    expect(readsOf(worldWith(0), planners.registerItem, input(94)).reads).not.toHaveProperty('everything');
    expect(readsOf(worldWith(0), planners.registerItem, input(95)).reads).toMatchObject({ everything: true });
  });
});

describe('candidateKey', () => {
  test.each([
    ['claim#01#', undefined, 'claim#01#01'],
    ['claim#01#', 'claim#01#09', 'claim#01#10'],
    ['claim#01#', 'claim#01#99', undefined],
    ['move#01#muffin#', 'move#01#muffin#00', 'move#01#muffin#01'],
  ])('after %s %s comes %s', (prefix, last, next) => {
    expect(candidateKey(prefix, last as RecordKey | undefined)).toBe(next);
  });
});

/** A view whose hints are as old as the dialogue. */
class OldHints implements View {
  readonly #state: DialogueState;
  constructor(state: DialogueState) {
    this.#state = state;
  }
  get<T extends EntityType>(key: EntityKey<T>): EntityTypes[T] | undefined {
    return this.#state.get(key);
  }
  last(): undefined {
    return undefined;
  }
}

describe('the view', () => {
  const context = { now: '2026-02-06T18:39:00.000Z' };

  test('an old hint changes no number', () => {
    const world = worldWith(1);
    for (let at = 0; at < 5; at++) register(world, 'claim', 0);
    const input = planners.registerItem.parse({ type: 'claim', round: 0, ...item('claim') });
    expect(planners.registerItem.plan(new OldHints(world.state), input, context).result.id).toBe('C0006');
    const move = planners.registerMove.parse({ round: 0, expert: 'muffin', moveType: 'defend', targets: [] });
    world.write(planners.registerMove, move);
    expect(planners.registerMove.plan(new OldHints(world.state), move, context).result.seq).toBe(2);
  });

  test('what it throws is never caught', () => {
    const unread = new Error('not read yet');
    const view: View = {
      get: () => {
        throw unread;
      },
      last: () => {
        throw unread;
      },
    };
    const inputs = new Map<string, unknown>([
      ['createDialogue', { title: 'a' }],
      ['setDialogueStatus', { status: 'converged' }],
      ['registerExpert', { slug: 'a', role: 'r', tier: 'Core', source: 'pool' }],
      ['scoreExpert', { expert: 'a', round: 0, score: 1 }],
      ['createRound', { round: 0, panel: [] }],
      ['setRoundStatus', { round: 0, status: 'completed' }],
      ['recordContent', { round: 0, expert: 'a', content: 'c' }],
      ['registerItem', { type: 'claim', round: 0, ...item('claim') }],
      ['registerMove', { round: 0, expert: 'a', moveType: 'defend', targets: [] }],
      ['addRef', { source: 'P0001', refType: 'support', target: 'P0002' }],
      ['recordVerdict', { id: 'a', verdictType: 'interim', round: 0, recommendation: 'r', description: 'd' }],
      ['transitionItem', { target: 'P0001', status: 'merged' }],
      ['commentTension', { target: 'T0001' }],
      ['signalConvergence', { round: 0, expert: 'a' }],
      ['registerRound', { round: 0, panel: [] }],
    ]);
    expect(new Set(inputs.keys())).toEqual(new Set(Object.keys(planners)));
    for (const [name, planner] of Object.entries(planners)) {
      const input = planner.parse(inputs.get(name)) as never;
      expect(() => planner.plan(view, input, context), name).toThrow(unread);
      expect(canonicalJson(input as Json), `${name}: parsed input is JSON`).toBeTypeOf('string');
      expect(planner.kind).toMatch(/^[a-z][a-z.-]*$/);
    }
  });

  test('a plan leaves the state it was made from alone', () => {
    const world = worldWith(1);
    const before = world.state;
    const entries = JSON.stringify([...before.entries()]);
    const { puts } = world.plan(planners.scoreExpert, { expert: 'muffin', round: 0, score: 5 });
    const after = applyPlan(before, puts);
    expect(JSON.stringify([...before.entries()])).toBe(entries);
    expect(after.size).toBe(before.size);
    expect(after.list('expert').find(({ id }) => id === 'muffin')).toMatchObject({ totalScore: 5 });
  });
});

test('kinds are distinct', () => {
  const kinds = Object.values(planners).map(({ kind }) => kind);
  expect(new Set(kinds).size).toBe(kinds.length);
});
