import { MoverKeys, type LogEntry } from '@colloquy/core';
import { copyDialogue, verifyCopy, type ArrivalRequest } from '@colloquy/core/testing';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { contentOf, departed, returning, tight, watchedStore, type Departed } from '../support/arriving.ts';
import { endOf, sure } from '../support/errors.ts';
import { stranger } from '../support/crossing.ts';
import { id } from '../support/story.ts';
import { flip, withHeader } from '../support/tampering.ts';

/** What somebody does to the log of the source, and how the copy must end then. */
interface LogTampering {
  readonly name: string;
  readonly tamper: (entry: (n: number) => LogEntry, road: Departed) => Promise<Partial<ArrivalRequest> | void>;
  readonly end: string;
  readonly reason: string;
}

const logTamperings: readonly LogTampering[] = [
  {
    name: 'an entry is missing',
    tamper: async (_, { source }) => source.probe.removeEntry(id, 3),
    end: 'integrity_error/source_log',
    reason: 'log-not-followed',
  },
  {
    name: 'an entry was written anew',
    tamper: async (entry, { source }) => source.probe.putEntry(id, withHeader(entry(3), { time: 1 })),
    end: 'integrity_error/source_log',
    reason: 'log-not-followed',
  },
  {
    name: 'an entry has another body',
    tamper: async (entry, { source }) => source.probe.putEntry(id, { ...entry(3), body: entry(2).body }),
    end: 'integrity_error/source_log',
    reason: 'log-not-followed',
  },
  {
    name: 'the signature of migrate.out is another one',
    tamper: async (entry, { source, move }) => {
      const out = entry(move.out);
      await source.probe.putEntry(id, { ...out, auth: flip(out.auth) });
    },
    end: 'integrity_error/source_log',
    reason: 'signature-believed',
  },
  {
    name: 'migrate.out is signed by a key that nobody pinned',
    tamper: async () => ({ movers: new MoverKeys([stranger.verifier]) }),
    end: 'integrity_error/mover_unknown',
    reason: 'signature-believed',
  },
  {
    name: 'migrate.out is that of another move',
    tamper: async (_, { move }) => {
      return { under: { ...move.under, move: move.under.move.replace('1'.repeat(32), '9'.repeat(32)) } };
    },
    end: 'integrity_error/boundary',
    reason: 'other-move',
  },
];

export const mgCopyLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-COPY-01',
    title: 'a log that is not one to its signed end is not copied, not one row of it',
    run: async (t) => {
      for (const { name, tamper, end, reason } of logTamperings) {
        const road = await departed(t);
        const { log } = await contentOf(road.source);
        const more = await tamper((n) => sure(log[n - 1]), road);
        t.equal(await endOf(async () => copyDialogue({ ...road.move, ...more })), end, reason, name);
        t.equal(await contentOf(road.target), { log: [], records: [] }, 'written-unbelieved', name);
      }
    },
  },
  {
    clause: 'MG-COPY-01',
    title: 'a tail goes on from the very entry that the target has at its base',
    run: async (t) => {
      const { source, target, move } = await returning(t);
      const { log } = await contentOf(source);
      const atBase = sure(log[move.base - 1]);
      await target.probe.putEntry(id, { ...atBase, auth: flip(atBase.auth) });
      const before = await contentOf(target);
      const end = await endOf(async () => copyDialogue(move));
      t.equal(end, 'integrity_error/fork', 'base-not-compared');
      t.equal(await contentOf(target), before, 'written-over-a-fork');
    },
  },
  {
    clause: 'MG-COPY-05',
    title:
      'every key arrives through windows of any size, with one pass over the log for each and two batches in memory',
    run: async (t) => {
      const { source, target, move } = await departed(t);
      const { records } = await contentOf(source);
      for (const windowKeys of [1, 2, tight.windowKeys, records.length - 1, records.length, 1000]) {
        const limits = { ...tight, windowKeys };
        const watch = bounded();
        const request = { ...move, limits, source: watch.source(source), target: watch.target(target) };
        const end = await endOf(async () => copyDialogue(request));
        t.equal(end, 'ok', 'window-cut-short', `${windowKeys} keys`);
        const windows = Math.ceil(records.length / windowKeys);
        t.equal(watch.passes(), windows + 1, 'not-in-windows', `${windowKeys} keys`);
        t.check(watch.most() <= 2 * tight.batchRows, 'held-too-much', { actual: watch.most() });
        await expectArrived(t, { source, target, move: request });
      }
    },
  },
];

/** Counts passes over the log of the source, and records that were read and not yet written; in pages of one batch. */
function bounded() {
  let passes = 0;
  let held = 0;
  let most = 0;
  return {
    passes: () => passes,
    most: () => most,
    source: (fixture: Departed['source']) =>
      watchedStore(fixture, {
        log: (from) => {
          if (from === 1) passes += 1;
        },
        exportBatch: async (forward, ...args) => {
          const answer = await forward(...args);
          const records = answer.records.slice(0, tight.batchRows);
          held += records.length;
          most = Math.max(most, held);
          const next = records.length < answer.records.length ? records.at(-1)?.key : answer.next;
          return { ...answer, records, next };
        },
      }),
    target: (fixture: Departed['target']) =>
      watchedStore(fixture, {
        writeBatch: async (forward, ...args) => {
          held -= args[2].records.length;
          return forward(...args);
        },
      }),
  };
}

async function expectArrived(t: DialogueContext, { source, target, move }: Departed): Promise<void> {
  t.equal(await contentOf(target), await contentOf(source), 'not-all-arrived');
  const verified = await verifyCopy({ ...move, source: source.backend, target: target.backend });
  t.check(verified.outcome === 'verified' && !verified.repaired, 'false-difference', { actual: verified });
}
