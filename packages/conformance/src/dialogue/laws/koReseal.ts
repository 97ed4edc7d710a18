import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { benchOf } from '../support/bench.ts';
import { nameOf, sure } from '../support/errors.ts';
import { beforeCommit, times } from '../support/interfere.ts';
import {
  headerOf,
  headOf,
  isWrap,
  keyed,
  keysOf,
  numberIn,
  operationId,
  recordsOf,
  tensionN,
} from '../support/keyWork.ts';
import { canonical } from '../support/spec.ts';
import { expectSameState, expectSound } from '../support/state.ts';
import { beginning, id, perform, performAll, tension, wholeStory } from '../support/story.ts';

interface Plain {
  readonly entity: Readonly<Record<string, unknown>>;
  readonly rev: number;
}

function plainOf(plaintext: Uint8Array): Plain & Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(plaintext).toString('utf8')) as Plain & Readonly<Record<string, unknown>>;
}

export const koResealLaws: readonly DialogueLaw[] = [
  {
    clause: 'KO-RESEAL-01',
    title: 'every record under the newest version, saying what it said, with the n of the commit that did it',
    run: async (t) => {
      const fixture = await t.open();
      const { store, spy } = benchOf(fixture);
      for (const [at, step] of wholeStory.entries()) await perform(store, id, step, { operationId: `op-${at}` });
      const operations = fixture.operations({ codecOf: (codec) => spy.over(codec) });
      for (let time = 0; time < 2; time++) await operations.rotateDataKey(id);
      const before = await recordsOf(fixture);
      const { state } = await store.load(id);
      const first = new Map(spy.sealed.map(({ key, plaintext }) => [key, plainOf(plaintext)]));
      await operations.reseal(id);
      const after = await recordsOf(fixture);
      const { log } = await fixture.probe.rows(id);
      for (const [key, record] of after) {
        if (isWrap(key)) continue;
        t.equal(numberIn(record), 3, 'old-version', key);
        t.equal(record.attributes, before.get(key)?.attributes, 'other-attributes', key);
        const sealed = sure(spy.sealed.findLast((each) => each.key === key));
        const [was, is] = [sure(first.get(record.key)), plainOf(sealed.plaintext)];
        const commit = sure(log.findLast(({ body }) => keysOf(body).includes(key)));
        t.equal([is.rev, sealed.n], [commit.n, commit.n], 'wrong-rev', key);
        const memory = key.startsWith('operation#') ? { n: was.rev } : {};
        const expected = canonical({ ...was, rev: is.rev, entity: { ...was.entity, ...memory } });
        t.equal(canonical(is), expected, 'other-content', key);
      }
      for (const each of [store, fixture.store()]) {
        expectSameState(t, (await each.load(id)).state, state, 'other-content');
        await expectSound(t, each, id, 'not-sound');
      }
    },
  },
  {
    clause: 'KO-RESEAL-01',
    title: 'a repeated call answers with its first n and value, however often its memory was sealed anew',
    run: async (t) => {
      const fixture = await keyed(t);
      const operations = fixture.operations();
      const { n, value } = await perform(fixture.store(), id, tension, { operationId });
      t.equal(n, tensionN, 'the-test-itself');
      for (let time = 0; time < 3; time++) {
        await operations.rotateDataKey(id);
        await operations.reseal(id);
        const again = await perform(fixture.store(), id, tension, { operationId });
        t.equal([again.n, again.value], [tensionN, value], 'other-answer', `after re-sealing ${time + 1} times`);
        // One that plans on a whole load finds its memory there.
        const other = { method: 'registerRound', input: { round: 1, panel: [] } } as const;
        const error: unknown = await t.rejects(
          () => perform(fixture.store(), id, other, { operationId }),
          'not-refused',
        );
        t.equal(nameOf(error), 'operation_mismatch', 'not-refused');
        t.equal((error as { context: { n: unknown } }).context.n, tensionN, 'other-answer', 'of a mismatch');
      }
    },
  },
  {
    clause: 'KO-RESEAL-02',
    title:
      'in commits of at most 94 records, each whole by itself; what others wrote meanwhile is left alone; progress is told',
    run: async (t) => {
      const fixture = await t.open();
      const store = fixture.store();
      await performAll(store, id, beginning);
      const round = (at: number) => {
        const perspectives = Array.from({ length: 99 }, () => ({ label: 'x', content: 'x', contributors: ['muffin'] }));
        return { method: 'registerRound', input: { round: at, panel: [], perspectives } } as const;
      };
      for (const at of [1, 2]) await perform(store, id, round(at));
      await fixture.operations().rotateDataKey(id);
      const before = (await recordsOf(fixture)).size - 3;
      const { n } = await headOf(fixture);
      const act = times(1, async () => {
        await perform(store, id, { method: 'scoreExpert', input: { expert: 'scone', round: 0, score: 7 } });
        await perform(store, id, tension);
      });
      const seen: unknown[] = [];
      const { ledger } = benchOf(fixture);
      const operations = fixture.operations({ backend: ledger.over(beforeCommit(fixture.backend, act)) });
      const result = await operations.reseal(id, {
        onProgress: (progress) => {
          seen.push(progress.done);
          t.equal(progress.total, before, 'wrong-progress');
        },
      });
      const { log } = await fixture.probe.rows(id);
      const batches = log.filter((entry) => entry.n > n && headerOf(entry.header).kind === 'key.reseal');
      const sizes = batches.map(({ body }) => keysOf(body).length);
      t.equal(sizes.length, Math.ceil(before / 94), 'wrong-batches', String(sizes));
      for (const size of sizes) t.check(size <= 94, 'wrong-batches', { actual: sizes });
      const touched = batches.flatMap(({ body }) => keysOf(body));
      t.equal(touched.length, new Set(touched).size, 'sealed-again');
      t.check(!touched.includes('expert#scone'), 'sealed-again', { message: 'what another wrote meanwhile' });
      t.equal(seen, [0, ...sizes.map((_, at) => Math.min((at + 1) * 94, before))], 'wrong-progress');
      t.equal([result.records, result.commits], [before, sizes.length + 1], 'wrong-answer');
      await expectSound(t, fixture.store(), id, 'not-sound');
    },
  },
  {
    clause: 'KO-RESEAL-02',
    title: 'in commits of at most 1.5 MiB',
    run: async (t) => {
      const fixture = await t.open();
      const store = fixture.store();
      await performAll(store, id, beginning);
      for (let at = 0; at < 9; at++) {
        const input = { slug: `expert-${at}`, role: 'x', tier: 'Core', source: 'pool' };
        await perform(store, id, { method: 'registerExpert', input });
        const content = String.fromCharCode(97 + at).repeat(250 * 1024);
        await perform(store, id, { method: 'recordContent', input: { round: 0, expert: input.slug, content } });
      }
      await fixture.operations().rotateDataKey(id);
      const { ledger } = benchOf(fixture);
      await fixture.operations({ backend: ledger.over(fixture.backend) }).reseal(id);
      const bytes = ledger.commits.map(({ changes }) =>
        changes.reduce((sum, { envelope }) => sum + envelope.length, 0),
      );
      for (const each of bytes) t.check(each <= 1.5 * 1024 * 1024, 'too-large', { actual: bytes });
      t.equal(bytes.length, 3, 'too-many-commits');
      await expectSound(t, fixture.store(), id, 'not-sound');
    },
  },
];
