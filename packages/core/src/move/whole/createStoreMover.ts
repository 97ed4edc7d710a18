import { dialogueId, type DialogueId } from '../../address/DialogueId.ts';
import { ColloquyError } from '../../errors/index.ts';
import { systemSources, type Sources } from '../../sources.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import { isStoreName } from '../boundaryBody.ts';
import { contextOf, type MoverOptions } from '../mover/createMover.ts';
import type { Side, StoreToMove } from '../mover/MoverContext.ts';
import { cancelStore } from './cancelStore.ts';
import { migrateStore } from './migrateStore.ts';
import type { MoveEvent } from './MoveEvent.ts';
import type { MoveJournal } from './MoveJournal.ts';
import type { MoveReport, ReportedStore } from './MoveReport.ts';
import { Pace, type Rates } from './Pace.ts';
import { storeStatus, type StoreMoveStatus } from './storeStatus.ts';
import { FaultWatch } from './targetFaults.ts';
import { WholeRun, type RunParts } from './WholeRun.ts';

/** A store all of whose dialogues move. */
export interface WholeStore extends StoreToMove {
  /** What kind of store it is, for the report: `sqlite`, `postgresql`, `dynamodb`, `memory`; 1 to 64 of `[A-Za-z0-9._~-]`. */
  readonly kind: string;
}

export interface StoreMoverOptions
  extends Omit<MoverOptions, 'source' | 'target' | 'onStep' | 'onProgress' | 'pace' | 'whenFull'>, Rates {
  readonly source: WholeStore;
  readonly target: WholeStore;
  /** Dialogues that are between claim and end at the same time, 1 to 64. Default 4. */
  readonly concurrency?: number;
  /** Where the target turns out to be full, read only or away: takes back what is in transit, or leaves it to the next run. Default `cancel`. */
  readonly whenFull?: 'cancel' | 'leave';
  /** Progress and times, for people. Not used by a dry run. */
  readonly journal?: MoveJournal;
  /** Is told what happens, as it happens. What it throws ends the run. */
  readonly onEvent?: (event: MoveEvent) => void;
}

export interface MigrateStoreOptions extends CallOptions {
  /** Checks what a move would check, and writes nothing anywhere: no header, no residence, no journal. */
  readonly dryRun?: boolean;
  /**
   * These dialogues and no others: then new ones go on being made at the source. One of which the source has nothing is refused,
   * `dialogue_not_found`.
   */
  readonly only?: readonly DialogueId[];
}

/**
 * Moves every dialogue of a store to another, each by itself: there is no moment at which the store moves, and while one is closed all
 * others take writes. New dialogues are made at the target from the first moment on (`store_retired` at the source). It keeps nothing of
 * its own: whoever starts again, after any error or death, goes on with what the two stores say (`docs/spec/migration.md`, section 8).
 *
 * Its methods reject with `move_refused` (reasons `same_place`, `tenant`, `no_capability`), `store_not_set_up`, `integrity_error` of a header
 * that is damaged, and the backend codes where the source cannot be listed; what befalls a single dialogue is in the report.
 */
export interface StoreMover {
  /**
   * Moves what the source holds, pass by pass, until one finds nothing to move. Goes on with what an earlier run has left behind, first of
   * all: nobody can write there. Each dialogue is judged by its log before it is claimed, which reads it once more.
   *
   * @example
   * const report = await mover.migrateStore();
   * for (const { dialogueId, code, message } of report.dialogues) if (code !== undefined) console.error(dialogueId, message);
   */
  migrateStore(options?: MigrateStoreOptions): Promise<MoveReport>;
  /** How many dialogues are where, and which are in transit. Writes nothing but what the register lacks. */
  status(options?: CallOptions): Promise<StoreMoveStatus>;
  /**
   * Ends the move: new dialogues are made at the source again and no more at the target, and what is in transit goes back into use at the
   * source. What has arrived stays at the target; `back` returns it. A run that goes on elsewhere begins nothing new.
   */
  cancel(options?: CallOptions): Promise<MoveReport>;
  /** Moves every dialogue of the target to the source, also those that never were there. */
  back(options?: MigrateStoreOptions): Promise<MoveReport>;
}

/**
 * A mover of all dialogues between two stores.
 *
 * @throws ColloquyError `invalid_argument`
 * @example
 * const mover = createStoreMover({
 *   source: { backend: sqlite, header: sqlite.header, name: 'laptop', kind: 'sqlite' },
 *   target: { backend: postgres, header: postgres.header, name: 'pg-prod', kind: 'postgresql' },
 *   signer, actor: 'operator', concurrency: 8, bytesPerSecond: 5_000_000,
 * });
 * const { totals } = await mover.migrateStore({ dryRun: true });
 */
export function createStoreMover(options: StoreMoverOptions): StoreMover {
  return createStoreMoverWith(options, systemSources);
}

/** {@link createStoreMover} with chosen time, randomness and waiting. Public through the testing subpath only. */
export function createStoreMoverWith(options: StoreMoverOptions, sources: Sources): StoreMover {
  const forth = partsOf(options, sources);
  const back = partsOf({ ...options, source: options.target, target: options.source }, sources);
  const runOf = async (parts: Parts, { dryRun = false, only, ...call }: MigrateStoreOptions): Promise<WholeRun> => {
    const [source, target] = await Promise.all([parts.source(call), parts.target(call)]);
    // A bucket for each run: what an earlier one has taken is long since paid for, or is not of this rate.
    const pace = new Pace(options, sources);
    const journal = dryRun ? undefined : options.journal;
    const { context, to, concurrency, faults } = parts;
    const ids = only && [...new Set(only.map((id) => dialogueId(id)))];
    const { onEvent } = options;
    return new WholeRun({
      context,
      to,
      source,
      target,
      concurrency,
      pace,
      journal,
      onEvent,
      faults,
      call,
      dryRun,
      only: ids,
    });
  };
  return Object.freeze<StoreMover>({
    migrateStore: async (call = {}) => migrateStore(await runOf(forth, call)),
    status: async (call = {}) => storeStatus(forth.context, forth.to, forth.concurrency, call),
    cancel: async (call = {}) => cancelStore(await runOf(forth, call)),
    back: async (call = {}) => migrateStore(await runOf(back, call)),
  });
}

interface Parts extends Pick<RunParts, 'context' | 'to' | 'concurrency' | 'faults'> {
  readonly source: (call: CallOptions) => Promise<ReportedStore>;
  readonly target: (call: CallOptions) => Promise<ReportedStore>;
}

function partsOf(options: StoreMoverOptions, sources: Sources): Parts {
  const { concurrency = 4, source, target, onEvent: _told, journal: _kept, ...rest } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 64) {
    throw new ColloquyError('invalid_argument', 'concurrency is 1 to 64.');
  }
  for (const { kind } of [source, target]) {
    if (isStoreName({ place: '0'.repeat(32), name: kind })) continue;
    throw new ColloquyError('invalid_argument', 'kind is 1 to 64 characters of A-Z a-z 0-9 . _ ~ -.');
  }
  // Refuses a rate that is none before anything is done with it.
  void new Pace(options, sources);
  const faults = new FaultWatch();
  const context = contextOf({ ...rest, source, target: faults.over(target) }, sources);
  const { target: to } = context;
  if (to === undefined) throw new ColloquyError('invalid_argument', 'A whole store moves to a target.');
  return { context, to, concurrency, faults, source: named(context.source, source), target: named(to, target) };
}

function named({ identity }: Side, { kind }: WholeStore): Parts['source'] {
  return async (call) => {
    const { here } = await identity(call);
    return { backend: kind, name: here.name, place: here.place };
  };
}
