import {
  dialogueId,
  isColloquyError,
  type DialogueId,
  type DialogueStore,
  type MigrationBackend,
  type MoveEvent,
  type MoveJournal,
  type PartitionStore,
  type RecordKey,
  type StoreHeaderPort,
  type StoreMover,
  type StoreMoverOptions,
} from '@colloquy/core';
import { createTestStoreMover, seededSources, type Sources } from '@colloquy/core/testing';
import type { DialogueFixture } from '../kit/DialogueFixture.ts';
import { sure } from './errors.ts';
import { mover as moverKey } from './crossing.ts';
import { readStoreHeader } from './moving.ts';
import { Pair, type Stop } from './moves.ts';
import { dumpOf } from './state.ts';
import { beginning, perform, performAll, tension } from './story.ts';

/*
 * Pairs of stores with several dialogues, and movers of all of them.
 */

export interface WholeOptions extends Partial<Omit<StoreMoverOptions, 'source' | 'target'>> {
  readonly sources?: Sources;
  /** Instead of the backends of the pair. */
  readonly source?: PartitionStore & MigrationBackend;
  readonly target?: PartitionStore & MigrationBackend;
  /** What stands before both headers. */
  readonly headerOf?: (header: StoreHeaderPort) => StoreHeaderPort;
}

let movers = 0;

export function storeMover(pair: Pair, { sources, source, target, headerOf, ...rest }: WholeOptions = {}): StoreMover {
  movers += 1;
  const side = ({ fixture, at }: Stop, other?: PartitionStore & MigrationBackend): StoreMoverOptions['source'] => ({
    backend: other ?? fixture.backend,
    header: headerOf?.(fixture.keys.header) ?? fixture.keys.header,
    name: at.name,
    kind: 'tested',
  });
  return createTestStoreMover({
    source: side(pair.source, source),
    target: side(pair.target, target),
    signer: moverKey.signer,
    actor: 'mover',
    patience: 0,
    register: pair.register,
    sources: sources ?? seededSources({ seed: 5_000_000 + movers }),
    ...rest,
  });
}

export function idAt(at: number): DialogueId {
  return dialogueId(`whole-${String(at).padStart(2, '0')}`);
}

/** So many dialogues at the source, each of another length. */
export async function filled(fixture: DialogueFixture, count: number): Promise<Pair> {
  const pair = await Pair.of(fixture);
  const store = pair.store(pair.source);
  for (let at = 0; at < count; at++) await fill(store, idAt(at), at % 3);
  return pair;
}

export async function fill(store: DialogueStore, id: DialogueId, tensions: number): Promise<void> {
  await performAll(store, id, beginning);
  for (let one = 0; one < tensions; one++) await perform(store, id, tension);
}

/** Changes a byte of a record, as a broken disk would. */
export async function damage({ probe }: DialogueFixture, id: DialogueId): Promise<RecordKey> {
  const { records } = await probe.rows(id);
  const record = sure(records.find(({ key }) => key.startsWith('expert')));
  const envelope = Uint8Array.from(record.envelope);
  envelope[envelope.length - 1] = (envelope.at(-1) ?? 0) ^ 1;
  await probe.putRecord(id, { ...record, envelope });
  return record.key;
}

/** What both stores hold of these dialogues, header and residence included. */
export async function everything(pair: Pair, ids: readonly DialogueId[]): Promise<unknown> {
  const of = async ({ fixture }: Stop): Promise<unknown> => {
    const port = sure(fixture.backend.migration);
    const dialogues = [];
    for (const id of ids) dialogues.push([id, await port.residence(id), await dumpOf(fixture.probe, id)]);
    return { header: await fixture.keys.header.read(), dialogues };
  };
  return [await of(pair.source), await of(pair.target)];
}

/** Where a dialogue takes writes: `source`, `target`, `both` or `nowhere`. */
export async function activeAt({ source, target }: Pair, id: DialogueId): Promise<string> {
  const isActive = async ({ fixture }: Stop): Promise<boolean> => {
    const { head, residence } = await sure(fixture.backend.migration).residence(id);
    return head !== undefined && residence === null;
  };
  const [from, to] = [await isActive(source), await isActive(target)];
  if (from) return to ? 'both' : 'source';
  return to ? 'target' : 'nowhere';
}

/** The names of the successors, source first. */
export async function successors({ source, target }: Pair): Promise<readonly (string | undefined)[]> {
  const of = async ({ fixture }: Stop): Promise<string | undefined> =>
    (await readStoreHeader(fixture.keys.header)).successor?.[1];
  return [await of(source), await of(target)];
}

/** A journal in memory that knows what was durable when. */
export class KeptJournal implements MoveJournal {
  readonly lines: string[] = [];
  /** Lines that it takes before it fails. */
  readonly room: number;
  refused = 0;

  constructor(room = Infinity) {
    this.room = room;
  }

  async append(lines: readonly string[]): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.lines.length + lines.length > this.room) {
      this.refused += 1;
      throw new Error('no room');
    }
    this.lines.push(...lines);
  }

  get events(): readonly MoveEvent[] {
    return this.lines.map((line) => JSON.parse(line) as MoveEvent);
  }
}

/** A clock that moves only when somebody waits, or is told to. */
export class WaitingClock {
  at = 0;
  /** What the wall shows beside it. */
  wall = Date.UTC(2026, 0, 1);
  readonly sources: Sources;

  constructor(seed: number) {
    const seeded = seededSources({ seed });
    this.sources = {
      ...seeded,
      now: () => this.wall,
      monotonic: () => this.at,
      delay: async (milliseconds, signal) => {
        const until = this.at + milliseconds;
        await new Promise((resolve) => setImmediate(resolve));
        signal?.throwIfAborted();
        this.at = Math.max(this.at, until);
      },
    };
  }
}

/** The code of a call that must fail, with the name of the store in its context. */
export async function refusalOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
    return 'ok';
  } catch (error) {
    if (!isColloquyError(error)) throw error;
    const { name } = error.context;
    return typeof name === 'string' ? `${error.code} ${name}` : error.code;
  }
}
