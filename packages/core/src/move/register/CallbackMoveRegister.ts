import type { DialogueId } from '../../address/DialogueId.ts';
import { ColloquyError } from '../../errors/index.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { MoveRegister, RegisteredMove } from './MoveRegister.ts';
import {
  decodeMove,
  encodeMove,
  givesUp,
  isMoveNumber,
  moveName,
  parseMoveName,
  readMove,
  type MovePlace,
  type ReadMove,
} from './registeredMove.ts';

/** Something that keeps named bytes: an object store, a table, a directory. A name is ASCII, at most 193 characters; bytes are at most 8 KiB. */
export interface MoveStorage {
  /** Keeps the bytes if nothing has this name, durably, and answers with what stands there. */
  putIfAbsent(name: string, bytes: Uint8Array, options?: CallOptions): Promise<Uint8Array>;
  /** What has this name; undefined for nothing. */
  get(name: string, options?: CallOptions): Promise<Uint8Array | undefined>;
  /** Every name that begins with `prefix`, which ends with `/`. Other names that are among them are left alone. */
  list(prefix: string, options?: CallOptions): Promise<readonly string[]>;
}

/** Logs of one dialogue id. More have never been: they are somebody's who wants the register to be read for ever. */
const maxLogs = 64;

/**
 * A register of moves over three functions of the application, which keep bytes by name: `{dialogueId}/{logId}-{n, 16 digits}.move`, and
 * with `.abandoned` before `.move` for what gave up an arrival. Nothing there is believed by its name: bytes that are not the entry of their place are `integrity_error`, reason `register`.
 *
 * @example
 * const register = new CallbackMoveRegister({
 *   putIfAbsent: async (name, bytes) => bucket.putUnlessThere(name, bytes),
 *   get: async (name) => bucket.get(name),
 *   list: async (prefix) => bucket.names(prefix),
 * });
 */
export class CallbackMoveRegister implements MoveRegister {
  readonly #storage: MoveStorage;

  constructor(storage: MoveStorage) {
    this.#storage = storage;
  }

  /** @throws ColloquyError `invalid_argument` for what is no boundary entry of this dialogue and log; what the storage throws */
  async put(move: RegisteredMove, options?: CallOptions): Promise<RegisteredMove> {
    options?.signal?.throwIfAborted();
    return answerOf(await this.#keep(requireOwn(move), options));
  }

  /** @throws ColloquyError `invalid_argument` for what is no `migrate.cancel` with `abandoned` of this dialogue and log; what the storage throws */
  async abandon(move: RegisteredMove, options?: CallOptions): Promise<RegisteredMove> {
    options?.signal?.throwIfAborted();
    const read = requireOwn(move);
    if (read.kind !== 'migrate.cancel' || read.body.abandoned !== true) {
      throw new ColloquyError('invalid_argument', 'An arrival is given up by a migrate.cancel that says abandoned.');
    }
    const stands = await this.#keep(read, options);
    if (!givesUp(read, stands)) return answerOf(stands);
    const name = moveName({ ...read, n: read.entry.n, abandoned: true });
    return answerOf(
      outranking(decoded(await this.#storage.putIfAbsent(name, encodeMove(read), options), name), stands),
    );
  }

  async latest(dialogueId: DialogueId, options?: CallOptions): Promise<readonly RegisteredMove[]> {
    options?.signal?.throwIfAborted();
    const names = await this.#storage.list(`${dialogueId}/`, options);
    const last = new Map<string, MovePlace>();
    for (const name of names) {
      const place = parseMoveName(name);
      if (place === undefined || place.dialogueId !== dialogueId) continue;
      if (place.n > (last.get(place.logId)?.n ?? 0)) last.set(place.logId, place);
    }
    if (last.size > maxLogs) throw damaged(`${dialogueId}/`, `names more than ${maxLogs} logs`);
    const moves: RegisteredMove[] = [];
    for (const { logId, n } of last.values()) {
      const move = await this.entryAt(dialogueId, logId, n, options);
      if (move !== undefined) moves.push(move);
    }
    return moves;
  }

  async entryAt(
    dialogueId: DialogueId,
    logId: string,
    n: number,
    options?: CallOptions,
  ): Promise<RegisteredMove | undefined> {
    options?.signal?.throwIfAborted();
    const place = { dialogueId, logId, n };
    const name = moveName(place);
    if (!isMoveNumber(n) || parseMoveName(name) === undefined) {
      throw new ColloquyError(
        'invalid_argument',
        'An entry is named by dialogue, 32 hexadecimal digits of its log, and n.',
      );
    }
    const bytes = await this.#storage.get(name, options);
    const counts = await this.#counting(place, bytes && decoded(bytes, name), options);
    return counts && answerOf(counts);
  }

  async #keep(read: ReadMove, options: CallOptions | undefined): Promise<ReadMove> {
    const place = { ...read, n: read.entry.n };
    const name = moveName(place);
    const stands = decoded(await this.#storage.putIfAbsent(name, encodeMove(read), options), name);
    return (await this.#counting(place, stands, options)) ?? stands;
  }

  /** What counts at an n where this is kept: an arrival may have been given up, and then the register may have lost it. */
  async #counting(
    place: MovePlace,
    stands: ReadMove | undefined,
    options: CallOptions | undefined,
  ): Promise<ReadMove | undefined> {
    if (stands !== undefined && stands.kind !== 'migrate.in') return stands;
    const name = moveName({ ...place, abandoned: true });
    const bytes = await this.#storage.get(name, options);
    return bytes === undefined ? stands : outranking(decoded(bytes, name), stands);
  }
}

function requireOwn(move: RegisteredMove): ReadMove {
  const read = readMove(move.entry);
  if (read !== undefined && read.dialogueId === move.dialogueId && read.logId === move.logId) return read;
  throw new ColloquyError('invalid_argument', 'The register keeps boundary entries, each under its dialogue and log.');
}

function answerOf({ dialogueId, logId, entry }: ReadMove): RegisteredMove {
  return { dialogueId, logId, entry };
}

/** @throws ColloquyError `integrity_error`, reason `register`, where it is not this arrival that was given up */
function outranking(cancel: ReadMove, stands: ReadMove | undefined): ReadMove {
  if (stands === undefined || givesUp(cancel, stands)) return cancel;
  const name = moveName({ ...cancel, n: cancel.entry.n, abandoned: true });
  throw damaged(name, 'does not give up the arrival beside it');
}

/** @throws ColloquyError `integrity_error`, reason `register` */
function decoded(bytes: Uint8Array, name: string): ReadMove {
  const move = decodeMove(bytes);
  const place = parseMoveName(name);
  const isItsPlace =
    move !== undefined && moveName({ ...move, n: move.entry.n, abandoned: place?.abandoned === true }) === name;
  const isAbandoned = move?.kind === 'migrate.cancel' && move.body.abandoned === true;
  if (isItsPlace && (isAbandoned || place?.abandoned !== true)) return move;
  throw damaged(name, 'is damaged, or belongs to another dialogue, log or n');
}

function damaged(name: string, what: string): ColloquyError {
  return new ColloquyError(
    'integrity_error',
    `The register of moves: ${name} ${what}. Nothing of it is believed: restore it from a backup of the register.`,
    { context: { reason: 'register', name, dialogueId: name.slice(0, name.indexOf('/')) } },
  );
}
