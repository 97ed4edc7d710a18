import type { DialogueId } from '../../address/DialogueId.ts';
import { bytesEqual, toHex } from '../../bytes/index.ts';
import { ColloquyError, isColloquyError } from '../../errors/index.ts';
import { entryHash, parseHeader } from '../../log/index.ts';
import { integrityError } from '../../store/integrity.ts';
import { scoped, type Scoped } from '../../traits/PartitionScoped.ts';
import type { MigrationBackend } from '../../traits/MigrationPort.ts';
import type { CallOptions, Head, LogEntry, PartitionStore } from '../../traits/PartitionStore.ts';
import { readLog } from '../../verify/readLog.ts';

/** A store to be compared: its backend, and what it is called. No key. */
export interface ComparedStore {
  readonly backend: PartitionStore & MigrationBackend;
  /** `placeOf` its header. */
  readonly place: string;
  /** For people. */
  readonly name: string;
}

/** One side of a comparison. */
export interface ComparedSide {
  readonly place: string;
  readonly name: string;
  /** n of the head; 0 for none. */
  readonly head: number;
  /** True where the store takes writes: it has a head that is not `migrate.out`, and no residence. */
  readonly active: boolean;
}

/** What two stores say of one dialogue. */
export interface StoreComparison {
  /**
   * - `single`: at most one of them has it.
   * - `unrelated`: two dialogues of one id: their logs began apart.
   * - `agree`: one log, and at most one of the stores takes writes.
   * - `fork`: one log, and both take writes, or there are two entries at one n: an old state was put back, and went on or may.
   */
  readonly comparison: 'single' | 'unrelated' | 'agree' | 'fork';
  /** Of a fork: the first n at which they are not the same; where one log is the beginning of the other, that behind its end. */
  readonly partedAt: number | undefined;
  readonly one: ComparedSide;
  readonly other: ComparedSide;
}

/** How often both are read again because one of them changed meanwhile. */
const attempts = 8;

/**
 * Compares the logs of one dialogue in two stores, without keys and without a register: what shows that an old copy of a store which was
 * left stands beside the one where the dialogue is now (MG-REGISTER-05). It reads both logs whole, and writes nothing.
 *
 * @throws ColloquyError `integrity_error`, reason `log`, where an entry is missing; `revision_conflict` where both change too fast to be compared; `invalid_argument` for one store twice; what the
 * backends throw
 * @example
 * const { comparison, partedAt } = await compareStores(before, after, id);
 * if (comparison === 'fork') console.error(`two histories from n = ${partedAt} on`);
 */
export async function compareStores(
  one: ComparedStore,
  other: ComparedStore,
  id: DialogueId,
  options: CallOptions = {},
): Promise<Scoped<StoreComparison>> {
  if (one.backend === other.backend) {
    throw new ColloquyError('invalid_argument', 'A store is compared with another one.');
  }
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = await standingOf(one, id, options);
    const beside = await standingOf(other, id, options);
    const found = await compared(one, other, id, before, beside, options);
    // A dialogue that moved between the two readings was at both, and at neither.
    const after = await standingOf(one, id, options);
    if (isSame(before, after)) return scoped(id, found);
  }
  throw new ColloquyError('revision_conflict', `Dialogue ${id} kept changing while its two stores were compared.`, {
    context: { dialogueId: id },
  });
}

interface Standing {
  readonly head: Head | undefined;
  readonly active: boolean;
}

async function standingOf({ backend }: ComparedStore, id: DialogueId, options: CallOptions): Promise<Standing> {
  const { head, isFree } = await residenceOf(backend, id, options);
  const active = isFree && head !== undefined && parseHeader(head.header)?.kind !== 'migrate.out';
  return { head, active };
}

async function residenceOf(
  backend: ComparedStore['backend'],
  id: DialogueId,
  options: CallOptions,
): Promise<{ readonly head: Head | undefined; readonly isFree: boolean }> {
  if (backend.migration !== undefined) {
    const { head, residence } = await backend.migration.residence(id, options);
    return { head, isFree: residence === null };
  }
  try {
    return { head: await backend.head(id, options), isFree: true };
  } catch (error) {
    if (!isColloquyError(error, 'dialogue_moving') && !isColloquyError(error, 'dialogue_moved')) throw error;
    return { head: undefined, isFree: false };
  }
}

function isSame(a: Standing, b: Standing): boolean {
  if (a.active !== b.active || a.head === undefined || b.head === undefined)
    return a.head === b.head && a.active === b.active;
  return a.head.n === b.head.n && bytesEqual(a.head.header, b.head.header);
}

async function compared(
  one: ComparedStore,
  other: ComparedStore,
  id: DialogueId,
  a: Standing,
  b: Standing,
  options: CallOptions,
): Promise<StoreComparison> {
  const sides = { one: sideOf(one, a), other: sideOf(other, b) };
  // What stands above a head is on its way, or left over: no fact of this store.
  const ends = { one: a.head?.n ?? 0, other: b.head?.n ?? 0 };
  const shorter = Math.min(ends.one, ends.other);
  if (shorter === 0) return { comparison: 'single', partedAt: undefined, ...sides };
  const left = readLog(one.backend, id, options);
  const right = readLog(other.backend, id, options);
  try {
    for (let n = 1; n <= shorter; n++) {
      const [x, y] = [await nextOf(left), await nextOf(right)];
      if (n === 1 && logIdOf(x) !== logIdOf(y)) return { comparison: 'unrelated', partedAt: undefined, ...sides };
      if (x?.n !== n || y?.n !== n) throw gap(id, n, x?.n === n ? other.name : one.name);
      if (!bytesEqual(entryHash(x.header), entryHash(y.header))) return { comparison: 'fork', partedAt: n, ...sides };
    }
  } finally {
    await left.return();
    await right.return();
  }
  const isFork = a.active && b.active;
  return { comparison: isFork ? 'fork' : 'agree', partedAt: isFork ? shorter + 1 : undefined, ...sides };
}

function sideOf({ place, name }: ComparedStore, { head, active }: Standing): ComparedSide {
  return { place, name, head: head?.n ?? 0, active };
}

async function nextOf(log: AsyncGenerator<LogEntry, void, undefined>): Promise<LogEntry | undefined> {
  const { value } = await log.next();
  return value ?? undefined;
}

function logIdOf(entry: LogEntry | undefined): string | undefined {
  const logId = entry && parseHeader(entry.header)?.logId;
  return logId && toHex(logId);
}

/** No fork: nothing stands there that could be another. */
function gap(id: DialogueId, n: number, name: string): ColloquyError {
  return integrityError(id, 'log', `the log in ${name} has no entry ${n}: diagnose it first.`, { n, name });
}
