import { limits } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { benchOf } from '../support/bench.ts';
import { nameOf } from '../support/errors.ts';
import { headOf, isWrap, keyed, keysOf, numberIn, recordsOf } from '../support/keyWork.ts';
import { dumpOf, expectSameState, expectSound } from '../support/state.ts';
import { id, perform, performAll, perspective, tension } from '../support/story.ts';

export const koRotateLaws: readonly DialogueLaw[] = [
  {
    clause: 'KO-ROTATE-01',
    title: 'one commit with the wrap of the next version; what was there stays as it was',
    run: async (t) => {
      const fixture = await keyed(t);
      const before = await recordsOf(fixture);
      const head = await headOf(fixture);
      for (const version of [2, 3]) {
        const n = head.n + version - 1;
        const { n: answered, keyVersion } = await fixture.operations().rotateDataKey(id);
        t.equal([answered, keyVersion], [n, version], 'wrong-answer');
        const { kind, dek, dekMin, epoch } = await headOf(fixture);
        const expected = { kind: 'key.rotate', dek: version, dekMin: 1, epoch: head.epoch };
        t.equal({ kind, dek, dekMin, epoch }, expected, 'wrong-header');
        const { log } = await fixture.probe.rows(id);
        t.equal(log.length, n, 'not-one-commit');
        const key = `key#dek#000${version}`;
        t.equal(keysOf(t.present(log.at(-1), 'not-one-commit').body), [key], 'touched-more');
        const after = await recordsOf(fixture);
        for (const [each, record] of before) t.equal(after.get(each), record, 'touched-more', each);
        t.equal(numberIn(t.present(after.get(key), 'not-one-commit')), head.epoch, 'wrong-epoch');
      }
    },
  },
  {
    clause: 'KO-ROTATE-01',
    title: 'every later record is under the new version, and both open: warm, cold, in a handle',
    run: async (t) => {
      const fixture = await keyed(t);
      const store = fixture.store();
      const handle = await store.open(id);
      const { keyVersion } = await fixture.operations().rotateDataKey(id);
      const { n } = await headOf(fixture);
      const before = await recordsOf(fixture);
      await performAll(store, id, [perspective, { method: 'setDialogueStatus', input: { status: 'converging' } }]);
      await perform(fixture.store(), id, tension, { operationId: 'later' });
      const after = await recordsOf(fixture);
      for (const [key, record] of after) {
        if (isWrap(key)) continue;
        const isOld = before.get(key)?.digest === record.digest;
        t.equal(numberIn(record), isOld ? 1 : keyVersion, 'wrong-version', key);
      }
      const cold = await fixture.store().load(id);
      t.equal(cold.n, n + 3, 'not-readable');
      for (const each of [store, fixture.store()]) {
        const read = await each.load(id).catch((error: unknown) => {
          throw t.violation('not-readable', { message: String(error), cause: error });
        });
        expectSameState(t, read.state, cold.state, 'not-readable');
        t.equal((await each.item(id, 'P0001'))?.value.id, 'P0001', 'not-readable');
      }
      expectSameState(t, (await handle.refresh()).state, cold.state, 'not-readable', 'handle');
      await expectSound(t, fixture.store(), id, 'not-sound');
    },
  },
  {
    clause: 'KO-ROTATE-02',
    title:
      '64 versions in use, then limit_exceeded and nothing written; a cold store reads as many keys as ever; re-sealing makes room',
    run: async (t) => {
      const fixture = await keyed(t);
      const operations = fixture.operations();
      const contributors = Array.from({ length: 90 }, (_, at) => `expert-${at}`);
      for (const slug of contributors) {
        const input = { slug, role: 'x', tier: 'Core', source: 'pool' };
        await perform(fixture.store(), id, { method: 'registerExpert', input });
      }
      for (let version = 2; version <= limits.dataKeyVersions; version++) await operations.rotateDataKey(id);
      const dump = await dumpOf(fixture.probe, id);
      for (const each of [operations, fixture.operations()]) {
        const error: unknown = await t.rejects(() => each.rotateDataKey(id), 'not-refused');
        t.equal(nameOf(error), 'limit_exceeded', 'not-refused');
        const { limit, max, actual } = (error as { context: Record<string, unknown> }).context;
        t.equal({ limit, max, actual }, { limit: 'dataKeyVersions', max: 64, actual: 64 }, 'not-refused');
      }
      t.equal(await dumpOf(fixture.probe, id), dump, 'wrote');
      // With all wraps unknown and more keys than fit beside them.
      const { store, ledger } = benchOf(fixture);
      const input = { type: 'claim', round: 0, label: 'x', content: 'x', contributors };
      await perform(store, id, { method: 'registerItem', input }).catch((error: unknown) => {
        throw t.violation('not-readable', { message: String(error), cause: error });
      });
      t.check(
        ledger.gets.some((keys) => keys.length > 90),
        'the-test-itself',
        { actual: ledger.gets.map((keys) => keys.length) },
      );
      const { retired } = await operations.reseal(id);
      t.equal(retired.length, limits.dataKeyVersions - 1, 'no-room');
      t.equal((await operations.rotateDataKey(id)).keyVersion, limits.dataKeyVersions + 1, 'no-room');
      await expectSound(t, fixture.store(), id, 'not-sound');
    },
  },
];
