import type { DialogueId } from '../../address/DialogueId.ts';
import { bytesEqual, toHex } from '../../bytes/index.ts';
import { ColloquyError, isColloquyError } from '../../errors/index.ts';
import { entryHash, parseHeader, type EntryHeader } from '../../log/index.ts';
import { BoundedMap } from '../../store/BoundedMap.ts';
import { integrityError } from '../../store/integrity.ts';
import type { CallOptions, LogEntry, PartitionStore } from '../../traits/PartitionStore.ts';
import type { StoreName } from '../boundaryBody.ts';
import type { MoverKeys } from '../MoverKeys.ts';
import type { MoveRegister, RegisteredMove } from './MoveRegister.ts';
import { readMove, type ReadMove } from './registeredMove.ts';

/** What a store asks the register about, and with what. */
export interface RegisterGuardOptions {
  readonly register: MoveRegister;
  /** Whose signatures are believed. */
  readonly movers: MoverKeys;
  readonly backend: Pick<PartitionStore, 'head' | 'log'>;
  readonly tenant: string;
  /** Which store this is (`placeOf`). */
  readonly place: string;
}

/** A head that was believed for what it is by itself, and how an entry of the same log is told. */
export interface BelievedHead {
  readonly n: number;
  readonly header: EntryHeader;
  /** Entry hash. */
  readonly hash: Uint8Array;
  /** True for an entry that a holder of this dialogue's log root wrote. */
  readonly isOwn: (entry: LogEntry) => boolean;
}

/** Dialogues of which one guard remembers that it has looked. */
const remembered = 1000;

/**
 * Compares what a store holds with the register of moves: once per dialogue, and again for every head that is lower than one before
 * (MG-REGISTER-02 to -04). A copy that was put back from before a move knows nothing of it; the register does.
 *
 * @example
 * const guard = new RegisterGuard({ register, movers, backend, tenant: 'acme', place: keyring.place });
 * await guard.check(id, head); // throws integrity_error, reason rollback, fork or misplaced
 */
export class RegisterGuard {
  readonly #options: RegisterGuardOptions;
  /** The highest n of a head that was compared, or that followed one. */
  readonly #seen = new BoundedMap<DialogueId, number>(remembered);

  constructor(options: RegisterGuardOptions) {
    this.#options = options;
  }

  /**
   * @throws ColloquyError
   * - `integrity_error`: reason `rollback`, `fork`, `misplaced` with `moveId`, `n`, `place` and `name` of where the dialogue is; `register`
   *   where the register holds what no mover wrote; `mover_unknown` where it contradicts the log with a signature of a key that is not pinned
   * - `backend_unavailable`: the register cannot be read
   */
  async check(id: DialogueId, head: BelievedHead, options: CallOptions = {}): Promise<void> {
    // It says itself where the dialogue went, and nothing lands above it.
    if (head.header.kind === 'migrate.out') return;
    const seen = this.#seen.get(id) ?? 0;
    if (seen === 0 || head.n < seen) await this.compare(id, head, options);
    this.#seen.set(id, Math.max(seen, head.n));
  }

  /** As {@link RegisterGuard.check}, also where it has looked before. */
  async compare(id: DialogueId, head: BelievedHead, options: CallOptions = {}): Promise<void> {
    if (head.header.kind === 'migrate.out') return;
    for (const move of await this.#look(id, options)) await this.#compare(id, head, move, options);
  }

  async #look(id: DialogueId, options: CallOptions): Promise<readonly ReadMove[]> {
    const moves: ReadMove[] = [];
    for (const move of await this.#latest(id, options)) {
      const read = readMove(move.entry);
      if (read?.dialogueId !== id || read.logId !== move.logId || move.dialogueId !== id) {
        const message = 'the register of moves answers with what is no boundary entry of this dialogue.';
        throw integrityError(id, 'register', message, { n: move.entry.n });
      }
      // One register may serve stores of several tenants.
      if (read.body.tenant === this.#options.tenant) moves.push(read);
    }
    return moves;
  }

  async #latest(id: DialogueId, options: CallOptions): Promise<readonly RegisteredMove[]> {
    try {
      return await this.#options.register.latest(id, options);
    } catch (error) {
      options.signal?.throwIfAborted();
      if (isColloquyError(error, 'integrity_error') || isColloquyError(error, 'backend_unavailable')) throw error;
      throw new ColloquyError(
        'backend_unavailable',
        `The register of moves cannot be read, so dialogue ${id} was not opened: see cause, and try again.`,
        { context: { dialogueId: id }, cause: error },
      );
    }
  }

  async #compare(id: DialogueId, head: BelievedHead, move: ReadMove, options: CallOptions): Promise<void> {
    const { n, header } = move.entry;
    const hash = entryHash(header);
    if (n === head.n && bytesEqual(hash, head.hash)) return this.#place(id, whereOf(move), move);
    if (n < head.n) {
      const { entries } = await this.#options.backend.log(id, n, 2, options);
      const [entry, next] = entries;
      if (isEntry(entry, n, hash)) return this.#place(id, this.#whereFrom(id, move, next), move);
    }
    if (!(await this.#isSameLog(id, head, move, options))) return;
    this.#believe(id, move, hash);
    if (n > head.n) {
      // Somebody may have left between the reading of this head and the look: then the log has that entry by now.
      const now = await this.#options.backend.head(id, options);
      if (now !== undefined && now.n >= n) {
        const { entries } = await this.#options.backend.log(id, n, 1, options);
        if (isEntry(entries[0], n, hash)) return;
      }
    }
    const [reason, what] =
      n > head.n
        ? ([
            'rollback',
            `the head is n = ${head.n}, and the register holds ${move.kind} at n = ${n}: an old state was put back`,
          ] as const)
        : ([
            'fork',
            `the register holds ${move.kind} at n = ${n}, and the log another entry: it went on from an old state`,
          ] as const);
    throw contradiction(id, reason, what, move);
  }

  /**
   * Where the log places the dialogue from an entry of the register on. That is what the entry says, unless it is `migrate.out`: then the
   * entry behind it, which may not be in the register yet (a mover is killed between activating and publishing).
   */
  #whereFrom(id: DialogueId, move: ReadMove, next: LogEntry | undefined): StoreName {
    if (move.kind !== 'migrate.out') return whereOf(move);
    const read = next && readMove(next);
    const isArrival = read !== undefined && read.kind !== 'migrate.out' && read.body.moveId === move.body.moveId;
    if (isArrival && this.#options.movers.judge(entryHash(read.entry.header), read.entry.auth).trust !== 'refused') {
      return whereOf(read);
    }
    const { n } = move.entry;
    throw integrityError(id, 'boundary', `behind migrate.out at n = ${n} the log goes on as if nothing had moved.`, {
      n,
    });
  }

  /** MG-REGISTER-03. */
  #place(id: DialogueId, where: StoreName, move: ReadMove): void {
    const { place } = this.#options;
    if (where.place === place) return;
    throw contradiction(id, 'misplaced', `these are rows of another store: this one is ${place}`, move, where);
  }

  /** Two independent dialogues may bear one id in two stores: whose log it is, only entry 1 says. */
  async #isSameLog(id: DialogueId, { isOwn }: BelievedHead, move: ReadMove, options: CallOptions): Promise<boolean> {
    const { entries } = await this.#options.backend.log(id, 1, 1, options);
    const [first] = entries;
    const logId = first && parseHeader(first.header)?.logId;
    // Whoever rewrites entry 1 must not get out of the register's reach.
    if (first === undefined || logId === undefined || !isOwn(first)) {
      throw integrityError(id, 'log', 'entry 1 of the log is not one that this dialogue began with.', { n: 1 });
    }
    return toHex(logId) === move.logId;
  }

  #believe(id: DialogueId, { entry }: ReadMove, hash: Uint8Array): void {
    const trust = this.#options.movers.judge(hash, entry.auth);
    if (trust.trust === 'signed') return;
    const { n } = entry;
    if (trust.trust === 'refused') {
      const message = `the register of moves holds an entry at n = ${n} that nobody signed: restore the register.`;
      throw integrityError(id, 'register', message, { n });
    }
    const message = `the register of moves holds an entry at n = ${n} by a mover key that is not pinned: pin it, or find out whose it is.`;
    throw integrityError(id, 'mover_unknown', message, { n, keyId: trust.keyId });
  }
}

function isEntry(entry: LogEntry | undefined, n: number, hash: Uint8Array): boolean {
  return entry?.n === n && bytesEqual(entryHash(entry.header), hash);
}

/** Where an entry says that its dialogue is; behind `migrate.out` where it went. */
function whereOf({ kind, body: { source, target } }: ReadMove): StoreName {
  return kind === 'migrate.cancel' ? source : target;
}

function contradiction(
  id: DialogueId,
  reason: 'rollback' | 'fork' | 'misplaced',
  what: string,
  move: ReadMove,
  where = whereOf(move),
): ColloquyError {
  const { moveId } = move.body;
  const { place, name } = where;
  const { n } = move.entry;
  const message = `${what}. Nothing was written; the dialogue is at ${name} (${place}) by move ${moveId}.`;
  return integrityError(id, reason, message, { moveId, n, place, name });
}
