import { dialogueId, type StoredRecord } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { openBench } from '../support/bench.ts';
import { endOf, sure } from '../support/errors.ts';
import { bareTag, entryHashOf, hexOf, hmac, logKeysOf, stateTagOf, sumOf, unhex } from '../support/spec.ts';
import { beginning, id, performAll, wholeStory } from '../support/story.ts';

const neighbour = dialogueId('laws-neighbour');

export const bytesStateLaws: readonly DialogueLaw[] = [
  {
    clause: 'CL-BYTES-07',
    title: 'the wrapped keys are records of entry 1, without attributes, in the log like any other',
    run: async (t) => {
      const { store, fixture, spy, ledger } = await openBench(t);
      await performAll(store, id, beginning);
      const wanted = ['key#dek#0001', 'key#log#0001'];
      const first = sure(ledger.commits[0]);
      const { records } = await fixture.probe.rows(id);
      for (const [at, purpose] of (['dek', 'log-root'] as const).entries()) {
        const key = wanted[at];
        const record = sure(records.find((row) => row.key === key));
        const wrap = sure(spy.wrapped.find((each) => each.dialogueId === id && each.purpose === purpose));
        t.equal(wrap.key.byteLength, 32, 'wrong-wraps', `length of the ${purpose}`);
        t.equal(record.envelope, wrap.envelope, 'wrong-wraps', key);
        t.equal(record.attributes, {}, 'wrong-wraps', `attributes of ${key}`);
        const rows = JSON.parse(Buffer.from(first.body).toString('utf8')) as readonly (readonly string[])[];
        t.check(
          rows.some(([name]) => name === key),
          'wrong-wraps',
          { message: `${key} is not in the body of entry 1` },
        );
      }
    },
  },
  {
    clause: 'CL-BYTES-07',
    title: 'every dialogue has a log root and a data key of its own',
    run: async (t) => {
      const { store, spy } = await openBench(t);
      await store.create(id, { title: 'One' });
      await store.create(neighbour, { title: 'Two' });
      const keys = spy.wrapped.map(({ key }) => hexOf(key));
      t.equal(keys.length, 4, 'keys-shared', 'wrapped keys');
      t.equal(new Set(keys).size, 4, 'keys-shared');
    },
  },
  {
    clause: 'CL-BYTES-07',
    title: 'audit key and state key are derived from the log root by their labels',
    run: async (t) => {
      const { store, fixture, spy } = await openBench(t);
      await performAll(store, id, beginning);
      const { auditKey, stateKey } = logKeysOf(spy.keyOf(id, 'log-root'));
      const { head, records } = await fixture.probe.rows(id);
      const { header, auth, n, commitId } = sure(head);
      t.equal(hexOf(auth), hexOf(hmac(auditKey, entryHashOf(header))), 'wrong-audit-key');
      const fields = JSON.parse(Buffer.from(header).toString('utf8')) as { stateTag: string; prevHash: string };
      const mask = { n, commitId: unhex(commitId), prevHash: unhex(fields.prevHash) };
      t.equal(fields.stateTag, hexOf(stateTagOf(stateKey, id, records, mask)), 'wrong-state-key');
    },
  },
  {
    clause: 'CL-BYTES-08',
    title: 'the tag of every entry is the masked sum over all records that it leaves',
    run: async (t) => {
      const { store, spy, ledger } = await openBench(t);
      // A wrong tag may stop the story: what was sent until then is judged first.
      const end = await endOf(() => performAll(store, id, wholeStory));
      const { stateKey } = logKeysOf(spy.keyOf(id, 'log-root'));
      const state = new Map<string, StoredRecord>();
      for (const { n, commitId, header, changes } of ledger.commits) {
        for (const change of changes) state.set(change.key, change);
        const fields = JSON.parse(Buffer.from(header).toString('utf8')) as { stateTag: string; prevHash: string };
        const mask = { n, commitId: unhex(commitId), prevHash: unhex(fields.prevHash) };
        const bare = hexOf(bareTag(sumOf(stateKey, id, state.values())));
        t.check(fields.stateTag !== bare, 'unmasked', { message: `entry ${n} shows the bare sum` });
        const expected = hexOf(stateTagOf(stateKey, id, state.values(), mask));
        t.equal(fields.stateTag, expected, 'wrong-tag', `entry ${n}`);
      }
      t.equal(end, 'ok', 'not-written');
    },
  },
];
