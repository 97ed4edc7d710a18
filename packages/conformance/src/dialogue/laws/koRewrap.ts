import type { PayloadCodec } from '@colloquy/core/testing';
import type { DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { expectEnd, sure } from '../support/errors.ts';
import { beforeCommit, times } from '../support/interfere.ts';
import { headOf, isTombstone, isWrap, keyed, keysOf, numberIn, recordsOf } from '../support/keyWork.ts';
import { dumpOf, expectSound } from '../support/state.ts';
import { id, perform, tension } from '../support/story.ts';

/** The bytes of every key in use, by record, as the KEK of the head's epoch unwraps them. */
async function unwrapped(fixture: DialogueFixture): Promise<ReadonlyMap<string, Uint8Array>> {
  const { codec, keyring } = fixture;
  const { epoch } = await headOf(fixture);
  const { key: kek } = await keyring.kek(epoch);
  const found = new Map<string, Uint8Array>();
  for (const [key, record] of await recordsOf(fixture)) {
    if (!isWrap(key) || isTombstone(record)) continue;
    const place = { purpose: key.startsWith('key#dek#') ? 'dek' : 'log-root', version: Number(key.slice(-4)) } as const;
    const request = { ...place, kek, epoch, tenant: keyring.tenant, dialogueId: id };
    found.set(key, await codec.unwrapKey(request, record.envelope));
  }
  return found;
}

export const koRewrapLaws: readonly DialogueLaw[] = [
  {
    clause: 'KO-REWRAP-01',
    title: 'one commit replaces every wrap in use by one of the same key under the newest epoch, and no other record',
    run: async (t) => {
      const fixture = await keyed(t);
      const store = fixture.store();
      const handle = await store.open(id);
      const operations = fixture.operations();
      await operations.rotateDataKey(id);
      await operations.reseal(id);
      await operations.rotateDataKey(id);
      for (const epoch of [2, 3]) {
        const [before, keys, { n }] = [await recordsOf(fixture), await unwrapped(fixture), await headOf(fixture)];
        await operations.addEpoch();
        const { dialogueId: _, ...result } = await operations.rewrap(id);
        t.equal(result, { n: n + 1, epoch, keys: 3 }, 'wrong-answer');
        const { kind, epoch: under } = await headOf(fixture);
        t.equal([kind, under], ['key.rewrap', epoch], 'wrong-header');
        const { log } = await fixture.probe.rows(id);
        const wraps = ['key#dek#0002', 'key#dek#0003', 'key#log#0001'];
        t.equal(log.length, n + 1, 'not-one-commit');
        t.equal(keysOf(sure(log.at(-1)).body), wraps, 'touched-more');
        const after = await recordsOf(fixture);
        for (const [key, record] of before) {
          if (wraps.includes(key)) t.equal(numberIn(sure(after.get(key))), epoch, 'old-epoch', key);
          else t.equal(after.get(key), record, 'touched-more', key);
        }
        const now = await unwrapped(fixture).catch((error: unknown) => {
          throw t.violation('other-keys', { message: String(error), cause: error });
        });
        t.equal([...now], [...keys], 'other-keys');
        await perform(store, id, tension);
        for (const each of [store, fixture.store()]) await expectSound(t, each, id, 'not-sound');
      }
      t.equal((await handle.refresh()).state.list('tension').length, 3, 'not-readable', 'handle');
    },
  },
  {
    clause: 'KO-REWRAP-02',
    title: 'a wrap that does not open, or holds another key, replaces nothing',
    run: async (t) => {
      const breakings: readonly (readonly [string, (codec: PayloadCodec) => PayloadCodec['wrapKey']])[] = [
        [
          'another key',
          (codec) => (request, key, options) =>
            codec.wrapKey(
              request,
              key.map((b) => b ^ 1),
              options,
            ),
        ],
        [
          'another place',
          (codec) => (request, key, options) => codec.wrapKey({ ...request, version: 9 }, key, options),
        ],
      ];
      for (const [name, wrapKey] of breakings) {
        const fixture = await keyed(t);
        await fixture.operations().addEpoch();
        const dump = await dumpOf(fixture.probe, id);
        const broken = fixture.operations({
          codecOf: (codec) => ({
            name: codec.name,
            seal: (...call) => codec.seal(...call),
            open: (...call) => codec.open(...call),
            wrapKey: wrapKey(codec),
            unwrapKey: (...call) => codec.unwrapKey(...call),
            forget: () => codec.forget(),
          }),
        });
        await expectEnd(
          t,
          () => broken.rewrap(id),
          ['integrity_error', 'integrity_error/key_record'],
          'not-compared',
          name,
        );
        t.equal(await dumpOf(fixture.probe, id), dump, 'not-compared', name);
      }
    },
  },
  {
    clause: 'KO-REWRAP-02',
    title: 'where other bytes stand than those that were opened, nothing is replaced',
    run: async (t) => {
      const fixture = await keyed(t);
      const operations = fixture.operations();
      await operations.rotateDataKey(id);
      const wrap = sure((await recordsOf(fixture)).get('key#dek#0002'));
      await operations.addEpoch();
      const foreign = { ...wrap, envelope: wrap.envelope.map((byte, at) => (at > 100 ? byte ^ 1 : byte)) };
      const exchange = times(1, async () => fixture.probe.putRecord(id, { ...foreign, digest: 'f'.repeat(64) }));
      const slow = fixture.operations({ backend: beforeCommit(fixture.backend, exchange) });
      await expectEnd(t, () => slow.rewrap(id), ['integrity_error/condition', 'integrity_error/digest'], 'replaced');
      const after = await recordsOf(fixture);
      t.equal(after.get('key#dek#0002')?.envelope, foreign.envelope, 'replaced');
      t.equal(numberIn(sure(after.get('key#log#0001'))), 1, 'replaced');
    },
  },
  {
    clause: 'KO-REWRAP-03',
    title: 'a dialogue under the newest epoch is left alone, and never goes back to an earlier one',
    run: async (t) => {
      const fixture = await keyed(t);
      const operations = fixture.operations();
      const dump = await dumpOf(fixture.probe, id);
      const { n } = await headOf(fixture);
      const { dialogueId: _, ...result } = await operations.rewrap(id);
      t.equal(result, { n, epoch: 1, keys: 0 }, 'wrong-answer');
      t.equal(await dumpOf(fixture.probe, id), dump, 'wrote');
      await operations.addEpoch();
      // Another adds one more epoch and rewraps, after this one has looked for the newest.
      let isFirst = true;
      const { keyring } = fixture;
      const slow = fixture.operations({
        keyring: {
          ...keyring,
          newest: async (options) => {
            const found = await keyring.newest(options);
            if (isFirst) {
              isFirst = false;
              await operations.addEpoch();
              await operations.rewrap(id);
            }
            return found;
          },
        },
      });
      const answer = await slow.rewrap(id);
      t.equal([answer.epoch, answer.keys, (await headOf(fixture)).epoch], [3, 0, 3], 'went-back');
    },
  },
  {
    clause: 'KO-REWRAP-03',
    title: 'of an erased dialogue the log root is rewrapped, and its log verifies after the old epoch is gone',
    run: async (t) => {
      const fixture = await keyed(t);
      const operations = fixture.operations();
      await operations.rotateDataKey(id);
      await operations.erase(id);
      const before = await recordsOf(fixture);
      await operations.addEpoch();
      const { keys, epoch } = await operations.rewrap(id);
      t.equal([keys, epoch], [1, 2], 'wrong-answer');
      const after = await recordsOf(fixture);
      for (const [key, record] of before) {
        if (key === 'key#log#0001') t.equal(numberIn(sure(after.get(key))), 2, 'not-rewrapped');
        else t.equal(after.get(key), record, 'touched-more', key);
      }
      await operations.destroyEpoch(1);
      await expectSound(t, fixture.store({ keyring: await fixture.openKeyring() }), id, 'not-sound');
    },
  },
];
