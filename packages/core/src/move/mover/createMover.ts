import { dialogueId, type DialogueId } from '../../address/DialogueId.ts';
import type { AuditTrail } from '../../audit/AuditTrail.ts';
import type { NoteEvidence } from '../../checkpoint/openCheckpoint.ts';
import { ColloquyError } from '../../errors/index.ts';
import { systemSources, type Sources } from '../../sources.ts';
import type { Scoped } from '../../traits/PartitionScoped.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import { MoverKeys } from '../MoverKeys.ts';
import type { MoveRegister } from '../register/index.ts';
import { createMigrationStoreWith, pinnedBy, type MoverIdentity } from '../store/createMigrationStore.ts';
import { identityOf } from '../store/StoreParts.ts';
import { cancel, type Cancelled, type CancelOptions } from './cancel.ts';
import {
  targetOf,
  type MoveProgress,
  type MoverContext,
  type MoveStepEvent,
  type Side,
  type StoreToMove,
} from './MoverContext.ts';
import { purge, type Purged } from './purge.ts';
import { start, type CompletedMove, type StartOptions } from './start.ts';
import { status, type MoveStatus } from './status.ts';

export interface MoverOptions extends MoverIdentity {
  readonly source: StoreToMove;
  /** Absent where it is gone for good: then all that is left is to abandon. */
  readonly target?: StoreToMove;
  /** Keeps what moved outside the databases, so that one that is put back is refused (`docs/spec/migration.md`, section 7). */
  readonly register?: MoveRegister;
  /** A note that the source's log has to be the one of, by dialogue; undefined where there is none. */
  readonly against?: (id: DialogueId) => NoteEvidence | undefined | Promise<NoteEvidence | undefined>;
  readonly audit?: AuditTrail;
  /** Is told before and after each step, and awaited: what it throws ends the operation there. */
  readonly onStep?: (event: MoveStepEvent) => void | Promise<void>;
  readonly onProgress?: (progress: MoveProgress) => void;
  /** Awaited around what is read and written: where a rate is kept. */
  readonly pace?: (work: { readonly bytes: number; readonly rows: number }) => Promise<void>;
  /** Milliseconds for which a store that does not answer is asked again; 0 to 86 400 000. Default 30 000. */
  readonly patience?: number;
  /** Where the target turns out to be full or read only behind `migrate.out`: takes the move back, or leaves it to be resumed. Default `cancel`. */
  readonly whenFull?: 'cancel' | 'leave';
}

/**
 * Moves dialogues from one store to another, one at a time, and takes them back. It holds nothing but its signing key: what is to be done
 * next is what the two stores say, so any mover goes on where another one ended, and starting twice is one move
 * (`docs/spec/migration.md`, sections 5 and 6).
 *
 * Every method may reject with `move_refused` (`context.reason` says why), `move_cancelled`, `integrity_error`, `outcome_unknown`,
 * `revision_conflict`, `audit_failed` and the backend codes. After any error, and after the death of the process, `start` goes on and
 * `cancel` ends the move.
 */
export interface Mover {
  /**
   * Moves a dialogue, or goes on with the move that is under way. Answers when the target takes its writes; again, when it does already.
   *
   * @throws ColloquyError `storage_full`, `read_only` when the target cannot take it; `context.cancelled` says whether it was taken back
   * @example
   * const { moveId, n, cutOverMs } = await mover.start(id);
   */
  start(id: DialogueId, options?: StartOptions): Promise<Scoped<CompletedMove>>;
  /** What both stores say, what follows from it, and what to do. Writes nothing but what the register lacks. */
  status(id: DialogueId, options?: CallOptions): Promise<Scoped<MoveStatus>>;
  /**
   * Ends a move before its target takes writes: the dialogue goes on at its source, where no record was touched.
   *
   * @throws ColloquyError `move_refused`, reason `completed` when it is too late: go back then
   * @example
   * await mover.cancel(id);
   */
  cancel(id: DialogueId, options?: CancelOptions): Promise<Scoped<Cancelled>>;
  /** A move from the target to the source: what was written since comes along. */
  back(id: DialogueId, options?: StartOptions): Promise<Scoped<CompletedMove>>;
  /**
   * Removes the retired copy at the source, after the target was read whole and found sound. Head, log and log roots stay.
   *
   * @throws ColloquyError `move_refused`, reason `not_there` when the target does not hold the dialogue
   */
  purge(id: DialogueId, options?: CallOptions): Promise<Scoped<Purged>>;
}

/**
 * A mover between two stores.
 *
 * @throws ColloquyError `invalid_argument`
 * @example
 * const mover = createMover({ source: { backend: sqlite, header: sqlite.header, name: 'laptop' },
 *   target: { backend: postgres, header: postgres.header, name: 'pg-prod' }, signer, actor: 'operator' });
 * await mover.start(id);
 */
export function createMover(options: MoverOptions): Mover {
  return createMoverWith(options, systemSources);
}

/** {@link createMover} with chosen time, randomness and waiting. Public through the testing subpath only. */
export function createMoverWith(options: MoverOptions, sources: Sources): Mover {
  const context = contextOf(options, sources);
  return Object.freeze<Mover>({
    start: async (id, call = {}) => start(context, dialogueId(id), named(call)),
    status: async (id, call = {}) => status(context, dialogueId(id), call),
    cancel: async (id, call = {}) => cancel(context, dialogueId(id), named(call)),
    back: async (id, call = {}) => start(turned(context, dialogueId(id)), dialogueId(id), named(call)),
    purge: async (id, call = {}) => purge(context, dialogueId(id), call),
  });
}

/** A move that is named has an id of the one form: anything else would be written where a mover reads it. */
function named<T extends { readonly moveId?: string }>(call: T): T {
  const { moveId } = call;
  if (moveId === undefined || /^[0-9a-f]{32}$/.test(moveId)) return call;
  throw new ColloquyError('invalid_argument', 'A move id is 32 lowercase hexadecimal digits.');
}

/** The same two stores, the other way round. */
function turned(context: MoverContext, id: DialogueId): MoverContext {
  return { ...context, source: targetOf(context, id), target: context.source };
}

export function contextOf(options: MoverOptions, sources: Sources): MoverContext {
  const { source, target, patience = 30_000, whenFull = 'cancel' } = options;
  if (!Number.isSafeInteger(patience) || patience < 0 || patience > 86_400_000) {
    throw new ColloquyError('invalid_argument', 'patience is 0 to 86 400 000 milliseconds.');
  }
  if (whenFull !== 'cancel' && whenFull !== 'leave') {
    throw new ColloquyError('invalid_argument', "whenFull is 'cancel' or 'leave'.");
  }
  const { register, against, audit, onStep, onProgress, pace } = options;
  return {
    source: sideOf(source, options, sources),
    target: target && sideOf(target, options, sources),
    movers: new MoverKeys(pinnedBy(options)),
    register,
    against,
    audit,
    onStep,
    onProgress,
    pace,
    patience,
    whenFull,
    sources,
  };
}

function sideOf(store: StoreToMove, { signer, actor, trusted, maxAttempts }: MoverIdentity, sources: Sources): Side {
  const { backend, header, name } = store;
  const identity = {
    signer,
    actor,
    ...(trusted === undefined ? {} : { trusted }),
    ...(maxAttempts === undefined ? {} : { maxAttempts }),
  };
  const made = createMigrationStoreWith({ backend, header, name, ...identity }, sources);
  return { backend, header, name, store: made, identity: identityOf(header, name) };
}
