import { ColloquyError, dialogueId, type AnalyticsPort, type DialogueStore, type ErrorCode } from '@colloquy/core';
import { setImmediate } from 'node:timers/promises';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { createAll, expectAnswer, expectDialogues, openAnalytics, whenAnalytics } from '../support/analytics.ts';
import { sure } from '../support/errors.ts';
import { perform } from '../support/story.ts';

const all = { scan: 1000, limit: 1000 };

/** A text, what a dialogue says, and how similar they are: shared trigrams, and those of both. */
const measures: readonly (readonly [
  text: string,
  said: { readonly title: string; readonly question?: string },
  shared: number,
  both: number,
])[] = [
  ['night', { title: 'nacht' }, 2, 12],
  ['night', { title: 'NIGHT' }, 6, 12],
  ['a', { title: 'a' }, 2, 4],
  ['a', { title: 'ab' }, 1, 5],
  ['one two', { title: 'two,  ONE!' }, 8, 16],
  ['one one one', { title: 'one' }, 4, 8],
  ['caf\u00e9', { title: 'cafe\u0301' }, 5, 10],
  ['\ufb01ne', { title: 'FINE' }, 5, 10],
  ['\u{10400}\u{10401}', { title: '\u{10428}\u{1042a}' }, 1, 6],
  ['\u6771\u4eac', { title: '\u4eac\u6771' }, 0, 6],
  ['\u6771\u4eac', { title: '\u6771\u4eac \u90fd' }, 3, 8],
  ['x2', { title: 'x-2' }, 1, 7],
  ['cost', { title: 'delay', question: 'What does it cost?' }, 5, 23],
  ['delay', { title: 'delay', question: 'What does it cost?' }, 6, 12],
  ['?!', { title: '?!' }, 0, 1],
  ['', { title: 'x' }, 0, 1],
];

/** Statuses in turn, so that no one list has all of the newest. */
async function scatter(store: DialogueStore, names: readonly string[]): Promise<void> {
  for (const [at, name] of names.entries()) {
    const status = (['open', 'abandoned', 'converging'] as const)[at % 3];
    if (status === undefined || status === 'open') continue;
    await perform(store, dialogueId(name), { method: 'setDialogueStatus', input: { status, reason: 'By turns.' } });
  }
}

export const asSimilarLaws: readonly DialogueLaw[] = [
  {
    clause: 'AS-SIMILAR-01',
    title: 'the measure: trigrams of words, whatever their case, form, order and number, of title or question',
    applies: whenAnalytics,
    run: async (t) => {
      const bench = await openAnalytics(t);
      const said = measures.map(([, each], at) => [`d-${at}`, each] as const);
      await createAll(bench, Object.fromEntries(said) as Record<string, { title: string; question: string }>);
      await expectDialogues(t, bench, measures.length);
      for (const [at, [text, , shared, both]] of measures.entries()) {
        const { rows } = await bench.analytics.similarDialogues(text, all);
        const found = rows.find((row) => row.dialogueId === `d-${at}`)?.similarity ?? 0;
        t.equal(found, (2 * shared) / both, 'wrong-measure', `${text} and ${JSON.stringify(measures[at]?.[1])}`);
      }
    },
  },
  {
    clause: 'AS-SIMILAR-02',
    title: 'the newest over all statuses, at most scan of them, newest first',
    applies: whenAnalytics,
    run: async (t) => {
      const bench = await openAnalytics(t);
      const names = Array.from({ length: 12 }, (_, at) => `d-${String(at).padStart(2, '0')}`);
      await createAll(bench, Object.fromEntries(names.map((name) => [name, 'The same title'])));
      await scatter(bench.dialogues, names);
      await expectDialogues(t, bench, names.length);
      for (const scan of [1, 2, 5, 12, 13]) {
        bench.gets.length = 0;
        const { compared, skipped } = await bench.analytics.similarDialogues('title', { scan, limit: 1000 });
        t.equal(bench.gets, names.toReversed().slice(0, scan), 'not-the-newest', `scan ${scan}`);
        t.equal([compared, skipped], [Math.min(scan, 12), []], 'not-the-newest', `scan ${scan}`);
      }
    },
  },
  {
    clause: 'AS-SIMILAR-02',
    title: 'a dialogue that two lists name, because it changes its status meanwhile, is opened once',
    applies: whenAnalytics,
    run: async (t) => {
      const bench = await openAnalytics(t);
      await createAll(bench, { one: 'The same title', two: 'The same title' });
      await expectDialogues(t, bench, 2);
      const twice: AnalyticsPort = {
        ...bench.port,
        listByStatus: (_status, page, options) => bench.port.listByStatus('open', page, options),
      };
      const { rows, compared } = await bench.over({ port: twice }).similarDialogues('title', { scan: 2, limit: 10 });
      t.equal([rows.length, compared, bench.gets], [2, 2, ['two', 'one']], 'opened-twice');
    },
  },
  {
    clause: 'AS-SIMILAR-03',
    title: 'most similar first, equals by id, none without anything in common, at most limit',
    applies: whenAnalytics,
    run: async (t) => {
      const bench = await openAnalytics(t);
      await createAll(bench, {
        'a-c': 'cost of delay',
        ab: 'Cost of delay',
        aa: 'delay',
        'a-b': 'cost of delay!',
        none: 'quux',
        zz: 'the cost of every delay',
        b: 'delay?',
      });
      await expectDialogues(t, bench, 7);
      const search = (limit: number) => bench.analytics.similarDialogues('cost of delay', { scan: 1000, limit });
      const expected = ['a-b', 'a-c', 'ab', 'zz', 'aa', 'b'];
      for (const limit of [1, 2, 5, 6, 1000]) {
        const { rows, compared, skipped } = await search(limit);
        const ids = rows.map((row) => row.dialogueId);
        t.equal([ids, compared, skipped], [expected.slice(0, limit), 7, []], 'wrong-rows', `limit ${limit}`);
      }
    },
  },
  {
    clause: 'AS-SIMILAR-04',
    title: 'what is not found, erased, damaged or without its key is skipped and told, newest first',
    applies: whenAnalytics,
    run: async (t) => {
      const bench = await openAnalytics(t);
      const { fixture, dialogues, port } = bench;
      const failing: readonly ErrorCode[] = ['key_missing', 'vault_missing', 'wrong_key'];
      const names = ['sound', 'damaged', 'erased', ...failing.map((code) => code.replace('_', '-')), 'also-sound'];
      await createAll(bench, Object.fromEntries(names.map((name) => [name, 'The same title'])));
      await expectDialogues(t, bench, names.length);
      const listed = await port.listByStatus('open', { limit: 1000, after: undefined });
      await fixture.operations().erase(dialogueId('erased'));
      const damaged = dialogueId('damaged');
      const { records } = await fixture.probe.rows(damaged);
      const root = sure(records.find(({ key }) => key === 'dialogue#meta'));
      await fixture.probe.putRecord(damaged, { ...root, envelope: root.envelope.map((byte) => byte ^ 1) });
      // An index that is behind, and names one that never was.
      const last = sure(listed.at(-1));
      const behind: AnalyticsPort = {
        ...port,
        listByStatus: async (status) =>
          status === 'open' ? [...listed, { ...last, dialogueId: dialogueId('a-never') }] : [],
      };
      const get: DialogueStore['get'] = async (id, options) => {
        const code = failing.find((each) => each.replace('_', '-') === id);
        if (code !== undefined) throw new ColloquyError(code, 'The key of this dialogue is gone.');
        return dialogues.get(id, options);
      };
      const { rows, compared, skipped } = await bench.over({ port: behind, get }).similarDialogues('title', all);
      t.equal(
        skipped,
        [
          { dialogueId: 'wrong-key', code: 'wrong_key' },
          { dialogueId: 'vault-missing', code: 'vault_missing' },
          { dialogueId: 'key-missing', code: 'key_missing' },
          { dialogueId: 'erased', code: 'key_erased' },
          { dialogueId: 'damaged', code: 'integrity_error' },
          { dialogueId: 'a-never', code: 'dialogue_not_found' },
        ],
        'not-skipped',
      );
      t.equal([rows.map((row) => row.dialogueId), compared], [['also-sound', 'sound'], 2], 'not-skipped');
    },
  },
  {
    clause: 'AS-SIMILAR-05',
    title: 'an outage ends the search with its own error, and no further dialogue is begun',
    applies: whenAnalytics,
    run: async (t) => {
      const bench = await openAnalytics(t);
      const names = Array.from({ length: 20 }, (_, at) => `d-${at}`);
      await createAll(bench, Object.fromEntries(names.map((name) => [name, 'The same title'])));
      await expectDialogues(t, bench, names.length);
      const sound = await bench.dialogues.get(dialogueId('d-0'));
      const errors = [
        new ColloquyError('key_unavailable', 'The key service does not answer.'),
        new ColloquyError('backend_unavailable', 'The backend does not answer.'),
        new ColloquyError('audit_failed', 'The sink does not take the event.'),
        new TypeError('a mistake'),
      ];
      for (const error of errors) {
        bench.gets.length = 0;
        const get: DialogueStore['get'] = async (id) => {
          if (id === 'd-19') throw error;
          await setImmediate();
          return sound;
        };
        const found = await t.rejects(() => bench.over({ get }).similarDialogues('title', all), 'not-ended');
        t.check(found === error, 'other-error', { expected: error, actual: found });
        // Whoever went on would be through with all of them by then.
        for (let turn = 0; turn < 100; turn++) await setImmediate();
        t.check(bench.gets.length <= 8, 'went-on', { actual: bench.gets.length });
      }
    },
  },
  {
    clause: 'AS-SIMILAR-05',
    title: 'an abort ends the search with the reason of the signal, and no further dialogue is begun',
    applies: whenAnalytics,
    run: async (t) => {
      const bench = await openAnalytics(t);
      const names = Array.from({ length: 20 }, (_, at) => `d-${at}`);
      await createAll(bench, Object.fromEntries(names.map((name) => [name, 'The same title'])));
      await expectDialogues(t, bench, names.length);
      const controller = new AbortController();
      const reason = { stopped: 'on the way' };
      // It does not look at the signal itself: whoever asks it must.
      const get: DialogueStore['get'] = async (id) => {
        const answer = await bench.dialogues.get(id);
        controller.abort(reason);
        return answer;
      };
      const search = () => bench.over({ get }).similarDialogues('title', { ...all, signal: controller.signal });
      const found = await t.rejects(search, 'not-ended');
      t.check(found === reason, 'other-error', { actual: found });
      await setImmediate();
      t.check(bench.gets.length <= 8, 'went-on', { actual: bench.gets.length });
    },
  },
  {
    clause: 'AS-SIMILAR-06',
    title: 'never more than 8 are being opened, and the order of the answers does not matter',
    applies: whenAnalytics,
    run: async (t) => {
      const bench = await openAnalytics(t);
      const names = Array.from({ length: 20 }, (_, at) => `d-${at}`);
      await createAll(bench, Object.fromEntries(names.map((name) => [name, `Title ${name}`])));
      await expectDialogues(t, bench, names.length);
      let [open, most, turn] = [0, 0, 0];
      const get: DialogueStore['get'] = async (id, options) => {
        open += 1;
        most = Math.max(most, open);
        // Later ones come back sooner.
        for (let wait = (turn += 7) % 5; wait >= 0; wait--) await setImmediate();
        const answer = await bench.dialogues.get(id, options);
        open -= 1;
        return answer;
      };
      const search = (store = bench.analytics) => store.similarDialogues('title d-1', all);
      const expected = await search();
      t.equal(await search(bench.over({ get })), expected, 'other-rows');
      t.check(most <= 8, 'too-many-at-once', { expected: 'at most 8', actual: most });
      await expectAnswer(t, () => search(), expected, 'other-rows');
    },
  },
];
