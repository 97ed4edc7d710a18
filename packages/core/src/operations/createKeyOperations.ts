import { audited } from '../audit/audited.ts';
import type { AuditTrail } from '../audit/AuditTrail.ts';
import { dialogueId, type DialogueId } from '../address/DialogueId.ts';
import { toHex } from '../bytes/index.ts';
import type { PayloadCodec } from '../codec/index.ts';
import { auditedParts } from '../keys/createKeys.ts';
import type { KeysOptions } from '../keys/openKeys.ts';
import { instantOf, systemSources, type Sources } from '../sources.ts';
import { createContext, type DialogueStoreOptions } from '../store/createContext.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import type { MigrationBackend } from '../traits/MigrationPort.ts';
import { scoped, type Scoped } from '../traits/PartitionScoped.ts';
import type { CallOptions, PartitionStore } from '../traits/PartitionStore.ts';
import {
  erasureStatements,
  readableAfterErasure,
  type DestructionCertificate,
  type ErasureCertificate,
} from './certificates.ts';
import { destroyEpoch } from './destroyEpoch.ts';
import { addEpoch, type Epoch } from './epochs.ts';
import { eraseRecords } from './erase.ts';
import { reseal, type ProgressOptions, type Resealing } from './reseal.ts';
import { rewrap, type Rewrapping } from './rewrap.ts';
import { rotateDataKey, type Rotation } from './rotateDataKey.ts';
import type { AdministeredStore, DialogueList } from './survivors.ts';

export interface KeyOperationsOptions extends DialogueStoreOptions {
  /** A backend that can name its dialogues: what is done to all of them must reach all of them. */
  readonly backend: PartitionStore & DialogueList & MigrationBackend;
  /** The parts that `createKeys` or `openKeys` was called with. */
  readonly keys: KeysOptions;
}

export interface EraseOptions extends ProgressOptions {
  /** When the last backup, replica or other copy will have expired, as the operator declares it. For the certificate only. */
  readonly copiesExpireAt?: Date;
  /**
   * Milliseconds that the longest lease of any process lasts: 3 600 000, the most that a key service provider allows, where leases end
   * at all.
   */
  readonly longestLease?: number;
}

export interface DestroyOptions extends CallOptions {
  /**
   * The stores that dialogues went to or came from, each with the options that its own key operations have: they are looked through as this
   * one is, and the epoch leaves their headers too.
   */
  readonly peers?: readonly KeyOperationsOptions[];
  /** Places of such stores that no longer exist, 32 lowercase hexadecimal digits each. What was under the epoch there opens no more. */
  readonly gone?: readonly string[];
}

/**
 * Administration of the keys of one store: rotate, re-seal, rewrap, erase, and the epochs. Every operation upon a dialogue is a series
 * of ordinary commits, so applications go on meanwhile, and what was interrupted goes on when it is called again.
 *
 * Rotating is for new writes, re-sealing for old records, rewrapping for another key-encryption key: three verbs, because each leaves
 * alone what the others change.
 *
 * Every method may reject with `dialogue_not_found`, `key_erased`, `revision_conflict`, `outcome_unknown`, `integrity_error`, the key
 * codes and the backend codes.
 */
export interface KeyOperations {
  /**
   * A new data key for what is written from now on. @throws ColloquyError `limit_exceeded` with 64 versions in use
   *
   * @example
   * const { keyVersion } = await operations.rotateDataKey(id);
   */
  rotateDataKey(id: DialogueId, options?: CallOptions): Promise<Scoped<Rotation>>;
  /**
   * Seals old records anew under the current data key, 94 at a time, and removes the wraps of versions that nothing is under any more.
   *
   * @example
   * await operations.reseal(id, { onProgress: ({ done, total }) => console.log(`${done} of ${total}`) });
   */
  reseal(id: DialogueId, options?: ProgressOptions): Promise<Scoped<Resealing>>;
  /** Wraps the keys of a dialogue, also of an erased one, under the newest epoch. No record but the wraps is touched. */
  rewrap(id: DialogueId, options?: CallOptions): Promise<Scoped<Rewrapping>>;
  /**
   * Erases a dialogue, for good: its data keys first, in one commit, then its records. Its log stays and verifies. Called again, it
   * removes what a restore has brought back.
   *
   * @returns the certificate, which says what was reached and what was not
   */
  erase(id: DialogueId, options?: EraseOptions): Promise<Scoped<{ readonly certificate: ErasureCertificate }>>;
  /** Begins a new epoch; from then on new dialogues are wrapped under it. Then rewrap the others. */
  addEpoch(options?: CallOptions): Promise<Epoch>;
  /**
   * Destroys an epoch that a later one has replaced and that no dialogue is under, here and in every store that dialogues moved to or from.
   *
   * @throws ColloquyError `epoch_in_use` with the first ids, or with `context.peers`: places of stores that were neither handed over nor
   * named as gone, or that have the epoch in use; `invalid_argument`
   * @example
   * await operations.destroyEpoch(1, { peers: [{ backend: archive, keyring: archiveKeyring, keys: archiveKeys }] });
   */
  destroyEpoch(epoch: number, options?: DestroyOptions): Promise<DestructionCertificate>;
}

/**
 * @throws ColloquyError `invalid_argument`
 * @example
 * const { keyring, ...parts } = await openLocalKeys({ directory, header: backend.header, tenant });
 * const operations = createKeyOperations({ backend, keyring, keys: { ...parts, header: backend.header, tenant } });
 */
export function createKeyOperations(options: KeyOperationsOptions): KeyOperations {
  return createKeyOperationsWith(options, systemSources);
}

/** {@link createKeyOperations} with chosen time, randomness and waiting. Public through the testing subpath only. */
export function createKeyOperationsWith(
  options: KeyOperationsOptions,
  sources: Sources,
  codecOf?: (codec: PayloadCodec) => PayloadCodec,
): KeyOperations {
  const context = createContext(options, sources, codecOf);
  const { audit } = options;
  const { tenant } = context.keyring;
  const keys = auditedParts(options.keys);
  const noted = events(audit, tenant);
  return Object.freeze<KeyOperations>({
    rotateDataKey: async (id, call = {}) =>
      noted('data-key.rotate', id, call, async () => scoped(id, await rotateDataKey(context, dialogueId(id), call))),
    reseal: async (id, call = {}) =>
      noted(
        'data-key.reseal',
        id,
        call,
        async () => scoped(id, await reseal(context, dialogueId(id), call)),
        ({ records }) => ({ records }),
      ),
    rewrap: async (id, call = {}) =>
      noted(
        'data-key.rewrap',
        id,
        call,
        async () => scoped(id, await rewrap(context, dialogueId(id), call)),
        (done) => ({ keys: done.keys }),
      ),
    erase: async (id, call = {}) => {
      await audit?.record({ operation: 'dialogue.erase', tenant, dialogue: dialogueId(id), outcome: 'begun' });
      return noted(
        'dialogue.erase',
        id,
        call,
        async () => scoped(id, { certificate: await certified(context, dialogueId(id), call) }),
        ({ certificate: { removed } }) => removed,
      );
    },
    addEpoch: async (call = {}) => {
      const act = async (): Promise<Epoch> => addEpoch(keys, call);
      if (audit === undefined) return act();
      return audited(audit, { operation: 'epoch.add', tenant }, act, { signal: call.signal, found: (made) => made });
    },
    destroyEpoch: async (epoch, call = {}) => {
      // What is remembered would hide what is stored.
      const opened = (store: KeyOperationsOptions): AdministeredStore => {
        return { context: createContext(store, sources, codecOf), keys: auditedParts(store.keys), list: store.backend };
      };
      const { peers = [], gone = [] } = call;
      const act = async (): Promise<DestructionCertificate> =>
        destroyEpoch(opened(options), { peers: peers.map(opened), gone }, epoch, call);
      if (audit === undefined) return act();
      const about = { operation: 'epoch.destroy', tenant, epoch };
      await audit.record({ ...about, outcome: 'begun' });
      // No header names the key of an epoch whose destruction is carried on.
      const found = ({ kekId }: DestructionCertificate) => (kekId === '' ? {} : { kekId });
      return audited(audit, about, act, { signal: call.signal, found });
    },
  });
}

type Noted = <T>(
  operation: string,
  id: DialogueId,
  call: CallOptions,
  act: () => Promise<T>,
  counts?: (result: T) => Readonly<Record<string, number>>,
) => Promise<T>;

/** Does something to a dialogue, with an event of how it ended if there is a trail. */
function events(audit: AuditTrail | undefined, tenant: string): Noted {
  return async <T>(
    operation: string,
    id: DialogueId,
    call: CallOptions,
    act: () => Promise<T>,
    counts?: (result: T) => Readonly<Record<string, number>>,
  ): Promise<T> => {
    if (audit === undefined) return act();
    const found = counts === undefined ? {} : { found: (result: T) => ({ counts: counts(result) }) };
    return audited(audit, { operation, tenant, dialogue: id }, act, { signal: call.signal, ...found });
  };
}

async function certified(context: StoreContext, id: DialogueId, call: EraseOptions): Promise<ErasureCertificate> {
  const { head, n, time, logId, others, wraps, records } = await eraseRecords(context, id, call);
  const { epoch } = head.header;
  const { kekId, endless } = await context.keyring.kek(epoch, call);
  const { longestLease = 3_600_000, copiesExpireAt } = call;
  return {
    certificate: 'colloquy/v1/erasure',
    storeId: context.keyring.storeId,
    tenant: context.keyring.tenant,
    dialogueId: id,
    logId: logId === undefined ? '' : toHex(logId),
    n,
    lastN: head.n,
    lastEntryHash: toHex(head.hash),
    erasedAt: instantOf(time),
    effectiveAt: endless ? undefined : instantOf(time + longestLease),
    epoch,
    kekId,
    removed: { wraps: wraps.length, records },
    statements: erasureStatements(epoch, copiesExpireAt?.toISOString(), others),
    stillReadable: readableAfterErasure,
  };
}
