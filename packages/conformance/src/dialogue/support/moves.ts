import {
  MemoryMoveRegister,
  type DialogueStore,
  type Keyring,
  type MigrationBackend,
  type MigrationPort,
  type MigrationStore,
  type Mover,
  type MoverOptions,
  type MoveRegister,
  type MoveStep,
  type MoveStepEvent,
  type PartitionStore,
  type ResidenceStatus,
} from '@colloquy/core';
import {
  createTestDialogueStore,
  createTestMigrationStore,
  createTestMover,
  seededSources,
} from '@colloquy/core/testing';
import type { RawRows } from '../../kit/RawProbe.ts';
import type { DialogueContext, DialogueFixture } from '../kit/DialogueFixture.ts';
import { endOf, sure } from './errors.ts';
import { intercept } from './intercept.ts';
import { mover as moverKey, there, type Place } from './crossing.ts';
import { here, settleAt } from './moving.ts';
import { headerOf } from './keyWork.ts';
import { beginning, id, performAll, perspective } from './story.ts';

/*
 * Two stores of one tenant and one vault, and real movers between them.
 */

/** A store of the pair. */
export interface Stop {
  readonly fixture: DialogueFixture;
  readonly at: Place;
  /** Opened at this place. */
  readonly keyring: Keyring;
}

export interface MoveOptions extends Partial<Omit<MoverOptions, 'source' | 'target'>> {
  readonly seed?: number;
  /** Instead of the backends of the pair: clients whose requests are watched or held. */
  readonly source?: PartitionStore & MigrationBackend;
  readonly target?: PartitionStore & MigrationBackend;
  /** True: the mover is not given the target at all. */
  readonly withoutTarget?: boolean;
  /** Instead of {@link Pair.register}; null: none. */
  readonly kept?: MoveRegister | null;
}

/** Makes a mover with more options than it has. */
type MoverOf = (options: Pick<MoveOptions, 'onStep'>) => Mover;

/** Seeds of movers, apart from those of the stores. */
const moverSeed = 3_000_000;

/** The fixture under test, and beside it the in-memory backend with the same keys. */
export class Pair {
  readonly source: Stop;
  readonly target: Stop;
  readonly register: MemoryMoveRegister;
  #movers = 0;
  #stores = 0;

  private constructor(source: Stop, target: Stop, register = new MemoryMoveRegister()) {
    this.source = source;
    this.target = target;
    this.register = register;
  }

  /** The fixture as source, or as target. */
  static async of(fixture: DialogueFixture, under: 'source' | 'target' = 'source'): Promise<Pair> {
    const reference = await fixture.reference();
    const [source, target] = under === 'source' ? [fixture, reference] : [reference, fixture];
    const [from, to] = [await settleAt(source, here), await settleAt(target, there)];
    return new Pair({ fixture: source, at: here, keyring: from }, { fixture: target, at: there, keyring: to });
  }

  /** The same two, the other way round. */
  turned(): Pair {
    return new Pair(this.target, this.source, this.register);
  }

  /** The same source, and another target. */
  beside(target: Stop): Pair {
    const pair = new Pair(this.source, target, this.register);
    pair.#movers = 500;
    return pair;
  }

  /** How the movers of {@link startWithin} ended. */
  readonly ends: string[] = [];

  /** Starts a move, and just before that step lets the other mover come as far as its own, which it does after this one. */
  async startWithin(step: MoveStep, other: MoverOf): Promise<Awaited<ReturnType<Mover['start']>>> {
    const reached = Promise.withResolvers<void>();
    const gone = Promise.withResolvers<void>();
    const rival = other({
      onStep: async (event) => {
        if (event.step !== step || event.phase !== 'before') return;
        reached.resolve();
        await gone.promise;
      },
    });
    const late = endOf(() => rival.start(id)).then((end) => void this.ends.push(end));
    await reached.promise;
    try {
      return await this.mover().start(id);
    } finally {
      gone.resolve();
      await late;
    }
  }

  mover({ seed, source, target, withoutTarget, kept, ...rest }: MoveOptions = {}): Mover {
    this.#movers += 1;
    const register = kept === null ? {} : { register: kept ?? this.register };
    return createTestMover({
      source: { ...sideOf(this.source), ...(source === undefined ? {} : { backend: source }) },
      ...(withoutTarget === true
        ? {}
        : { target: { ...sideOf(this.target), ...(target === undefined ? {} : { backend: target }) } }),
      signer: moverKey.signer,
      actor: 'mover',
      patience: 0,
      sources: seededSources({ seed: seed ?? moverSeed + this.#movers }),
      ...register,
      ...rest,
    });
  }

  /** What a mover stands on over one of the two, nothing remembered. */
  steps({ fixture, at }: Stop, backend: PartitionStore & MigrationBackend = fixture.backend): MigrationStore {
    this.#movers += 1;
    return createTestMigrationStore({
      backend,
      header: fixture.keys.header,
      name: at.name,
      signer: moverKey.signer,
      actor: 'mover',
      sources: seededSources({ seed: moverSeed + this.#movers }),
    });
  }

  /** What an application opens over one of the two, nothing remembered. */
  store(stop: Stop, backend: PartitionStore = stop.fixture.backend, register?: MoveRegister): DialogueStore {
    this.#stores += 1;
    return createTestDialogueStore({
      backend,
      keyring: stop.keyring,
      trusted: { movers: [moverKey.verifier] },
      ...(register === undefined ? {} : { register }),
      sources: seededSources({ seed: 4_000_000 + this.#stores }),
    });
  }
}

/** What an application opens that keeps the register of the pair. */
export function guarded(pair: Pair, stop: Stop): DialogueStore {
  return pair.store(stop, stop.fixture.backend, pair.register);
}

function sideOf({ fixture, at }: Stop): MoverOptions['source'] {
  return { backend: fixture.backend, header: fixture.keys.header, name: at.name };
}

/** Runs with the fixture as source or as target, and a dialogue at the source. */
export async function oneWay(
  t: DialogueContext,
  under: 'source' | 'target',
  run: (pair: Pair) => Promise<void>,
): Promise<void> {
  await t.using(async (fixture) => {
    const pair = await Pair.of(fixture, under);
    await performAll(pair.store(pair.source), id, [...beginning, perspective, perspective]);
    await run(pair);
  });
}

export async function bothWays(t: DialogueContext, run: (pair: Pair) => Promise<void>): Promise<void> {
  for (const under of ['source', 'target'] as const) await oneWay(t, under, run);
}

/** What a store is to the dialogue, by its rows. */
export interface StopState {
  readonly residence: ResidenceStatus | undefined;
  /** Kind of the head; undefined where there is none. */
  readonly kind: string | undefined;
  readonly n: number;
  readonly active: boolean;
  readonly rows: RawRows;
}

export async function stateOf({ fixture }: Stop): Promise<StopState> {
  const { head, residence } = await sure(fixture.backend.migration).residence(id);
  const kind = head && headerOf(head.header).kind;
  const active = residence === null && kind !== undefined && kind !== 'migrate.out';
  return { residence: residence?.status, kind, n: head?.n ?? 0, active, rows: await fixture.probe.rows(id) };
}

/** A backend whose port is watched: what a call of it does besides. */
export function withPort(
  backend: PartitionStore & MigrationBackend,
  around: (name: keyof MigrationPort, call: () => Promise<unknown>, args: readonly unknown[]) => Promise<unknown>,
): PartitionStore & MigrationBackend {
  const port = sure(backend.migration);
  const migration = Object.fromEntries(
    (['residence', 'change', 'exportBatch', 'writeBatch', 'listPartitions'] as const).map((name) => {
      const method = port[name].bind(port) as (...args: readonly unknown[]) => Promise<unknown>;
      return [name, (...args: readonly unknown[]) => around(name, () => method(...args), args)];
    }),
  ) as unknown as MigrationPort;
  return { ...intercept(backend, {}), migration };
}

/** Ends an operation before or after a step, as the death of its process would. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** Dies at the given point of those that `onStep` tells, counted from 0; counts them. */
export function dyingAt(point: number): { readonly onStep: (event: MoveStepEvent) => void; readonly points: string[] } {
  const points: string[] = [];
  const onStep = ({ step, phase }: MoveStepEvent): void => {
    points.push(`${phase} ${step}`);
    if (points.length - 1 === point) throw new Killed(points.at(-1));
  };
  return { onStep, points };
}

/** Dies as soon as this step is done. */
export function dyingAfter(step: MoveStep): { readonly onStep: (event: MoveStepEvent) => void } {
  return {
    onStep: (event) => {
      if (event.step === step && event.phase === 'after') throw new Killed(step);
    },
  };
}
