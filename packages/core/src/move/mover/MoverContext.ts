import type { AuditTrail } from '../../audit/AuditTrail.ts';
import type { DialogueId } from '../../address/DialogueId.ts';
import type { NoteEvidence } from '../../checkpoint/openCheckpoint.ts';
import { isColloquyError } from '../../errors/index.ts';
import { backoff } from '../../store/backoff.ts';
import type { Sources } from '../../sources.ts';
import type { MigrationBackend } from '../../traits/MigrationPort.ts';
import type { Location, MigrationStore } from '../../traits/MigrationStore.ts';
import type { PurgeStep } from '../stepOptions.ts';
import type { Scoped } from '../../traits/PartitionScoped.ts';
import type { CallOptions, PartitionStore } from '../../traits/PartitionStore.ts';
import type { StoreHeaderPort } from '../../traits/StoreHeaderPort.ts';
import type { MoverKeys } from '../MoverKeys.ts';
import type { MoveRegister } from '../register/index.ts';
import { moveRefused } from '../refusals.ts';
import type { Identity } from '../store/StoreParts.ts';

/** A store that dialogues move from or to. */
export interface StoreToMove {
  readonly backend: PartitionStore & MigrationBackend;
  readonly header: StoreHeaderPort;
  /** What the configuration calls it: 1 to 64 of `[A-Za-z0-9._~-]`. */
  readonly name: string;
}

/** The steps of a move, of a cancellation and of a purge, in their order (`docs/spec/migration.md`, sections 5 and 6). */
export type MoveStep =
  | 'check'
  | 'prepare'
  | 'claim'
  | 'leave'
  | 'publish-out'
  | 'copy'
  | 'verify'
  | 'activate'
  | 'publish-in'
  | 'abort'
  | 'publish-cancel'
  | 'reopen'
  | 'clear'
  | PurgeStep;

/** A step that is about to be done, or that was done. */
export interface MoveStepEvent {
  readonly dialogueId: DialogueId;
  readonly step: MoveStep;
  readonly phase: 'before' | 'after';
  /** Undefined before a move has an id. */
  readonly moveId: string | undefined;
}

/** How far an arrival is. */
export interface MoveProgress {
  readonly dialogueId: DialogueId;
  readonly moveId: string;
  readonly entries: number;
  readonly records: number;
  readonly bytes: number;
}

/** A store with what was made over it. */
export interface Side extends StoreToMove {
  readonly store: MigrationStore;
  readonly identity: (call?: CallOptions) => Promise<Identity>;
}

/** What the operations of a mover stand on. */
export interface MoverContext {
  readonly source: Side;
  /** Undefined where it is gone for good: then there is nothing to do but abandon. */
  readonly target: Side | undefined;
  readonly movers: MoverKeys;
  readonly register: MoveRegister | undefined;
  readonly against: ((id: DialogueId) => NoteEvidence | undefined | Promise<NoteEvidence | undefined>) | undefined;
  readonly audit: AuditTrail | undefined;
  readonly onStep: ((event: MoveStepEvent) => void | Promise<void>) | undefined;
  readonly onProgress: ((progress: MoveProgress) => void) | undefined;
  readonly pace: ((work: { readonly bytes: number; readonly rows: number }) => Promise<void>) | undefined;
  /** Milliseconds for which a store that does not answer is waited for. */
  readonly patience: number;
  readonly whenFull: 'cancel' | 'leave';
  readonly sources: Sources;
}

/** Bytes of a move id. */
const idBytes = 16;

export function drawMoveId({ sources }: Pick<MoverContext, 'sources'>): string {
  return Buffer.from(sources.randomBytes(idBytes)).toString('hex');
}

/** @throws ColloquyError `move_refused`, reason `not_there`, of a mover without a target */
export function targetOf({ target }: MoverContext, id: DialogueId): Side {
  if (target !== undefined) return target;
  const message = `The target of ${id} was not given to this mover, so all that it can do is to abandon the move. Nothing was written.`;
  throw moveRefused(id, 'not_there', message);
}

/** Does a step, and says so before and after it. */
export async function step<T>(
  { onStep }: MoverContext,
  about: Omit<MoveStepEvent, 'phase'>,
  act: () => Promise<T>,
): Promise<T> {
  await onStep?.({ ...about, phase: 'before' });
  const result = await act();
  await onStep?.({ ...about, phase: 'after' });
  return result;
}

/**
 * Asks again while a store does not answer, for as long as the mover has patience: such an error means that nothing was written, so it is
 * the same request (`docs/spec/migration.md`, section 10).
 *
 * @throws what `act` throws
 */
export async function patiently<T>(context: MoverContext, act: () => Promise<T>, call: CallOptions): Promise<T> {
  const { sources, patience } = context;
  const began = sources.monotonic();
  for (let attempt = 0; ; attempt++) {
    try {
      return await act();
    } catch (error) {
      const isAway = isColloquyError(error, 'backend_unavailable') || isColloquyError(error, 'backend_busy');
      if (!isAway || sources.monotonic() - began >= patience) throw error;
      await backoff(context, attempt, call);
    }
  }
}

/** What a store is to the dialogue now. */
export async function look(
  context: MoverContext,
  { store }: Side,
  id: DialogueId,
  call: CallOptions,
): Promise<Scoped<Location>> {
  return patiently(context, () => store.location(id, call), call);
}

/** The signal alone: what an operation was given besides is not for the store. */
export function callOf({ signal }: CallOptions): CallOptions {
  return signal === undefined ? {} : { signal };
}
