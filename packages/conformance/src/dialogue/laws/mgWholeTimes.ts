import { compareAscii, MemoryMoveRegister, parseHeader, type MoveRegister } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf, sure } from '../support/errors.ts';
import { Killed, withPort } from '../support/moves.ts';
import { perform, tension } from '../support/story.ts';
import {
  activeAt,
  damage,
  everything,
  filled,
  idAt,
  KeptJournal,
  storeMover,
  WaitingClock,
} from '../support/wholes.ts';
import { outcomes } from './mgWhole.ts';

interface Rows {
  readonly entries: readonly { header: Uint8Array; body: Uint8Array; auth: Uint8Array }[];
  readonly records: readonly { envelope: Uint8Array }[];
}

/** What a batch brings, at the least: the envelopes and the entries, without keys and attributes. */
function loadOf({ entries, records }: Rows): { readonly bytes: number; readonly rows: number } {
  const bytes =
    entries.reduce((sum, { header, body, auth }) => sum + header.length + body.length + auth.length, 0) +
    records.reduce((sum, { envelope }) => sum + envelope.length, 0);
  return { bytes, rows: entries.length + records.length };
}

export const mgWholeTimeLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-WHOLE-04',
    title: 'each step is durable in the journal before the next one begins, and the journal tells every dialogue',
    run: async (t) => {
      const pair = await filled(await t.open(), 3);
      const journal = new KeptJournal();
      const early: unknown[] = [];
      const target = withPort(pair.target.fixture.backend, async (name, call, [id]) => {
        const kept = journal.events.flatMap((event) =>
          event.event === 'step' && event.dialogueId === id ? [event.step] : [],
        );
        if (name === 'writeBatch' && !(kept.includes('claim') && kept.includes('leave'))) early.push([id, kept]);
        return call();
      });
      const report = await storeMover(pair, { target, journal }).migrateStore();
      t.equal(early, [], 'not-durable');
      const told = journal.events.flatMap((event) => (event.event === 'dialogue' ? [event.dialogueId] : []));
      t.equal(told.toSorted(compareAscii), [0, 1, 2].map(idAt), 'not-told');
      t.equal(journal.events.at(-1)?.event, 'ended', 'not-told');
      const steps = journal.events.flatMap((event) => (event.event === 'step' ? [event.step] : []));
      t.equal(steps.filter((step) => step === 'activate').length, 3, 'not-told');
      t.equal(report.totals.moved, 3, 'not-moved');
    },
  },
  {
    clause: 'MG-WHOLE-04',
    title:
      'a journal that is lost on the way, or is another one, changes nothing; one that was never there is refused first',
    run: async (t) => {
      const pair = await filled(await t.open(), 4);
      const journal = new KeptJournal(9);
      const lost: string[] = [];
      const mover = storeMover(pair, {
        journal,
        onEvent: (event) => void (event.event === 'journal-lost' ? lost.push(event.message) : undefined),
      });
      t.equal(await endOf(() => mover.migrateStore()), 'ok', 'decides');
      for (const at of [0, 1, 2, 3]) t.equal(await activeAt(pair, idAt(at)), 'target', 'decides', idAt(at));
      t.equal([lost.length, journal.refused], [1, 1], 'lost-untold');
      const other = await filled(await t.open(), 2);
      const untouched = await everything(other, [idAt(0), idAt(1)]);
      const end = await endOf(() => storeMover(other, { journal: new KeptJournal(0) }).migrateStore());
      t.equal(end, 'not a ColloquyError: Error: no room', 'begins-without');
      t.equal(await everything(other, [idAt(0), idAt(1)]), untouched, 'begins-without');
    },
  },
  {
    clause: 'MG-WHOLE-05',
    title: 'a cut-over is told by the monotonic clock, whatever the wall shows',
    run: async (t) => {
      const pair = await filled(await t.open(), 3);
      const clock = new WaitingClock(91);
      const took = new Map<unknown, number>();
      const target = withPort(pair.target.fixture.backend, async (name, call, [id]) => {
        // Time passes outside of cut-overs too, and somebody sets the clock on the wall.
        if (name === 'residence') clock.at += 1000 * (took.has(id) ? 0 : 1);
        if (name === 'writeBatch') {
          clock.at += 7;
          clock.wall -= 3_600_000;
          took.set(id, (took.get(id) ?? 0) + 7);
        }
        return call();
      });
      const { sources } = clock;
      const { dialogues, cutOver } = await storeMover(pair, { target, sources, concurrency: 1 }).migrateStore();
      for (const { dialogueId, cutOverMs, cutOverBy } of dialogues) {
        t.equal([cutOverBy, cutOverMs], ['monotonic', took.get(dialogueId)], 'other-cut-over', dialogueId);
      }
      const all = [...took.values()].toSorted((a, b) => a - b);
      t.equal(cutOver, { count: 3, p50Ms: all[1], p95Ms: all[2], maxMs: all[2], waitedMs: 0 }, 'other-percentiles');
    },
  },
  {
    clause: 'MG-WHOLE-05',
    title: 'where another process finished it, a cut-over is the difference of two clocks on the wall, and says so',
    run: async (t) => {
      const pair = await filled(await t.open(), 1);
      const dying = withPort(pair.target.fixture.backend, async (name, call) => {
        if (name === 'writeBatch') throw new Killed();
        return call();
      });
      const [first, second] = [new WaitingClock(92), new WaitingClock(93)];
      const end = await endOf(() => storeMover(pair, { target: dying, sources: first.sources }).migrateStore());
      t.equal(end, 'not a ColloquyError: Killed', 'missing-prerequisite');
      second.wall = first.wall + 5000;
      const { dialogues } = await storeMover(pair, { sources: second.sources }).migrateStore();
      const { log } = await pair.target.fixture.probe.rows(idAt(0));
      const [out, arrived] = log.slice(-2).map(({ header }) => parseHeader(header)?.time);
      t.equal(sure(arrived) - sure(out), 5000, 'missing-prerequisite');
      t.equal([dialogues[0]?.cutOverBy, dialogues[0]?.cutOverMs], ['wall', 5000], 'called-monotonic');
    },
  },
  {
    clause: 'MG-WHOLE-06',
    title: 'bytes and rows of all dialogues together stay below the rate, and waits in cut-overs are told',
    run: async (t) => {
      for (const rate of [{ bytesPerSecond: 4000 }, { rowsPerSecond: 20 }]) {
        await t.using(async (fixture) => {
          const pair = await filled(fixture, 5);
          const clock = new WaitingClock(94);
          const done = { bytes: 0, rows: 0 };
          const target = withPort(pair.target.fixture.backend, async (name, call, args) => {
            if (name === 'writeBatch') {
              const { bytes, rows } = loadOf(args[2] as Rows);
              done.bytes += bytes;
              done.rows += rows;
              const seconds = clock.at / 1000 + 1;
              const isWithin =
                done.bytes <= (rate.bytesPerSecond ?? Infinity) * seconds &&
                done.rows <= (rate.rowsPerSecond ?? Infinity) * seconds;
              t.check(isWithin, 'too-fast', { actual: { ...done, seconds }, expected: rate });
            }
            return call();
          });
          const { sources } = clock;
          const report = await storeMover(pair, { target, sources, concurrency: 4, ...rate }).migrateStore();
          t.equal(report.totals.moved, 5, 'not-moved');
          t.check(clock.at > 1000, 'missing-prerequisite', { actual: clock.at });
        });
      }
      const pair = await filled(await t.open(), 3);
      const { sources } = new WaitingClock(95);
      const { cutOver, dialogues } = await storeMover(pair, {
        sources,
        concurrency: 1,
        rowsPerSecond: 9,
      }).migrateStore();
      // Nothing but the rate takes time by this clock.
      const closed = dialogues.reduce((sum, { cutOverMs = 0 }) => sum + cutOverMs, 0);
      t.check(closed > 0, 'missing-prerequisite');
      t.equal(cutOver.waitedMs, closed, 'waits-untold');
      for (const wrong of [{ bytesPerSecond: 0 }, { rowsPerSecond: 0.5 }, { bytesPerSecond: 1e13 }]) {
        const end = await endOf(async () => storeMover(pair, wrong));
        t.equal(end, 'invalid_argument', 'any-rate', JSON.stringify(wrong));
      }
    },
  },
  {
    clause: 'MG-WHOLE-07',
    title: 'a dry run writes nothing anywhere, and foretells what the move does',
    run: async (t) => {
      const pair = await filled(await t.open(), 5);
      await damage(pair.source.fixture, idAt(1));
      const ids = [0, 1, 2, 3, 4].map(idAt);
      const before = await everything(pair, ids);
      const journal = new KeptJournal();
      const dry = await storeMover(pair, { journal, register: silent }).migrateStore({ dryRun: true });
      t.equal(await everything(pair, ids), before, 'wrote');
      t.equal(journal.lines, [], 'wrote', 'the journal');
      const real = await storeMover(pair).migrateStore();
      const foretold = outcomes(dry);
      for (const id of ids) {
        t.equal(foretold[id]?.replace('would-move', 'moved'), outcomes(real)[id], 'other-outcome', id);
      }
      // Of what would come, `migrate.out` is no part yet.
      const { records, entries, bytes } = real.totals;
      t.equal(
        [dry.totals.records, dry.totals.entries, dry.totals.bytes],
        [records, entries - 4, bytes],
        'other-totals',
      );
      t.equal([dry.dryRun, dry.totals.moved, dry.cutOver.count], [true, 0, 0], 'other-totals');
    },
  },
  {
    clause: 'MG-WHOLE-07',
    title: 'a dialogue that is written to while it is read, or has a commit unfinished, is not checked',
    run: async (t) => {
      const pair = await filled(await t.open(), 3);
      const store = pair.store(pair.source);
      let isWritten = false;
      const source = withPort(pair.source.fixture.backend, async (name, call, [id]) => {
        if (name === 'exportBatch' && id === idAt(1) && !isWritten) {
          isWritten = true;
          await perform(store, idAt(1), tension);
        }
        const answer = await call();
        return name === 'residence' && id === idAt(2) ? { ...(answer as object), pending: true } : answer;
      });
      const settled: unknown[] = [];
      const settle = async (...args: Parameters<typeof source.settle>): ReturnType<typeof source.settle> => {
        settled.push(args[0]);
        return source.settle(...args);
      };
      const report = await storeMover(pair, { source: { ...source, settle } }).migrateStore({ dryRun: true });
      const told = report.dialogues.map(({ dialogueId, outcome, reason }) => [dialogueId, outcome, reason] as const);
      const byId = ([a]: (typeof told)[0], [b]: (typeof told)[0]): number => compareAscii(a, b);
      const expected = [
        [idAt(0), 'would-move', undefined],
        [idAt(1), 'not-checked', 'changed'],
        [idAt(2), 'not-checked', 'unfinished'],
      ];
      t.equal(told.toSorted(byId), expected, 'called-checked');
      t.equal(settled, [], 'settled');
      for (const at of [0, 1, 2]) t.equal(await activeAt(pair, idAt(at)), 'source', 'wrote');
    },
  },
];

/** A register that nobody may put anything into. */
const silent: MoveRegister = Object.assign(new MemoryMoveRegister(), {
  put: async () => {
    throw new Error('a dry run wrote to the register');
  },
});
