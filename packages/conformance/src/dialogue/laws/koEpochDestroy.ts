import {
  createSigningKey,
  decodeStoreHeader,
  dialogueId,
  openSigningKey,
  rewrapSigningKeys,
  type KeyVault,
} from '@colloquy/core';
import type { DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf, expectEnd, nameOf, sure } from '../support/errors.ts';
import { keyed } from '../support/keyWork.ts';
import { expectSound } from '../support/state.ts';
import { withHeader } from '../support/tampering.ts';
import { beginning, id, performAll } from '../support/story.ts';

const other = dialogueId('laws-later');

async function epochsOf({ keys }: DialogueFixture): Promise<readonly (readonly [number, string])[]> {
  return decodeStoreHeader(sure(await keys.header.read())).epochs;
}

async function numbersOf(fixture: DialogueFixture): Promise<{ header: readonly number[]; vault: readonly number[] }> {
  const header = (await epochsOf(fixture)).map(([epoch]) => epoch);
  return { header, vault: await fixture.keys.vault.epochs(fixture.keys.tenant) };
}

/** A vault with something in the way of one method. */
function vaultBut(vault: KeyVault, by: Partial<KeyVault>): KeyVault {
  return {
    get: (...call) => vault.get(...call),
    putIfAbsent: (...call) => vault.putIfAbsent(...call),
    remove: (...call) => vault.remove(...call),
    epochs: (...call) => vault.epochs(...call),
    ...by,
  };
}

export const koEpochDestroyLaws: readonly DialogueLaw[] = [
  {
    clause: 'KO-EPOCH-03',
    title:
      'refused: the newest, one that never was, what is no number, and one that a dialogue is under, also an erased one',
    run: async (t) => {
      const fixture = await keyed(t);
      const operations = fixture.operations();
      await performAll(fixture.store(), other, beginning);
      const refused = async (epoch: unknown, message: string): Promise<void> => {
        const error: unknown = await t.rejects(() => operations.destroyEpoch(epoch as number), 'not-refused', message);
        t.equal(nameOf(error), 'invalid_argument', 'not-refused', message);
      };
      await refused(1, 'the only one');
      await operations.addEpoch();
      for (const epoch of [0, -1, 1.5, 2, 3, '1', null]) await refused(epoch, String(epoch));
      const inUse = async (first: readonly string[]): Promise<void> => {
        const error: unknown = await t.rejects(() => operations.destroyEpoch(1), 'not-refused');
        t.equal(nameOf(error), 'epoch_in_use', 'not-refused');
        const { context } = error as { context: unknown };
        t.equal(context, { epoch: 1, dialogues: first.length, first }, 'wrong-context');
        t.equal(await numbersOf(fixture), { header: [1, 2], vault: [1, 2] }, 'destroyed');
      };
      await inUse([id, other]);
      await operations.erase(other);
      await inUse([id, other]);
      await operations.rewrap(id);
      await inUse([other]);
      t.equal(await endOf(() => fixture.store().load(id)), 'ok', 'destroyed');
    },
  },
  {
    clause: 'KO-EPOCH-03',
    title: 'no head is believed: one that names the new epoch while its wraps are under the old one stops it',
    run: async (t) => {
      const fixture = await keyed(t);
      const operations = fixture.operations();
      await operations.addEpoch();
      // What this administrator has in memory must not hide what is stored.
      await operations.rotateDataKey(id);
      const { head, records } = await fixture.probe.rows(id);
      const entry = { ...sure(head), body: new Uint8Array(0) };
      await fixture.probe.putHead(id, withHeader(entry, { epoch: 2 }));
      for (const each of [operations, fixture.operations()]) {
        await expectEnd(
          t,
          () => each.destroyEpoch(1),
          ['integrity_error', 'integrity_error/head_mac', 'integrity_error/codec'],
          'head-believed',
        );
      }
      await fixture.probe.putHead(id, sure(head));
      // Rewrapped by the log, and the old wraps put back behind it.
      await operations.rewrap(id);
      const old = sure(records.find(({ key }) => key === 'key#dek#0001'));
      await fixture.probe.putRecord(id, old);
      for (const each of [operations, fixture.operations()]) {
        t.check((await endOf(() => each.destroyEpoch(1))).startsWith('integrity_error'), 'head-believed');
      }
      t.equal(await numbersOf(fixture), { header: [1, 2], vault: [1, 2] }, 'destroyed');
    },
  },
  {
    clause: 'KO-EPOCH-03',
    title: 'out of the header, then out of the vault; interrupted in between it goes on; every dialogue stays readable',
    run: async (t) => {
      const fixture = await keyed(t);
      const operations = fixture.operations();
      const { kekId } = await fixture.keyring.kek(1);
      await operations.addEpoch();
      await operations.rewrap(id);
      const { vault, tenant } = fixture.keys;
      const cut = vaultBut(vault, { remove: async () => Promise.reject(new Error('cut off here')) });
      await t.rejects(() => fixture.operations({ keys: { vault: cut } }).destroyEpoch(1), 'the-test-itself');
      t.equal(await numbersOf(fixture), { header: [2], vault: [1, 2] }, 'wrong-order');
      const certificate = await operations.destroyEpoch(1);
      t.equal(await numbersOf(fixture), { header: [2], vault: [2] }, 'not-carried-on');
      t.equal(
        [certificate.certificate, certificate.epoch, certificate.dialogues],
        ['colloquy/v1/epoch-destruction', 1, 1],
        'wrong-certificate',
      );
      for (const store of [fixture.store(), fixture.store({ keyring: await fixture.openKeyring() })]) {
        await expectSound(t, store, id, 'not-readable');
      }
      t.equal(
        nameOf(await t.rejects(() => operations.destroyEpoch(1), 'destroyed-twice')),
        'invalid_argument',
        'destroyed-twice',
      );
      await operations.addEpoch();
      await operations.rewrap(id);
      const whole = await operations.destroyEpoch(2);
      t.check(whole.kekId !== kekId && /^[0-9a-f]{32}$/.test(whole.kekId), 'wrong-certificate');
      t.equal(await vault.epochs(tenant), [3], 'not-destroyed');
      const text = whole.statements.join(' ');
      for (const word of ['epoch 2', 'backup', '7 to 30 days', 'lease']) {
        t.check(text.includes(word), 'says-too-little', { message: word, actual: whole.statements });
      }
    },
  },
  {
    clause: 'KO-EPOCH-03',
    title: 'refused while a signing key is under it, which goes on signing once it is rewrapped',
    run: async (t) => {
      const fixture = await t.open();
      const { keyring, keys } = fixture;
      const { verifier } = await createSigningKey({ header: keys.header, keyring, name: 'example.org/laws' });
      const operations = fixture.operations();
      await operations.addEpoch();
      const error: unknown = await t.rejects(() => operations.destroyEpoch(1), 'not-refused');
      t.equal(nameOf(error), 'epoch_in_use', 'not-refused');
      t.equal((error as { context: unknown }).context, { epoch: 1, signingKeys: [1] }, 'wrong-context');
      t.equal(await rewrapSigningKeys({ header: keys.header, keyring }), 1, 'the-test-itself');
      t.equal(await endOf(() => operations.destroyEpoch(1)), 'ok', 'not-destroyed');
      const after = await openSigningKey({ header: keys.header, keyring: await fixture.openKeyring() });
      t.equal(String(after.verifier), String(verifier), 'not-readable');
    },
  },
  {
    clause: 'KO-EPOCH-03',
    title: 'what was under a destroyed epoch opens no more, although somebody kept its rows',
    run: async (t) => {
      const fixture = await keyed(t);
      const kept = await fixture.probe.rows(id);
      const operations = fixture.operations();
      await operations.addEpoch();
      await operations.rewrap(id);
      await operations.destroyEpoch(1);
      for (const record of kept.records) await fixture.probe.putRecord(id, record);
      await fixture.probe.putHead(id, sure(kept.head));
      const cold = fixture.store({ keyring: await fixture.openKeyring() });
      t.check((await endOf(() => cold.load(id))).startsWith('integrity_error'), 'opens');
    },
  },
];
