import {
  createKeyOperations,
  createKeys,
  createDialogueStore,
  dialogueId,
  EphemeralKeyProvider,
  isColloquyError,
  MemoryKeyVault,
  MemoryPartitionStore,
  type AuditTrail,
  type DialogueStore,
  type KeyOperations,
  type Keyring,
} from '@colloquy/core';
import type { AuditLaw } from '../support/AuditFixture.ts';
import { FaultySink, listSink } from '../support/sinks.ts';
import { refusing, saying } from '../support/trails.ts';

const id = dialogueId('laws-key-operations');
const tenant = 'acme';

interface Bench {
  readonly keyring: Keyring;
  readonly vault: MemoryKeyVault;
  readonly store: DialogueStore;
  readonly operations: (audit?: AuditTrail) => KeyOperations;
}

/** A store with one dialogue, two records large, of which no event is kept, and operations upon its keys, of which every one is. */
async function bench(): Promise<Bench> {
  const backend = new MemoryPartitionStore();
  const vault = new MemoryKeyVault();
  const keys = { header: backend.header, vault, provider: new EphemeralKeyProvider(), tenant };
  const keyring = await createKeys(keys);
  const store = createDialogueStore({ backend, keyring });
  await store.create(id, { title: 'About events' });
  const operations = (audit?: AuditTrail): KeyOperations =>
    createKeyOperations({ backend, keyring, keys, ...(audit === undefined ? {} : { audit }) });
  return { keyring, vault, store, operations };
}

export const keyOperationLaws: readonly AuditLaw[] = [
  {
    clause: 'AU-OP-04',
    title: 'key operations leave an event each; erasures and destructions one before, too',
    run: async (t) => {
      const { keyring, operations } = await bench();
      const { sink, events } = listSink();
      const audited = operations(refusing(sink));
      const { kekId } = await keyring.kek(1);
      await audited.rotateDataKey(id);
      await audited.reseal(id);
      const added = await audited.addEpoch();
      await audited.rewrap(id);
      await audited.destroyEpoch(1);
      await audited.erase(id);
      const dialogue = { tenant, dialogue: id };
      t.equal(
        events.map(saying).filter(({ operation = '' }) => /^(?:data-key|dialogue|epoch)\./.test(operation)),
        [
          { operation: 'data-key.rotate', ...dialogue, outcome: 'ok' },
          { operation: 'data-key.reseal', ...dialogue, outcome: 'ok', counts: { records: 2 } },
          { operation: 'epoch.add', tenant, epoch: 2, kekId: added.kekId, outcome: 'ok' },
          { operation: 'data-key.rewrap', ...dialogue, outcome: 'ok', counts: { keys: 2 } },
          { operation: 'epoch.destroy', tenant, epoch: 1, outcome: 'begun' },
          { operation: 'epoch.destroy', tenant, epoch: 1, kekId, outcome: 'ok' },
          { operation: 'dialogue.erase', ...dialogue, outcome: 'begun' },
          { operation: 'dialogue.erase', ...dialogue, outcome: 'ok', counts: { wraps: 1, records: 2 } },
        ],
        'other-events',
      );
    },
  },
  {
    clause: 'AU-OP-04',
    title: 'a sink that refuses keeps dialogues from being erased and epochs from being destroyed',
    run: async (t) => {
      const { store, vault, operations } = await bench();
      const plain = operations();
      await plain.addEpoch();
      await plain.rewrap(id);
      const calls: readonly ((audited: KeyOperations) => Promise<unknown>)[] = [
        async (audited) => audited.erase(id),
        async (audited) => audited.destroyEpoch(1),
      ];
      for (const call of calls) {
        const audited = operations(refusing(new FaultySink('refuses')));
        const error = await t.rejects(async () => call(audited), 'went-on');
        t.check(isColloquyError(error, 'audit_failed'), 'other-error', { actual: error });
      }
      t.equal((await store.get(id))?.value.type, 'dialogue', 'went-on');
      t.equal(await vault.epochs(tenant), [1, 2], 'went-on');
    },
  },
];
