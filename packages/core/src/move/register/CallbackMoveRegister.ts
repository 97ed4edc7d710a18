import type { DialogueId } from '../../address/DialogueId.ts';
import { ColloquyError } from '../../errors/index.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { MoveRegister, RegisteredMove } from './MoveRegister.ts';
import {
  decodeMove,
  encodeMove,
  isMoveNumber,
  moveName,
  parseMoveName,
  readMove,
  type MovePlace,
} from './registeredMove.ts';

/** Something that keeps named bytes: an object store, a table, a directory. A name is ASCII, at most 184 characters; bytes are at most 8 KiB. */
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
 * A register of moves over three functions of the application, which keep bytes by name: `{dialogueId}/{logId}-{n, 16 digits}.move`.
 * Nothing there is believed by its name: bytes that are not the entry of their place are `integrity_error`, reason `register`.
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
    const read = readMove(move.entry);
    if (read === undefined || read.dialogueId !== move.dialogueId || read.logId !== move.logId) {
      throw new ColloquyError(
        'invalid_argument',
        'The register keeps boundary entries, each under its dialogue and log.',
      );
    }
    const name = moveName({ ...read, n: read.entry.n });
    return decoded(await this.#storage.putIfAbsent(name, encodeMove(read), options), name);
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
    const name = moveName({ dialogueId, logId, n });
    if (!isMoveNumber(n) || parseMoveName(name) === undefined) {
      throw new ColloquyError(
        'invalid_argument',
        'An entry is named by dialogue, 32 hexadecimal digits of its log, and n.',
      );
    }
    const bytes = await this.#storage.get(name, options);
    return bytes && decoded(bytes, name);
  }
}

/** @throws ColloquyError `integrity_error`, reason `register` */
function decoded(bytes: Uint8Array, name: string): RegisteredMove {
  const move = decodeMove(bytes);
  if (move === undefined || moveName({ ...move, n: move.entry.n }) !== name) {
    throw damaged(name, 'is damaged, or belongs to another dialogue, log or n');
  }
  const { dialogueId, logId, entry } = move;
  return { dialogueId, logId, entry };
}

function damaged(name: string, what: string): ColloquyError {
  return new ColloquyError(
    'integrity_error',
    `The register of moves: ${name} ${what}. Nothing of it is believed: restore it from a backup of the register.`,
    { context: { reason: 'register', name, dialogueId: name.slice(0, name.indexOf('/')) } },
  );
}
