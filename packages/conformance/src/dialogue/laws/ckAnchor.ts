import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anchorCheckpoint, callbackAnchor, FileAnchor, type Anchor } from '@colloquy/core';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf, expectEnd, sure } from '../support/errors.ts';
import { acme, checkpointText, noteOf, someHash, someLog, testKey, witness } from '../support/notes.ts';
import { bytesOf, entryHashOf, hash } from '../support/spec.ts';
import { id, perform, tension } from '../support/story.ts';
import { last, prepared, type Prepared } from '../support/tampering.ts';

const origin = `colloquy/v1/${someLog}`;
const otherHash = hash(bytesOf('another entry'));

function noteFor(n: number, entryHash = someHash, by = acme): string {
  return noteOf(checkpointText(someLog, n, entryHash), by);
}

/** With a directory that is gone afterwards. */
async function withFolder(use: (directory: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'colloquy-anchor-'));
  try {
    await use(join(folder, 'notes'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What an anchor has been given, and one that answers with what it is told to. */
function answering(latest: string | undefined): { readonly anchor: Anchor; readonly published: string[] } {
  const published: string[] = [];
  const anchor = callbackAnchor({
    publish: async (note) => {
      published.push(note);
    },
    latest: async () => latest,
  });
  return { anchor, published };
}

/** A note for entry n of the dialogue of the laws. */
function genuine({ rows }: Prepared, n: number, by = acme, entryHash?: Uint8Array): string {
  const { logId } = JSON.parse(Buffer.from(sure(rows.log[0]).header).toString('utf8')) as { logId: string };
  return noteOf(checkpointText(logId, n, entryHash ?? entryHashOf(sure(rows.log[n - 1]).header)), by);
}

/** Anchoring must end so; and publish just that many notes. */
async function expectAnchored(
  t: DialogueContext,
  { fixture }: Prepared,
  latest: string | undefined,
  expected: { readonly end: string; readonly notes: number },
  reason: string,
  message: string,
): Promise<void> {
  const { anchor, published } = answering(latest);
  const end = await endOf(() => anchorCheckpoint(fixture.store(), id, acme.signer, anchor));
  t.equal({ end, notes: published.length }, expected, reason, message);
}

export const ckAnchorLaws: readonly DialogueLaw[] = [
  {
    clause: 'CK-ANCHOR-01',
    title: 'each note is a file that others cannot read; the latest has the highest n',
    run: (t) =>
      withFolder(async (directory) => {
        const anchor = new FileAnchor({ directory });
        t.equal(await anchor.latest(origin), undefined, 'wrong-latest', 'nothing');
        for (const n of [9, 10, 2, 100, 99, 2 ** 53 - 1]) await anchor.publish(noteFor(n));
        const files = await readdir(join(directory, someLog));
        const expected = [2, 9, 10, 99, 100, 2 ** 53 - 1].map((n) => `${String(n).padStart(16, '0')}.note`);
        t.equal(
          files.toSorted((a, b) => (a < b ? -1 : 1)),
          expected,
          'wrong-files',
        );
        const again = new FileAnchor({ directory });
        const latest = await again.latest(origin);
        t.equal(Buffer.from(latest ?? '').toString('utf8'), noteFor(2 ** 53 - 1), 'wrong-latest');
        t.equal(await again.latest(`colloquy/v1/${'0'.repeat(32)}`), undefined, 'wrong-latest', 'another log');
        if (process.platform !== 'win32') {
          const file = join(directory, someLog, sure(expected[0]));
          for (const [path, mode] of [
            [directory, 0o700],
            [join(directory, someLog), 0o700],
            [file, 0o600],
          ] as const) {
            t.equal(((await stat(path)).mode & 0o777).toString(8), mode.toString(8), 'open-to-others', path);
          }
        }
        for (const bad of ['', '/', '../x', `${origin}/..`, someLog]) {
          await expectEnd(t, () => again.latest(bad), 'invalid_argument', 'wrong-latest', bad);
        }
        for (const bad of ['', 'x', noteOf('a\nb\nc\n', acme), checkpointText(someLog, 1, someHash)]) {
          await expectEnd(t, () => again.publish(bad), 'invalid_argument', 'nonsense-kept', bad);
        }
      }),
  },
  {
    clause: 'CK-ANCHOR-02',
    title: 'a kept note stays what it is',
    run: (t) =>
      withFolder(async (directory) => {
        const anchor = new FileAnchor({ directory });
        await anchor.publish(noteFor(7));
        await anchor.publish(noteFor(7));
        await anchor.publish(noteFor(7, someHash, witness));
        await expectEnd(t, () => anchor.publish(noteFor(7, otherHash)), 'integrity_error/fork', 'note-replaced');
        t.equal(Buffer.from((await anchor.latest(origin)) ?? '').toString('utf8'), noteFor(7), 'note-replaced');
        await writeFile(join(directory, someLog, `${'8'.padStart(16, '0')}.note`), 'damaged', { mode: 0o600 });
        await expectEnd(t, () => anchor.publish(noteFor(8)), 'integrity_error/fork', 'note-replaced', 'damaged');
        const ends = await Promise.all(
          [someHash, otherHash, someHash, otherHash].map((each) => endOf(() => anchor.publish(noteFor(9, each)))),
        );
        t.equal(ends.filter((end) => end === 'ok').length, 2, 'note-replaced', 'at once');
      }),
  },
  {
    clause: 'CK-ANCHOR-03',
    title: 'what contradicts the latest anchored note is not published',
    run: async (t) => {
      const bench = await prepared(t);
      const published = { end: 'ok', notes: 1 };
      const nothing = { end: 'ok', notes: 0 };
      await expectAnchored(t, bench, undefined, published, 'not-published', 'the first');
      await expectAnchored(t, bench, genuine(bench, 3), published, 'not-published', 'a later one');
      await expectAnchored(t, bench, genuine(bench, last), nothing, 'published-twice', 'the same');
      const reason = 'contradiction-published';
      const higher = genuine(bench, last + 1, acme, someHash);
      await expectAnchored(t, bench, higher, { end: 'integrity_error/rollback', notes: 0 }, reason, 'higher n');
      const other = genuine(bench, last, acme, someHash);
      await expectAnchored(t, bench, other, { end: 'integrity_error/fork', notes: 0 }, reason, 'another hash');
      const untrusted = { end: 'integrity_error/note_untrusted', notes: 0 };
      await expectAnchored(t, bench, genuine(bench, 3, witness), untrusted, reason, 'another signer');
      const malformed = { end: 'integrity_error/note_malformed', notes: 0 };
      await expectAnchored(t, bench, 'x', malformed, reason, 'no note');
      await expectAnchored(t, bench, noteFor(3), malformed, reason, 'a note of another log');
      const old = testKey(acme.name, 'older');
      const { anchor, published: notes } = answering(genuine(bench, 3, old));
      const options = { keys: [old.verifier, acme.verifier] };
      const end = await endOf(() => anchorCheckpoint(bench.store, id, acme.signer, anchor, options));
      t.equal([end, notes.length], ['ok', 1], 'not-published', 'signed by an older key');
    },
  },
  {
    clause: 'CK-ANCHOR-04',
    title: 'the entry at the anchored n is the anchored one',
    run: async (t) => {
      const bench = await prepared(t);
      const forked = { end: 'integrity_error/fork', notes: 0 };
      for (const n of [1, 4, last - 1]) {
        const other = genuine(bench, n, acme, someHash);
        await expectAnchored(t, bench, other, forked, 'rewriting-published', `n = ${n}`);
      }
    },
  },
  {
    clause: 'CK-ANCHOR-04',
    title: 'file by file, through a dialogue that goes on',
    run: (t) =>
      withFolder(async (directory) => {
        const { fixture, store } = await prepared(t);
        const anchor = new FileAnchor({ directory });
        for (let n = last; n < last + 3; n++) {
          const { published, checkpoint } = await anchorCheckpoint(fixture.store(), id, acme.signer, anchor);
          t.equal([published, checkpoint.n], [true, n], 'not-published');
          const again = await anchorCheckpoint(store, id, acme.signer, anchor);
          t.equal([again.published, again.note], [false, again.note], 'published-twice');
          await perform(store, id, tension);
        }
      }),
  },
  {
    clause: 'CK-ANCHOR-05',
    title: 'an anchor over callbacks hands notes on once and remembers the highest n',
    run: async (t) => {
      const notes: string[] = [];
      const failure = new Error('the mailbox is full');
      const publish = async (note: string): Promise<void> => {
        if (notes.length === 3) throw failure;
        notes.push(note);
      };
      const anchor = callbackAnchor({ publish });
      t.equal(await anchor.latest(origin), undefined, 'wrong-latest');
      for (const n of [5, 7, 6]) await anchor.publish(noteFor(n));
      t.equal(
        notes,
        [5, 7, 6].map((n) => noteFor(n)),
        'not-handed-on',
      );
      t.equal(await anchor.latest(origin), noteFor(7), 'wrong-latest');
      t.check((await t.rejects(() => anchor.publish(noteFor(9)), 'error-hidden')) === failure, 'error-hidden');
      t.equal(await anchor.latest(origin), noteFor(7), 'wrong-latest', 'after a failure');
      await expectEnd(t, () => anchor.publish('x'), 'invalid_argument', 'nonsense-kept');
      await expectEnd(t, () => anchor.latest('x'), 'invalid_argument', 'nonsense-kept');
    },
  },
];
