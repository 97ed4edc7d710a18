import { decodeStoreHeader, dialogueId, encodeStoreHeader, type StoreHeaderPort } from '@colloquy/core';
import type { DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { expectEnd, sure } from '../support/errors.ts';
import { headOf, keyed } from '../support/keyWork.ts';
import { expectSound } from '../support/state.ts';
import { beginning, id, performAll } from '../support/story.ts';

const other = dialogueId('laws-later');

async function epochsOf({ keys }: DialogueFixture): Promise<readonly (readonly [number, string])[]> {
  return decodeStoreHeader(sure(await keys.header.read())).epochs;
}

async function numbersOf(fixture: DialogueFixture): Promise<{ header: readonly number[]; vault: readonly number[] }> {
  const header = (await epochsOf(fixture)).map(([epoch]) => epoch);
  return { header, vault: await fixture.keys.vault.epochs(fixture.keys.tenant) };
}

/** Ports over one header for `callers`, none of whom gets an answer to its first read before all have asked. */
function metAtFirst(header: StoreHeaderPort, callers: number): () => StoreHeaderPort {
  const all = Promise.withResolvers<void>();
  let reads = 0;
  return () => {
    let first = true;
    return {
      read: async (options) => {
        const found = await header.read(options);
        if (!first) return found;
        first = false;
        if ((reads += 1) === callers) all.resolve();
        await all.promise;
        return found;
      },
      putIfAbsent: header.putIfAbsent.bind(header),
      holdsData: header.holdsData.bind(header),
      replace: header.replace.bind(header),
    };
  };
}

export const koEpochAddLaws: readonly DialogueLaw[] = [
  {
    clause: 'KO-EPOCH-01',
    title: 'the next number, in the vault and then in the header, with the id of its key; nothing is rewrapped',
    run: async (t) => {
      const fixture = await keyed(t);
      const before = await headOf(fixture);
      const { header, vault, tenant } = fixture.keys;
      for (const epoch of [2, 3]) {
        let atReplace: readonly number[] = [];
        const watched = {
          read: header.read.bind(header),
          putIfAbsent: header.putIfAbsent.bind(header),
          holdsData: header.holdsData.bind(header),
          replace: async (...call: Parameters<typeof header.replace>) => {
            atReplace = await vault.epochs(tenant);
            return header.replace(...call);
          },
        };
        const made = await fixture.operations({ keys: { header: watched } }).addEpoch();
        t.equal(made.epoch, epoch, 'wrong-number');
        t.check(atReplace.includes(epoch), 'wrong-order', { message: 'header before vault', actual: atReplace });
        const numbers = Array.from({ length: epoch }, (_, at) => at + 1);
        t.equal(await numbersOf(fixture), { header: numbers, vault: numbers }, 'not-recorded');
        for (const keyring of [fixture.keyring, await fixture.openKeyring()]) {
          const { epoch: newest, kekId } = await keyring.newest();
          t.equal([newest, kekId], [epoch, made.kekId], 'not-in-use');
        }
        t.equal((await epochsOf(fixture)).at(-1)?.[1], made.kekId, 'not-recorded');
      }
      t.equal(await headOf(fixture), before, 'touched-dialogues');
    },
  },
  {
    clause: 'KO-EPOCH-01',
    title: 'interrupted after the vault, it is carried on with the material that is there',
    run: async (t) => {
      const fixture = await keyed(t);
      const { header, vault, tenant } = fixture.keys;
      const cut = {
        read: header.read.bind(header),
        putIfAbsent: header.putIfAbsent.bind(header),
        holdsData: header.holdsData.bind(header),
        replace: async () => Promise.reject(new Error('cut off here')),
      };
      await t.rejects(() => fixture.operations({ keys: { header: cut } }).addEpoch(), 'the-test-itself');
      t.equal(await numbersOf(fixture), { header: [1], vault: [1, 2] }, 'wrong-order');
      const material = await vault.get(tenant, 2);
      const { epoch } = await fixture.operations().addEpoch();
      t.equal(epoch, 2, 'not-carried-on');
      t.equal(await vault.get(tenant, 2), material, 'not-carried-on');
      t.equal((await fixture.keyring.newest()).epoch, 2, 'not-carried-on');
    },
  },
  {
    clause: 'KO-EPOCH-01',
    title: 'of several that found the same header all answer with the same epoch',
    run: async (t) => {
      const fixture = await keyed(t);
      for (const epoch of [2, 3]) {
        const header = metAtFirst(fixture.keys.header, 5);
        const made = await Promise.all(
          Array.from({ length: 5 }, () => fixture.operations({ keys: { header: header() } }).addEpoch()),
        );
        for (const each of made) t.equal(each, made[0], 'another-epoch');
        t.equal(made[0]?.epoch, epoch, 'another-epoch');
        t.equal((await numbersOf(fixture)).header.length, epoch, 'another-epoch');
      }
    },
  },
  {
    clause: 'KO-EPOCH-02',
    title:
      'what is created is under the newest epoch, also by stores and keyrings that were opened before; nothing else is',
    run: async (t) => {
      const fixture = await keyed(t);
      const early = [fixture.store(), fixture.store({ keyring: await fixture.openKeyring() })];
      for (const store of early) await store.load(id);
      await fixture.operations().addEpoch();
      for (const [at, store] of early.entries()) {
        const fresh = dialogueId(`laws-later-${at}`);
        await performAll(store, fresh, beginning);
        t.equal((await headOf(fixture, fresh)).epoch, 2, 'old-epoch');
        await expectSound(t, fixture.store(), fresh, 'not-sound');
        await store.scoreExpert(id, { expert: 'muffin', round: 0, score: at });
        t.equal((await headOf(fixture)).epoch, 1, 'moved');
      }
    },
  },
  {
    clause: 'KO-EPOCH-04',
    title:
      'an epoch that the header does not record is not opened, whatever the vault holds; numbers are not used again',
    run: async (t) => {
      const fixture = await keyed(t);
      const operations = fixture.operations();
      const { vault, provider, tenant } = fixture.keys;
      const { storeId } = fixture.keyring;
      const hostile = async (epoch: number): Promise<void> => {
        const material = await provider.createEpoch({ storeId, tenant, epoch });
        await vault.putIfAbsent(tenant, epoch, material);
      };
      await hostile(7);
      for (const keyring of [fixture.keyring, await fixture.openKeyring()]) {
        t.equal((await keyring.newest()).epoch, 1, 'vault-believed');
        await expectEnd(t, () => keyring.kek(7), 'integrity_error', 'vault-believed');
      }
      await operations.addEpoch();
      await operations.rewrap(id);
      await operations.destroyEpoch(1);
      await hostile(1);
      await expectEnd(t, async () => (await fixture.openKeyring()).kek(1), 'integrity_error', 'vault-believed');
      t.equal((await operations.addEpoch()).epoch, 3, 'number-again');
    },
  },
  {
    clause: 'KO-EPOCH-04',
    title: 'a header that lost its newest epoch is an integrity_error for whoever had seen it',
    run: async (t) => {
      const fixture = await keyed(t);
      const { header } = fixture.keys;
      const before = sure(await header.read());
      await fixture.operations().addEpoch();
      const keyring = await fixture.openKeyring();
      await keyring.newest();
      const after = sure(await header.read());
      t.check(await header.replace(after, before), 'the-test-itself');
      await expectEnd(t, () => keyring.newest(), 'integrity_error', 'lost-unseen');
      const store = fixture.store({ keyring });
      await expectEnd(t, () => performAll(store, other, beginning), 'integrity_error', 'lost-unseen', 'create');
      // Another id for a known epoch is no header of this store either.
      const { storeId, tenant, epochs } = decodeStoreHeader(after);
      const exchanged = epochs.map(([epoch]): [number, string] => [epoch, 'f'.repeat(32)]);
      const forged = encodeStoreHeader({ storeId, tenant, epochs: exchanged });
      t.check(await header.replace(before, forged), 'the-test-itself');
      await expectEnd(t, () => keyring.newest(), 'integrity_error', 'lost-unseen', 'exchanged');
      await expectEnd(t, () => fixture.openKeyring(), 'wrong_key', 'lost-unseen', 'opened anew');
    },
  },
];
