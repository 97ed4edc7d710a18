import { audited } from '../audit/audited.ts';
import { dialogueId, type DialogueId } from '../address/DialogueId.ts';
import type { PayloadCodec } from '../codec/index.ts';
import { systemSources, type Sources } from '../sources.ts';
import { createContext, type DialogueStoreOptions } from '../store/createContext.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import { scoped, type Scoped } from '../traits/PartitionScoped.ts';
import type { PartitionStore } from '../traits/PartitionStore.ts';
import type { MigrationBackend } from '../traits/MigrationPort.ts';
import type { RepairBackend } from '../traits/RepairPort.ts';
import { examine, type DoctorOptions } from './diagnose.ts';
import type { Diagnosis } from './Diagnosis.ts';
import { reattestTorn, type Reattested, type ReattestOptions } from './reattest.ts';

export interface RecoveryOptions extends Omit<DialogueStoreOptions, 'maxAttempts'> {
  /** Where records lie. Without `repair` a head that does not fit its log cannot be repaired. */
  readonly backend: PartitionStore & RepairBackend & MigrationBackend;
}

/**
 * What an administrator does after a restore, before applications write again: find dialogues of which the copy has caught half of a
 * transaction, and accept what is left of them.
 *
 * Both may reject with `dialogue_not_found`, `revision_conflict`, `integrity_error`, the key codes and the backend codes.
 */
export interface Recovery {
  /**
   * Says what stands there: sound, torn, damaged or put back, and in which records. Reads everything, writes nothing of its own.
   *
   * @throws ColloquyError `invalid_argument` for a note that no pinned key has signed
   * @example
   * const { verdict, records, lostEntries, digest, next } = await recovery.doctor(id);
   */
  doctor(id: DialogueId, options?: DoctorOptions): Promise<Scoped<Diagnosis>>;
  /**
   * Makes a torn dialogue readable and writable again: one commit, after the last entry of the log, that seals every record anew which is
   * not what the log says, and states what was accepted and what was lost, for ever. What was restored must be authentic, record by record;
   * it may be older than it was. Whoever can write the database chooses, within the time that a torn restore spans, which authentic version
   * of each record that is: look at the diagnosis first.
   *
   * @throws ColloquyError `revision_conflict` when it is no longer what was diagnosed; `integrity_error`, reason `damaged`,
   * `not_repairable` or `rollback`; `key_erased`; `limit_exceeded`; `invalid_argument` when nothing is torn; `outcome_unknown`
   * @example
   * const { digest } = await recovery.doctor(id);
   * const { n, statement } = await recovery.reattest(id, { digest, reason: 'Restored the backup of 03:00.' });
   */
  reattest(id: DialogueId, options: ReattestOptions): Promise<Scoped<Reattested>>;
}

/**
 * @throws ColloquyError `invalid_argument`
 * @example
 * const recovery = createRecovery({ backend, keyring, actor: 'operator' });
 */
export function createRecovery(options: RecoveryOptions): Recovery {
  return createRecoveryWith(options, systemSources);
}

/** {@link createRecovery} with chosen time, randomness and waiting. Public through the testing subpath only. */
export function createRecoveryWith(
  options: RecoveryOptions,
  sources: Sources,
  codecOf?: (codec: PayloadCodec) => PayloadCodec,
): Recovery {
  // What is remembered would hide what is stored.
  const fresh = (): StoreContext => createContext(options, sources, codecOf);
  const { backend, audit } = options;
  const { tenant } = fresh().keyring;
  return Object.freeze<Recovery>({
    doctor: async (id, call = {}) => {
      const { diagnosis } = await examine(backend, dialogueId(id), fresh(), call);
      const findings = diagnosis.findings.length + diagnosis.records.length;
      if (diagnosis.verdict !== 'sound' && diagnosis.verdict !== 'unfinished') {
        const about = { operation: 'dialogue.verify', tenant, dialogue: id, counts: { findings } };
        await audit?.record({ ...about, outcome: 'refused', code: 'integrity_error' });
      }
      return scoped(id, diagnosis);
    },
    reattest: async (id, call) => {
      const act = async (): Promise<Reattested> => reattestTorn(backend, dialogueId(id), fresh, call);
      if (audit === undefined) return scoped(id, await act());
      const about = { operation: 'dialogue.reattest', tenant, dialogue: dialogueId(id) };
      await audit.record({ ...about, outcome: 'begun' });
      const found = ({ statement: { records, removedEntries } }: Reattested) => {
        const missing = records.filter(({ state }) => state === 'missing').length;
        const counts = { records: records.length - missing, lost: missing, entries: removedEntries.length };
        return { counts };
      };
      return scoped(id, await audited(audit, about, act, { signal: call.signal, found }));
    },
  });
}

/**
 * {@link Recovery.doctor} for somebody without any key: form, links and digests of what stands there. It tells which records do not fit the
 * log; whether bytes that no entry accounts for are those of a lost entry or of an attacker it cannot tell (`undetermined`).
 *
 * @throws ColloquyError `dialogue_not_found`, `revision_conflict`, `invalid_argument`, and what the backend throws
 * @example
 * const { verdict, level } = await doctorWithoutKeys(backend, id); // level: 'structure'
 */
export async function doctorWithoutKeys(
  backend: PartitionStore & RepairBackend & MigrationBackend,
  id: DialogueId,
  options: DoctorOptions = {},
): Promise<Scoped<Diagnosis>> {
  const { diagnosis } = await examine(backend, dialogueId(id), undefined, options);
  return scoped(id, diagnosis);
}
