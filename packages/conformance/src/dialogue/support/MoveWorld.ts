import {
  decodeStoreHeader,
  encodeStoreHeader,
  MemoryEngine,
  MemoryKeyVault,
  MemoryMoveRegister,
  MemoryPartitionStore,
  openKeys,
  type CallOptions,
  type DialogueStore,
  type Engine,
  type Keyring,
  type Mover,
  type MoveRegister,
  type MoveStepEvent,
  type RegisteredMove,
} from '@colloquy/core';
import {
  createTestDialogueStore,
  createTestKeyring,
  createTestMover,
  seededSources,
  SeededKeyProvider,
} from '@colloquy/core/testing';
import { GatedEngine } from '../../memory/GatedEngine.ts';
import { StepGate, type StepFaults } from '../../steps/StepGate.ts';
import { sure } from './errors.ts';
import { headerOf } from './keyWork.ts';
import { mover as moverKey, there, type Place } from './crossing.ts';
import { here } from './moving.ts';
import { beginning, id, performAll, perspective } from './story.ts';

/** Which of the two stores. */
export type Side = 'source' | 'target';

const sides: Readonly<Record<Side, Place>> = { source: here, target: there };

/** A process: its way to both stores and to the register passes one gate. */
export interface Client {
  readonly gate: StepGate;
  readonly seed: number;
}

export interface WorldMoverOptions {
  readonly onStep?: (event: MoveStepEvent) => void | Promise<void>;
  /** True: from the target to the source. */
  readonly turned?: boolean;
  /** False: nothing is kept outside the databases. */
  readonly registered?: boolean;
}

const faults: StepFaults = {
  refused: () => new Error('the register was not reached'),
  lost: () => new Error('the answer of the register was lost'),
};

/**
 * Two stores in memory and a register, with a dialogue at the source: small, copied as a whole, and put back to what a copy was. Processes
 * are clients whose requests a schedule lets through one by one.
 */
export class MoveWorld {
  readonly #engines: Readonly<Record<Side, Engine>>;
  readonly #keyrings: Readonly<Record<Side, Keyring>>;
  readonly register: MemoryMoveRegister;

  private constructor(
    engines: Readonly<Record<Side, Engine>>,
    keyrings: Readonly<Record<Side, Keyring>>,
    register: MemoryMoveRegister,
  ) {
    this.#engines = engines;
    this.#keyrings = keyrings;
    this.register = register;
  }

  static async create(): Promise<MoveWorld> {
    const vault = new MemoryKeyVault();
    const provider = new SeededKeyProvider(seededSources({ seed: 5_000_000 }).randomBytes);
    const engines = { source: new MemoryEngine(), target: new MemoryEngine() };
    const open = async (side: Side): Promise<Keyring> => {
      const { header } = new MemoryPartitionStore({ engine: engines[side] });
      const parts = { provider, vault, header, tenant: 'tests' };
      await createTestKeyring(parts);
      const bytes = sure(await header.read());
      await header.replace(bytes, encodeStoreHeader({ ...decodeStoreHeader(bytes), place: sides[side].place }));
      return openKeys(parts);
    };
    const keyrings = { source: await open('source'), target: await open('target') };
    const world = new MoveWorld(engines, keyrings, new MemoryMoveRegister());
    await performAll(world.store('source', { gate: openGate(), seed: 1 }), id, [...beginning, perspective]);
    return world;
  }

  /** Another world in the same state, with nothing remembered. */
  async copy(): Promise<MoveWorld> {
    const engines = { source: await copied(this.#engines.source), target: await copied(this.#engines.target) };
    const register = new MemoryMoveRegister();
    for (const move of await this.#known()) await register.put(move);
    return new MoveWorld(engines, this.#keyrings, register);
  }

  /** Puts one store back to what it was in a copy; the register stays. */
  async restore(side: Side, from: MoveWorld): Promise<void> {
    const engine = this.#engines[side];
    for (const partition of await engine.partitions()) {
      const { rows } = await engine.query({ partition, prefix: '', limit: Infinity });
      await engine.remove(rows.map(({ sort }) => ({ partition, sort })));
    }
    await pour(from.#engines[side], engine);
  }

  store(side: Side, client: Client): DialogueStore {
    return createTestDialogueStore({
      backend: this.backend(side, client.gate),
      keyring: this.#keyrings[side],
      trusted: { movers: [moverKey.verifier] },
      maxAttempts: 8,
      sources: seededSources({ seed: client.seed }),
    });
  }

  mover(client: Client, { onStep, turned = false, registered = true }: WorldMoverOptions = {}): Mover {
    const side = (name: Side) => {
      const backend = this.backend(name, client.gate);
      return { backend, header: backend.header, name: sides[name].name };
    };
    return createTestMover({
      source: side(turned ? 'target' : 'source'),
      target: side(turned ? 'source' : 'target'),
      signer: moverKey.signer,
      actor: 'mover',
      patience: 0,
      sources: seededSources({ seed: client.seed }),
      ...(registered ? { register: gatedRegister(this.register, client.gate) } : {}),
      ...(onStep === undefined ? {} : { onStep }),
    });
  }

  backend(side: Side, gate: StepGate = openGate()): MemoryPartitionStore {
    return new MemoryPartitionStore({ engine: new GatedEngine(this.#engines[side], gate) });
  }

  /** Whether a store takes writes, by the row of its head. */
  async isActive(side: Side): Promise<boolean> {
    const { head, residence } = await this.backend(side).migration.residence(id);
    return residence === null && head !== undefined && headerOf(head.header).kind !== 'migrate.out';
  }

  /** Every row of the dialogue, as one text. */
  async dump(side: Side): Promise<string> {
    const engine = this.#engines[side];
    const lines: string[] = [];
    for (const partition of await engine.partitions()) {
      if (!partition.includes(id)) continue;
      const { rows } = await engine.query({ partition, prefix: '', limit: Infinity });
      for (const { sort, item } of rows) lines.push(`${sort} ${textOf(item)}`);
    }
    return lines.join('\n');
  }

  async #known(): Promise<readonly RegisteredMove[]> {
    const found: RegisteredMove[] = [];
    for (const { logId, entry } of await this.register.latest(id)) {
      for (let n = 1; n <= entry.n; n++) {
        const move = await this.register.entryAt(id, logId, n);
        if (move !== undefined) found.push(move);
      }
    }
    return found;
  }
}

/** A gate that holds nothing. */
export function openGate(): StepGate {
  const gate = new StepGate();
  // Nothing waits at it yet, so there is nothing that could fail.
  gate.open().catch(() => undefined);
  return gate;
}

async function copied(engine: Engine): Promise<MemoryEngine> {
  const copy = new MemoryEngine();
  await pour(engine, copy);
  return copy;
}

async function pour(from: Engine, to: Engine): Promise<void> {
  for (const partition of await from.partitions()) {
    const { rows } = await from.query({ partition, prefix: '', limit: Infinity });
    await to.transact(rows.map(({ sort, item }) => ({ action: 'put', partition, sort, item }) as const));
  }
}

function textOf(item: object): string {
  return JSON.stringify(item, (_key, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
}

function gatedRegister(register: MoveRegister, gate: StepGate): MoveRegister {
  return {
    put: (move, call?: CallOptions) => gate.pass('write', () => register.put(move, call), faults),
    abandon: (move, call?: CallOptions) => gate.pass('write', () => register.abandon(move, call), faults),
    latest: (dialogue, call?: CallOptions) => gate.pass('read', () => register.latest(dialogue, call), faults),
    entryAt: (dialogue, logId, n, call?: CallOptions) =>
      gate.pass('read', () => register.entryAt(dialogue, logId, n, call), faults),
  };
}
