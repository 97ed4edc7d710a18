import { isRecorded, failureOf, recordFailure } from '../audit/audited.ts';
import type { AuditTrail } from '../audit/AuditTrail.ts';
import { isDialogueId } from '../address/DialogueId.ts';
import { isColloquyError } from '../errors/index.ts';
import type { DialogueHandle, DialogueStore } from '../traits/DialogueStore.ts';
import { scoped } from '../traits/PartitionScoped.ts';

/** What EV-OPEN-06 finds, after the codec has opened an envelope: said openly in the error, since what it speaks of is authentic. */
const lastStep: ReadonlySet<unknown> = new Set(['plaintext', 'address', 'rev', 'entity', 'projection']);

type Method = (...parameters: readonly unknown[]) => Promise<unknown>;

/**
 * A store that records `dialogue.check`, refused, for every `integrity_error` that no event of the codec has told already: most tampering
 * shows in a digest or the state tag, before anything is opened. And `dialogue.verify` with the number of findings, when there are some.
 */
export function auditedStore(store: DialogueStore, trail: AuditTrail, tenant: string): DialogueStore {
  const watch = async <T>(id: unknown, call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      if (!isColloquyError(error, 'integrity_error') || isRecorded(error)) throw error;
      const failure = failureOf(error);
      const step = lastStep.has(failure.check) ? { step: 6 } : {};
      const dialogue = isDialogueId(id) ? { dialogue: id } : {};
      throw await recordFailure(trail, { operation: 'dialogue.check', tenant, ...dialogue }, error, {
        ...failure,
        ...step,
      });
    }
  };
  const methods = Object.entries(store).map(([name, method]: readonly [string, Method]) => {
    return [name, async (...parameters: readonly unknown[]) => watch(parameters[0], async () => method(...parameters))];
  });
  // The same methods with the same parameters, one by one.
  const watched = Object.fromEntries(methods) as DialogueStore;
  return Object.freeze<DialogueStore>({
    ...watched,
    open: async (id, options) => watchedHandle(await watched.open(id, options), async (call) => watch(id, call)),
    verify: async (id, options) => {
      const report = await watched.verify(id, options);
      const findings = report.findings.length;
      if (findings > 0) {
        const about = { operation: 'dialogue.verify', tenant, dialogue: id, counts: { findings } };
        await trail.record({ ...about, outcome: 'refused', code: 'integrity_error' });
      }
      return report;
    },
  });
}

type Watch = <T>(call: () => Promise<T>) => Promise<T>;

function watchedHandle(handle: DialogueHandle, watch: Watch): DialogueHandle {
  return scoped(handle.dialogueId, {
    get current() {
      return handle.current;
    },
    get moved() {
      return handle.moved;
    },
    refresh: async (options = {}) => watch(async () => handle.refresh(options)),
  });
}
