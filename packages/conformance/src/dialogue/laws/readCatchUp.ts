import { isColloquyError, limits, type RecordKey } from '@colloquy/core';
import { whenStepped } from '../../laws/support/applies.ts';
import { explore } from '../../steps/explore.ts';
import { StepGate } from '../../steps/StepGate.ts';
import type { DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { benchOf } from '../support/bench.ts';
import { Chronicle } from '../support/Chronicle.ts';
import { endOf, nameOf, sure } from '../support/errors.ts';
import { afterReads, times } from '../support/interfere.ts';
import { laggingReader, patterns, prepared } from '../support/disturbedLoad.ts';
import { laggingLoad } from '../support/lagging.ts';
import { bytesOf, canonical } from '../support/spec.ts';
import { beginning, id, perform, performAll, perspective, tension } from '../support/story.ts';

export const readCatchUpLaws: readonly DialogueLaw[] = [
  {
    clause: 'CL-READ-04',
    title: 'a load with commits between its pages gives the state of one moment, without starting over',
    run: async (t) => {
      const { fixture, chronicle, n, mixed } = await prepared(t);
      let least = n;
      for (const [at, pattern] of patterns.entries()) {
        const commits = 1 + (at % 4);
        const act = chronicle.noting(mixed);
        const many = async (): Promise<void> => {
          for (let i = 0; i < commits; i++) await act();
        };
        const { store, ledger } = laggingReader(fixture, times(1, many), pattern);
        const loaded = await store.load(id).catch((error: unknown) => {
          throw t.violation('not-caught-up', { message: String(error), cause: error });
        });
        chronicle.expect(t, loaded, least, 'not-caught-up');
        t.equal(ledger.counts.load, 1, 'started-over', `pattern ${pattern.toString(16)}`);
        least += commits;
      }
    },
  },
  {
    clause: 'CL-READ-04',
    title: 'a load whose every step is followed by a commit gives the state of one moment',
    run: async (t) => {
      const { fixture, chronicle, n, mixed } = await prepared(t);
      for (const pattern of patterns) {
        const act = times(40, chronicle.noting(mixed));
        const disturbed = afterReads(
          laggingLoad(fixture.backend, act, (index) => ((pattern >> (index % 8)) & 1) === 1),
          act,
        );
        const { store, ledger } = benchOf(fixture, { backend: disturbed });
        const loaded = await store.load(id).catch((error: unknown) => {
          throw t.violation('not-caught-up', { message: String(error), cause: error });
        });
        chronicle.expect(t, loaded, n, 'not-caught-up');
        t.check(ledger.calls <= 20, 'starved', { message: `pattern ${pattern.toString(16)}`, actual: ledger.counts });
      }
    },
  },
  {
    clause: 'CL-READ-04',
    title: 'a writer who changes the root with every commit, without pause, starves no reader',
    run: async (t) => {
      const { fixture, chronicle, n, root } = await prepared(t);
      const act = times(60, chronicle.noting(root.act));
      const disturbed = afterReads(
        laggingLoad(fixture.backend, act, () => false),
        act,
      );
      const { store, ledger } = benchOf(fixture, { backend: disturbed });
      const loaded = await store.load(id).catch((error: unknown) => {
        const reason = isColloquyError(error, 'revision_conflict') ? 'starved' : 'not-caught-up';
        throw t.violation(reason, { message: String(error), cause: error });
      });
      chronicle.expect(t, loaded, n, 'not-caught-up');
      t.check(ledger.calls <= 12, 'starved', { actual: ledger.counts });
      t.check(root.count < 30, 'starved', { message: 'commits of the writer', actual: root.count });
    },
  },
  {
    clause: 'CL-READ-04',
    title: 'under every order of the steps of a reader and a writer the reader sees a state that has been',
    applies: whenStepped,
    run: async (t) => {
      await explore({ limit: t.runs }, async (play) => {
        await t.using(async (fixture) => {
          const gated = async (): Promise<{
            readonly gate: StepGate;
            readonly store: ReturnType<DialogueFixture['store']>;
          }> => {
            const gate = new StepGate();
            const stepped = t.owed(fixture.adapter.stepped, 'stepped, because the kit declares it');
            return { gate, store: fixture.store({ backend: await stepped.call(fixture.adapter, gate) }) };
          };
          const undisturbed = fixture.store();
          await performAll(undisturbed, id, [...beginning, tension]);
          const chronicle = new Chronicle(fixture.store(), id);
          await chronicle.note();
          const [reader, writer] = [await gated(), await gated()];
          const seen: Awaited<ReturnType<typeof reader.store.load>>[] = [];
          await play([
            {
              gate: reader.gate,
              run: async () => {
                seen.push(await reader.store.load(id));
              },
            },
            {
              gate: writer.gate,
              run: async () => {
                for (const step of [
                  perspective,
                  { method: 'setDialogueStatus', input: { status: 'converging' } } as const,
                ]) {
                  await perform(writer.store, id, step);
                  await chronicle.note();
                }
              },
            },
          ]);
          chronicle.expect(t, sure(seen[0]), beginning.length + 1, 'not-caught-up');
        });
      });
    },
  },
  {
    clause: 'CL-READ-04',
    title:
      'records that fit no head are an integrity_error that says which, after a second load, also among busy writers',
    run: async (t) => {
      const { fixture, scores } = await prepared(t);
      const { records } = await fixture.probe.rows(id);
      const [one, other] = ['tension#00#01', 'tension#00#02'].map((key) =>
        sure(records.find((row) => row.key === key)),
      );
      await fixture.probe.putRecord(id, { ...sure(other), key: sure(one).key });
      for (const busy of [times(0, scores.act), times(400, scores.act)]) {
        const { store, ledger } = benchOf(fixture, { backend: afterReads(fixture.backend, busy) });
        const error: unknown = await store.load(id).catch((thrown: unknown) => thrown);
        t.equal(nameOf(error), 'integrity_error/state_tag', 'tampering-not-told');
        const { findings } = (error as { context: { findings?: readonly { kind: string; key?: RecordKey }[] } })
          .context;
        t.check(
          findings?.some(({ kind, key }) => kind === 'record_misplaced' && key === one?.key) === true,
          'no-findings',
          {
            actual: findings,
          },
        );
        t.equal(ledger.counts.load, 2, 'wrong-number-of-loads');
        t.check(ledger.calls <= 30, 'endless', { actual: ledger.counts });
      }
    },
  },
  {
    clause: 'CL-READ-04',
    title:
      'the log that a reader catches up by is believed link by link: an entry between that was changed is an integrity_error',
    run: async (t) => {
      const { fixture, writer, mixed } = await prepared(t);
      const handle = await writer.open(id);
      for (let i = 0; i < 3; i++) await mixed();
      const { log } = await fixture.probe.rows(id);
      for (const at of [3, 2]) {
        const entry = sure(log[log.length - at]);
        const header = JSON.parse(Buffer.from(entry.header).toString('utf8')) as object;
        await fixture.probe.putEntry(id, { ...entry, header: bytesOf(canonical({ ...header, actor: 'mallory' })) });
        t.equal(
          await endOf(() => handle.refresh()),
          'integrity_error/log',
          'log-believed',
          `${at - 1} before the head`,
        );
        await fixture.probe.putEntry(id, entry);
      }
      t.equal(await endOf(() => handle.refresh()), 'ok', 'sound-log-refused');
    },
  },
  {
    clause: 'CL-READ-04',
    title: 'commits that touch more keys than one get holds are caught up with in several',
    run: async (t) => {
      const { fixture, writer, chronicle, n } = await prepared(t);
      const perspectives = Array.from({ length: 99 }, () => ({ label: 'x', content: 'x', contributors: ['muffin'] }));
      const act = chronicle.noting(async () => {
        await perform(writer, id, { method: 'registerRound', input: { round: 1, panel: [], perspectives } });
      });
      const { store, ledger } = laggingReader(fixture, times(1, act), 0x0f);
      const loaded = await store.load(id).catch((error: unknown) => {
        throw t.violation('not-caught-up', { message: String(error), cause: error });
      });
      t.equal(loaded.n, n + 1, 'not-caught-up');
      chronicle.expect(t, loaded, n + 1, 'not-caught-up');
      t.equal(ledger.counts.load, 1, 'started-over');
      for (const keys of ledger.gets) t.check(keys.length <= limits.getKeys, 'too-many-keys', { actual: keys.length });
    },
  },
  {
    clause: 'CL-READ-05',
    title: 'catching up asks for the entries since and the keys that they name, nothing else',
    run: async (t) => {
      const { fixture, chronicle, n, mixed, writer } = await prepared(t);
      await performAll(
        writer,
        id,
        Array.from({ length: 30 }, () => tension),
      );
      const start = n + 30;
      for (const commits of [1, 5]) {
        const before = (await fixture.probe.rows(id)).log.length;
        const act = async (): Promise<void> => {
          for (let i = 0; i < commits; i++) await chronicle.noting(mixed)();
        };
        const { store, ledger } = laggingReader(fixture, times(1, act), 0x0f);
        const loaded = await store.load(id);
        t.equal(loaded.n, before + commits, 'not-caught-up');
        const { log } = await fixture.probe.rows(id);
        const touched = new Set(
          log
            .slice(before)
            .flatMap(({ body }) => (JSON.parse(Buffer.from(body).toString('utf8')) as string[][]).map(([key]) => key)),
        );
        for (const key of ledger.gets.flat()) {
          t.check(touched.has(key) || key.startsWith('key#'), 'read-too-much', { message: `asked for ${key}` });
        }
        for (const { from, limit } of ledger.logs) {
          t.check(from > before && from + limit - 1 <= before + commits, 'read-too-much', {
            message: `${limit} entries from ${from}; the head of the load was ${before}`,
          });
        }
        t.check(ledger.counts.load === 1 && ledger.calls <= 4, 'read-too-much', { actual: ledger.counts });
        t.check(before >= start, 'the-test-itself');
      }
    },
  },
];
