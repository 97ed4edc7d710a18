import { dialogueId, encodeBody, parseHeader, type LogEntry } from '@colloquy/core';
import { seededSources } from '@colloquy/core/testing';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { openBench } from '../support/bench.ts';
import { sure } from '../support/errors.ts';
import { bytesOf, canonical, entryHashOf, genesisOf, hash, hexOf, hmac, logKeysOf, unhex } from '../support/spec.ts';
import { expectSound } from '../support/state.ts';
import { id, perform, performAll, tension, wholeStory } from '../support/story.ts';

type Header = Readonly<Record<string, unknown>>;

function parsed({ header }: LogEntry): Header {
  return JSON.parse(Buffer.from(header).toString('utf8')) as Header;
}

export const bytesEntryLaws: readonly DialogueLaw[] = [
  {
    clause: 'CL-BYTES-03',
    title: 'the body of each entry is the canonical list of its changes, in key order, with both digests',
    run: async (t) => {
      const { store, ledger, fixture } = await openBench(t);
      await performAll(store, id, wholeStory);
      const { log } = await fixture.probe.rows(id);
      t.equal(log.length, ledger.commits.length, 'wrong-body', 'entries and commits');
      for (const commit of ledger.commits) {
        const rows = commit.changes.map(({ key, envelope, attributes }) => [
          key,
          hexOf(hash(envelope)),
          hexOf(hash(bytesOf(canonical(attributes)))),
        ]);
        const keys = rows.map(([key]) => key ?? '');
        t.equal(
          keys,
          [...new Set(keys)].sort((a, b) => (a < b ? -1 : 1)),
          'wrong-order',
          `entry ${commit.n}`,
        );
        const entry = sure(log[commit.n - 1]);
        t.equal(Buffer.from(entry.body).toString('utf8'), canonical(rows), 'wrong-body', `entry ${commit.n}`);
        t.equal(parsed(entry)['changes'], hexOf(hash(entry.body)), 'wrong-changes-hash', `entry ${commit.n}`);
      }
    },
  },
  {
    clause: 'CL-BYTES-03',
    title: 'the body of an entry without changes is an empty list',
    run: async (t) => {
      t.equal(encodeBody([]), bytesOf('[]'), 'wrong-body');
    },
  },
  {
    clause: 'CL-BYTES-04',
    title: 'every header is canonical and holds what the table says, at most 1 KiB',
    run: async (t) => {
      const actor = `${'a'.repeat(32)}.${'_~-9Z'.repeat(6)}A`;
      const sources = seededSources({ seed: 77, startAt: Date.UTC(2026, 1, 6, 18, 39), step: 250 });
      const times: number[] = [];
      const now = (): number => {
        times.push(sources.now());
        return times.at(-1) ?? 0;
      };
      const { store, fixture, ledger } = await openBench(t, { actor, sources: { ...sources, now } });
      await performAll(store, id, wholeStory);
      const { log } = await fixture.probe.rows(id);
      for (const [at, entry] of log.entries()) {
        const commit = sure(ledger.commits[at]);
        const header = parsed(entry);
        const expected = {
          actor,
          changes: hexOf(hash(entry.body)),
          commitId: entry.commitId,
          dek: 1,
          dekMin: 1,
          epoch: (await fixture.keyring.newest()).epoch,
          kind: header['kind'],
          n: at + 1,
          prevHash: header['prevHash'],
          rootVersion: 1,
          stateTag: header['stateTag'],
          tagOf: at + 1,
          time: times[at],
          v: 1,
          ...(at === 0 ? { logId: header['logId'] } : {}),
        };
        t.equal(Buffer.from(entry.header).toString('utf8'), canonical(expected), 'wrong-header', `entry ${at + 1}`);
        t.check(/^[0-9a-f]{32}$/.test(commit.commitId), 'wrong-header', { actual: commit.commitId });
        t.check(/^[0-9a-f]{64}$/.test(String(header['stateTag'])), 'wrong-header', { actual: header['stateTag'] });
        t.check(/^[a-z][a-z.-]{0,31}$/.test(String(header['kind'])), 'wrong-header', { actual: header['kind'] });
        t.check(at !== 0 || /^[0-9a-f]{32}$/.test(String(header['logId'])), 'wrong-header', {
          actual: header['logId'],
        });
        t.check(entry.header.byteLength <= 1024, 'header-too-long', { actual: entry.header.byteLength });
      }
      t.check(new Set(log.map(({ commitId }) => commitId)).size === log.length, 'commit-id-repeated');
    },
  },
  {
    clause: 'CL-BYTES-04',
    title: 'what is not exactly such a header is none',
    run: async (t) => {
      const { store, fixture } = await openBench(t);
      await performAll(store, id, wholeStory.slice(0, 3));
      const { log } = await fixture.probe.rows(id);
      const [first, second] = [parsed(sure(log[0])), parsed(sure(log[1]))];
      t.check(parseHeader(bytesOf(canonical(second))) !== undefined, 'header-refused');
      t.check(parseHeader(bytesOf(canonical(first))) !== undefined, 'header-refused', { message: 'entry 1' });
      const { logId, ...withoutLogId } = first;
      const { time: _time, ...withoutTime } = second;
      const tag = { commitId: second['commitId'], prevHash: second['prevHash'] };
      const bad: readonly unknown[] = [
        withoutLogId,
        withoutTime,
        { ...second, logId },
        { ...second, more: 1 },
        { ...second, v: 2 },
        { ...second, n: 0 },
        { ...second, n: '2' },
        { ...second, n: 2.5 },
        { ...second, time: -1 },
        { ...second, tagOf: 3 },
        { ...second, tagOf: 1 },
        { ...second, tag },
        { ...second, tagOf: 1, tag: { ...tag, more: 1 } },
        { ...second, dekMin: 2 },
        { ...second, epoch: 2 ** 31 },
        { ...second, actor: '' },
        { ...second, actor: 'Ada Lovelace' },
        { ...second, actor: 'a'.repeat(65) },
        { ...second, kind: 'Kind' },
        { ...second, kind: `k${'k'.repeat(32)}` },
        { ...second, commitId: String(second['commitId']).toUpperCase().replace(/^./, 'A') },
        { ...second, stateTag: String(second['stateTag']).slice(2) },
        [second],
        null,
      ];
      for (const value of bad) {
        t.check(parseHeader(bytesOf(canonical(value))) === undefined, 'bad-header-accepted', { actual: value });
      }
      const text = canonical(second);
      for (const other of [
        `${text} `,
        text.replace('{', '{ '),
        JSON.stringify({ v: 1, ...second }),
        text.slice(0, -1),
      ]) {
        t.check(parseHeader(bytesOf(other)) === undefined, 'bad-header-accepted', { actual: other });
      }
    },
  },
  {
    clause: 'CL-BYTES-04',
    title: 'an entry that changes nothing carries the tag of another; reading, writing and verifying go on from it',
    run: async (t) => {
      const { store, fixture, forger } = await openBench(t);
      await performAll(store, id, wholeStory);
      const before = await store.load(id);
      await forger.land({ kind: 'checkpoint', repeatsTag: true });
      const second = await forger.land({ kind: 'checkpoint', repeatsTag: true });
      const reader = fixture.store();
      const loaded = await reader.load(id).catch((error: unknown) => {
        throw t.violation('tag-of-another-entry-refused', { cause: error, message: String(error) });
      });
      t.equal(loaded.n, before.n + 2, 'tag-of-another-entry-refused');
      t.equal((await perform(store, id, tension)).n, second.n + 1, 'tag-of-another-entry-refused', 'writing');
      await expectSound(t, fixture.store(), id, 'tag-of-another-entry-refused');
    },
  },
  {
    clause: 'CL-BYTES-05',
    title: 'each entry carries the hash of the header before it, and a MAC over its own',
    run: async (t) => {
      const { store, fixture, spy } = await openBench(t);
      await performAll(store, id, wholeStory);
      const { auditKey } = logKeysOf(spy.keyOf(id, 'log-root'));
      const { head, log } = await fixture.probe.rows(id);
      let previous: Uint8Array | undefined;
      for (const entry of log) {
        const { prevHash } = parsed(entry);
        if (previous !== undefined) t.equal(prevHash, hexOf(previous), 'wrong-link', `entry ${entry.n}`);
        previous = entryHashOf(entry.header);
        t.equal(hexOf(entry.auth), hexOf(hmac(auditKey, previous)), 'wrong-mac', `entry ${entry.n}`);
      }
      const { logHead } = await store.load(id);
      t.equal(logHead, hexOf(sure(previous)), 'wrong-link', 'the head that load answers');
      t.equal(hexOf(sure(head).auth), hexOf(sure(log.at(-1)).auth), 'wrong-mac', 'the head');
    },
  },
  {
    clause: 'CL-BYTES-06',
    title: 'entry 1 is bound to tenant, dialogue and its own log id',
    run: async (t) => {
      const { store, fixture } = await openBench(t);
      const ids = ['laws', 'laws-2', 'l'].map(dialogueId);
      for (const dialogue of ids) await store.create(dialogue, { title: 'The same title' });
      const logIds = new Set<unknown>();
      for (const dialogue of ids) {
        const header = parsed(sure((await fixture.probe.rows(dialogue)).log[0]));
        const logId = String(header['logId']);
        logIds.add(logId);
        const expected = genesisOf(fixture.keyring.tenant, dialogue, unhex(logId));
        t.equal(header['prevHash'], hexOf(expected), 'wrong-genesis', dialogue);
      }
      t.equal(logIds.size, ids.length, 'log-id-repeated');
    },
  },
];
