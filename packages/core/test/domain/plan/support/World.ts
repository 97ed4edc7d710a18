import { expect } from 'vitest';
import type { RecordKey } from '../../../../src/address/RecordKey.ts';
import { decodeEntity, encodeEntity, keyOfEntity } from '../../../../src/domain/entities/index.ts';
import type { Entity, EntityTypes, Event, LifecycleEntity } from '../../../../src/domain/entities/types.ts';
import { lifecycleTypes, type EntityType } from '../../../../src/domain/enumerations.ts';
import type { EntityKey } from '../../../../src/domain/ids/entityKey.ts';
import { applyPlan, candidateKey, planners, type Plan, type Planner } from '../../../../src/domain/plan/index.ts';
import type { Reads, View } from '../../../../src/domain/plan/View.ts';
import { DialogueState } from '../../../../src/domain/state/DialogueState.ts';
import { faultsOf, type Fault } from '../../../../src/domain/validation/Fault.ts';

/** A dialogue that is written through planners alone, checked after every write. */
export class World {
  state = new DialogueState([]);
  #clock = 0;

  /** The instant of the latest write. */
  get now(): string {
    return `2026-02-06T18:39:${String(Math.floor(this.#clock / 1000)).padStart(2, '0')}.${String(this.#clock % 1000).padStart(3, '0')}Z`;
  }

  /** Plans and applies. */
  write<Input, Result>(planner: Planner<Input, Result>, input: unknown): Result {
    const { puts, result } = this.plan(planner, input);
    this.state = applyPlan(this.state, puts);
    expectSound(this.state);
    return result;
  }

  /** Plans without applying. Looking at a key that `reads` does not name fails. */
  plan<Input, Result>(planner: Planner<Input, Result>, input: unknown): Plan<Result> {
    this.#clock += 1;
    const parsed = planner.parse(input);
    const view = new AnnouncedView(this.state, planner.reads(parsed));
    const plan = planner.plan(view, parsed, { now: this.now });
    expectStorable(plan.puts);
    return plan;
  }

  /** The faults of a write that must be refused. */
  refuse<Input, Result>(planner: Planner<Input, Result>, input: unknown): readonly Fault[] {
    return expectFaults(this.#error(planner, input));
  }

  /** The faults of a refused write, as `code field value`. */
  refusals<Input, Result>(planner: Planner<Input, Result>, input: unknown): readonly string[] {
    return this.refuse(planner, input).map(brief);
  }

  /** The code of an error that concerns the whole write. */
  codeOf<Input, Result>(planner: Planner<Input, Result>, input: unknown): unknown {
    return (this.#error(planner, input) as { code?: unknown }).code;
  }

  #error<Input, Result>(planner: Planner<Input, Result>, input: unknown): unknown {
    try {
      this.plan(planner, input);
    } catch (error) {
      return error;
    }
    throw new Error('the write was not refused');
  }

  /** `3 resolved by muffin in 1`, for each event of an entity. */
  events(entityType: string, entityId: string): readonly string[] {
    return eventsOf(this.state, entityType, entityId).map(
      ({ seq, eventType, actors, eventRound }) => `${seq} ${eventType} by ${actors.join('+')} in ${eventRound}`,
    );
  }
}

export function brief({ code, field, value }: Fault): string {
  return `${code} ${field} ${value === undefined ? '-' : JSON.stringify(value)}`;
}

export function eventsOf(state: DialogueState, entityType: string, entityId: string): readonly Event[] {
  return state.list('event').filter((event) => event.entityType === entityType && event.entityId === entityId);
}

function expectStorable(puts: readonly Entity[]): void {
  const keys = puts.map(keyOfEntity);
  expect(new Set(keys).size, 'each entity is put once').toBe(keys.length);
  for (const entity of puts) {
    const key = keyOfEntity(entity);
    expect(decodeEntity(key, 1, encodeEntity(entity)), `${key} can be stored and read back`).toEqual(entity);
  }
}

function expectFaults(error: unknown): readonly Fault[] {
  expect(error).toMatchObject({ code: 'batch_validation_failed' });
  return faultsOf(error);
}

/** What holds in every state that planners make. */
export function expectSound(state: DialogueState): void {
  for (const type of lifecycleTypes) {
    for (const entity of state.list(type) as readonly LifecycleEntity[]) {
      const id = entity.type === 'round' ? String(entity.round).padStart(2, '0') : entity.id;
      const numbers = eventsOf(state, type, id).map(({ seq }) => seq);
      expect(numbers, `the events of ${type} ${id}`).toEqual(
        Array.from({ length: entity.eventCount }, (_, at) => at + 1),
      );
    }
  }
  for (const root of state.list('dialogue')) {
    expect(root.totalRounds).toBe(state.list('round').length);
    expect(root.totalAlignment).toBe(state.list('round').reduce((sum, { score }) => sum + (score ?? 0), 0));
  }
  for (const expert of state.list('expert')) {
    expect(expert.totalScore).toBe(Object.values(expert.scores).reduce((sum, score) => sum + score, 0));
  }
  const ids = new Set<string>();
  for (const type of ['perspective', 'tension', 'recommendation', 'evidence', 'claim'] as const) {
    const next = new Map<number, number>();
    for (const { id, round, seq } of state.list(type)) {
      ids.add(id);
      expect(seq, `${type}s of round ${round} are numbered without gaps`).toBe((next.get(round) ?? 0) + 1);
      next.set(round, seq);
    }
  }
  for (const { sourceId, targetId } of state.list('ref'))
    expect([ids.has(sourceId), ids.has(targetId)]).toEqual([true, true]);
}

/** Holds what `reads` announced, and for each prefix the key that comes next. */
class AnnouncedView implements View {
  readonly #state: DialogueState;
  readonly #reads: Reads;
  readonly #keys: ReadonlySet<RecordKey>;

  constructor(state: DialogueState, reads: Reads) {
    this.#state = state;
    this.#reads = reads;
    const next = (reads.prefixes ?? []).map((prefix) => candidateKey(prefix, state.last(prefix)));
    this.#keys = new Set([...reads.keys, ...next.filter((key) => key !== undefined)]);
  }

  get<T extends EntityType>(key: EntityKey<T>): EntityTypes[T] | undefined {
    if (this.#reads.everything !== true && !this.#keys.has(key)) throw new Error(`${key} was not announced by reads`);
    return this.#state.get(key);
  }

  last(prefix: string): RecordKey | undefined {
    const isKnown = this.#reads.everything === true || this.#reads.prefixes?.includes(prefix) === true;
    if (!isKnown) throw new Error(`${prefix} was not announced by reads`);
    return this.#state.last(prefix);
  }
}

export const muffin = { slug: 'muffin', role: 'Relational Database Architect', tier: 'Core', source: 'pool' } as const;
export const scone = { slug: 'scone', role: 'Platform Engineer', tier: 'Core', source: 'pool' } as const;
export const donut = { slug: 'donut', role: 'Cost Economist', tier: 'Adjacent', source: 'pool' } as const;

export const scores = { wisdom: 45, consistency: 30, truth: 25, relationships: 25 } as const;
export const metrics = { openTensions: 10, newPerspectives: 20, convergeSignals: 0, panelSize: 10 } as const;

/** A dialogue with three experts and `rounds` rounds, muffin and scone on each panel. */
export function worldWith(rounds: number): World {
  const world = new World();
  world.write(planners.createDialogue, { title: 'Storage' });
  for (const expert of [muffin, scone, donut]) world.write(planners.registerExpert, expert);
  for (let round = 0; round < rounds; round++) {
    world.write(planners.createRound, {
      round,
      panel: [
        { slug: 'muffin', source: 'pool' },
        { slug: 'scone', source: 'pool' },
      ],
    });
  }
  return world;
}

const bodies = {
  perspective: { content: 'It is so.' },
  tension: { description: 'But is it?' },
  recommendation: { content: 'Do it.' },
  evidence: { content: 'It was measured.' },
  claim: { content: 'It follows.' },
} as const;

/** The fields of an item without its round. */
export function item(type: keyof typeof bodies, fields: object = {}) {
  return { label: `A ${type}`, contributors: ['muffin'], ...bodies[type], ...fields };
}

/** Registers an item by muffin and answers its id. */
export function register(world: World, type: keyof typeof bodies, round: number, fields: object = {}): string {
  return world.write(planners.registerItem, { type, round, ...item(type, fields) }).id;
}
