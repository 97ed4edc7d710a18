import type { DialogueId } from '../../address/DialogueId.ts';
import type { CallOptions, LogEntry } from '../../traits/PartitionStore.ts';

/** A boundary entry as the register keeps it: an entry of a log, byte for byte, and whose log it is. */
export interface RegisteredMove {
  readonly dialogueId: DialogueId;
  /** Of entry 1: 32 lowercase hexadecimal digits. */
  readonly logId: string;
  readonly entry: LogEntry;
}

/**
 * The register of moves: keeps boundary entries outside the databases, so that a database which was put back from before a move is told
 * from one where nothing happened (`docs/spec/migration.md`, section 7). A port: an application may keep them wherever every process of its
 * stores can read and write, and backups of the databases do not reach.
 *
 * What it answers is believed by the signature in the entry only: a register can withhold, and cannot lie. Every method may reject with
 * `backend_unavailable`; then nothing is opened and no step of a move is taken. What it keeps is no secret: ids, places, names and times.
 *
 * @example
 * const register: MoveRegister = new FileMoveRegister({ directory: '/var/lib/colloquy/keys/moves' });
 * const stands = await register.put({ dialogueId, logId, entry: out });
 */
export interface MoveRegister {
  /**
   * Keeps an entry if none is kept for this dialogue, log and n, and answers with what counts there: of several concurrent callers all get
   * the winner's. Durable when it answers.
   */
  put(move: RegisteredMove, options?: CallOptions): Promise<RegisteredMove>;

  /**
   * Keeps a `migrate.cancel` with `abandoned` also where `migrate.in` of its move is kept at its n, which it outranks from then on: `put`,
   * `latest` and `entryAt` answer with it, and what was written behind that arrival is given up for good. `migrate.in` stays kept beside it.
   * Answers with what counts at that n, as `put`: of several concurrent callers all get the winner's. Where something else is kept there
   * than that arrival, it stays, and is the answer. Durable when it answers.
   *
   * @throws ColloquyError `invalid_argument` for any other entry
   */
  abandon(move: RegisteredMove, options?: CallOptions): Promise<RegisteredMove>;

  /**
   * Of each log of this dialogue the entry with the highest n; empty where nothing is kept, and hardly ever more than one: two independent
   * dialogues may bear one id in two stores. Never older than an answered `put`.
   */
  latest(dialogueId: DialogueId, options?: CallOptions): Promise<readonly RegisteredMove[]>;

  /** The entry that counts at this n; undefined where none is kept. Never older than an answered `put`. */
  entryAt(dialogueId: DialogueId, logId: string, n: number, options?: CallOptions): Promise<RegisteredMove | undefined>;
}
