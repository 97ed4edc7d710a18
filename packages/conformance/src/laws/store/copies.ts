import { dialogueId, type Commit, type Head, type StoredRecord } from '@colloquy/core';
import { patternBytes } from '../../data/bytes.ts';
import { itemKey, manyKeys } from '../../data/names.ts';
import type { OpenStore, StoreLaw } from '../../kit/AdapterKit.ts';
import { expectState } from '../support/state.ts';
import { Writer } from '../support/Writer.ts';

const id = dialogueId('copies');

/** A commit that shares nothing with another: what the test spoils must not be what it compares with. */
function cloneOf(commit: Commit): Commit {
  return structuredClone(commit);
}

/** Changes everything that a commit is made of, in place. */
function spoil(commit: Commit): void {
  for (const bytes of [commit.header, commit.body, commit.auth]) bytes.fill(0xee);
  for (const change of commit.changes) {
    change.envelope.fill(0xee);
    Object.assign(change.attributes, { spoilt: true, commit: 'spoilt' });
    Object.assign(change, { digest: 'spoilt', key: 'spoilt#0' });
  }
  for (const list of [commit.changes, commit.checks]) (list as unknown[]).length = 0;
  Object.assign(commit, { n: 77, commitId: 'spoilt' });
}

function spoilHead(head: Head | undefined): void {
  if (head === undefined) return;
  head.header.fill(0xee);
  head.auth.fill(0xee);
  Object.assign(head, { n: 77, commitId: 'spoilt' });
}

function spoilRecords(records: readonly StoredRecord[]): void {
  for (const record of records) {
    record.envelope.fill(0xee);
    Object.assign(record.attributes, { spoilt: true, commit: 'spoilt' });
    Object.assign(record, { digest: 'spoilt', key: 'spoilt#0' });
  }
  (records as unknown[]).length = 0;
}

/** Asks for everything and changes every answer. */
async function spoilAnswers(store: OpenStore, standing: Commit): Promise<void> {
  spoilHead(await store.head(id));
  const read = await store.get(id, manyKeys(3));
  spoilHead(read.head);
  spoilRecords(read.records);
  const load = await store.load(id);
  spoilHead(load.head);
  spoilRecords(load.records);
  const page = await store.log(id, 1, 10);
  for (const entry of page.entries) {
    entry.body.fill(0xee);
    spoilHead(entry);
  }
  (page.entries as unknown[]).length = 0;
  const conflict = await store.commit(id, { ...standing, auth: new Uint8Array(1) });
  if (conflict.outcome === 'conflict') {
    spoilHead(conflict.head);
    conflict.entry?.body.fill(0xee);
    spoilHead(conflict.entry);
  }
}

export const copyLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-COPY-01',
    title: 'a commit that its caller changes after the answer is stored as it was',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      const commit = writer.draft({ puts: manyKeys(3) });
      const sent = cloneOf(commit);
      await store.commit(id, sent);
      writer.model.commit(commit);
      spoil(sent);
      await expectState(t, store, writer.model, 'input-kept');
    },
  },
  {
    clause: 'PS-COPY-01',
    title: 'a commit, small or large, that its caller changes while it is under way is stored as it was',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      for (const count of [3, 300]) {
        const commit = writer.draft({ puts: manyKeys(count) });
        const sent = cloneOf(commit);
        const answer = store.commit(id, sent);
        spoil(sent);
        t.equal((await answer).outcome, 'committed', 'input-kept', `a commit of ${count} changes`);
        writer.model.commit(commit);
        await expectState(t, store, writer.model, 'input-kept', `a commit of ${count} changes`);
      }
    },
  },
  {
    clause: 'PS-COPY-01',
    title: 'bytes are kept alone, not the buffer that they are a view of',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      const pool = patternBytes(4096, 7);
      const commit = writer.draft({
        puts: [{ key: itemKey(0), envelope: pool.subarray(100, 200) }],
        header: pool.subarray(300, 400),
        body: pool.subarray(500, 600),
        auth: pool.subarray(700, 732),
      });
      writer.model.commit(cloneOf(commit));
      await store.commit(id, commit);
      pool.fill(0xee);
      await expectState(t, store, writer.model, 'input-kept');
    },
  },
  {
    clause: 'PS-COPY-01',
    title: 'keys that the caller of get changes while it is under way are those asked for',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      await writer.commit({ puts: manyKeys(3) });
      const keys = [...manyKeys(3)];
      const answer = store.get(id, keys);
      keys.length = 0;
      t.equal((await answer).records, writer.model.records(), 'input-kept');
    },
  },
  {
    clause: 'PS-COPY-02',
    title: 'answers that their caller changes leave later answers as they were, for every client',
    run: async (t) => {
      const fixture = await t.open();
      const writer = new Writer(t, fixture.store, id);
      await writer.commit({ puts: manyKeys(3) });
      const standing = await writer.commit({ puts: [itemKey(1)] });
      const other = await fixture.second();
      // Twice: the second answer may be the one that is kept.
      for (const store of [fixture.store, fixture.store, other, other]) {
        await spoilAnswers(store, standing);
        await expectState(t, fixture.store, writer.model, 'answer-shared');
        await expectState(t, other, writer.model, 'answer-shared');
      }
    },
  },
];
