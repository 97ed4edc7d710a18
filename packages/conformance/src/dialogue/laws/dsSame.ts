import { exportDocument, isColloquyError, type DialogueId } from '@colloquy/core';
import { createTestDialogueStore, seededSources } from '@colloquy/core/testing';
import { malformedInput } from '../../generators/malformed.ts';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { openBench } from '../support/bench.ts';
import { endOf, faultsOfCall, sure } from '../support/errors.ts';
import { inputTables } from '../support/inputTables.ts';
import { forAll } from '../support/property.ts';
import { dumpOf } from '../support/state.ts';
import { beginning, id, perform, performAll, roundBatch, tension, wholeStory, writeMethods } from '../support/story.ts';

const badIds: readonly unknown[] = [
  '',
  'Laws',
  '-laws',
  'laws_1',
  'l\u00e4ws',
  'laws\n',
  'l'.repeat(129),
  '\ud800',
  1,
  null,
  undefined,
  {},
];

const badOperationIds: readonly unknown[] = ['', 'a b', 'a#b', '\ud800', 'a'.repeat(65), 'a\n', 1, null, {}, ['a']];

export const dsSameLaws: readonly DialogueLaw[] = [
  {
    clause: 'DS-SAME-01',
    title:
      'the same calls with the same time and randomness write the same bytes as on the in-memory backend, step by step',
    run: async (t) => {
      const fixture = await t.open();
      const reference = await fixture.reference();
      const [store, other] = [fixture, reference].map((each) => each.store({ sources: seededSources({ seed: 4711 }) }));
      for (const step of wholeStory) {
        const [here, there] = [await perform(sure(store), id, step), await perform(sure(other), id, step)];
        t.equal(here, there, 'other-answer', step.method);
        t.equal(await dumpOf(fixture.probe, id), await dumpOf(reference.probe, id), 'other-bytes', step.method);
      }
    },
  },
  {
    clause: 'DS-SAME-01',
    title: 'nothing is drawn from anywhere else: the same calls on two fixtures write the same bytes',
    run: async (t) => {
      const dumps: unknown[] = [];
      for (let run = 0; run < 2; run++) {
        const fixture = await t.open();
        const store = fixture.store({ sources: seededSources({ seed: 12, startAt: 0, step: 1000 }) });
        await performAll(store, id, wholeStory);
        dumps.push(await dumpOf(fixture.probe, id));
      }
      t.equal(dumps[1], dumps[0], 'other-bytes');
    },
  },
  {
    clause: 'DS-SAME-02',
    title: 'an input with one thing wrong is refused with the code of its fault, and the backend is not called',
    run: async (t) => {
      const { store, ledger } = await openBench(t);
      await performAll(store, id, [...beginning, tension]);
      for (const [method, table, more] of inputTables) {
        await forAll(
          t,
          malformedInput(table),
          async ({ input, code, field }) => {
            const isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
            // What was given as no object stays what it is.
            const whole = isObject && Object.getPrototypeOf(input) === Object.prototype ? { ...input, ...more } : input;
            ledger.reset();
            const faults = await faultsOfCall(() => perform(store, id, { method, input: whole }));
            t.check(
              faults.some((fault) => fault.code === code && (field === 'input' || fault.field === field)),
              'malformed-input-accepted',
              {
                message: method,
                expected: `${code} ${field}`,
                actual: faults.map((fault) => `${fault.code} ${fault.field}`),
              },
            );
            t.equal(ledger.calls, 0, 'backend-called', method);
          },
          Math.ceil(t.runs / 2),
        );
      }
    },
  },
  {
    clause: 'DS-SAME-02',
    title: 'malformed parts of a round registration are refused with it, and nothing is sent',
    run: async (t) => {
      const { store, ledger } = await openBench(t);
      await performAll(store, id, [...beginning, tension]);
      const item = { label: 'x', content: 'x', contributors: ['muffin'] };
      const parts: readonly (readonly [part: object, told: string])[] = [
        [{ perspectives: [{ ...item, content: 'a\ud800' }] }, 'malformed_text perspectives[0].content'],
        [{ perspectives: [item, { ...item, label: 'x'.repeat(2049) }] }, 'limit_exceeded perspectives[1].label'],
        [{ recommendations: [{ ...item, parameters: [undefined] }] }, 'invalid_value recommendations[0].parameters[0]'],
        // What one engine or another rounds, drops or turns into null.
        ...[-0, NaN, Infinity, 2 ** 53, -(2 ** 53)].map(
          (a) =>
            [
              { recommendations: [{ ...item, parameters: { a } }] },
              'invalid_value recommendations[0].parameters.a',
            ] as const,
        ),
        [{ expertScores: [{ expert: 'muffin', score: -0 }] }, 'invalid_value expertScores[0].score'],
        [{ scores: { wisdom: NaN, consistency: 0, truth: 0, relationships: 0 } }, 'invalid_value scores.wisdom'],
        [{ expertScores: [{ expert: 'muffin', score: 2 ** 53 }] }, 'invalid_value expertScores[0].score'],
        [{ moves: 'none' }, 'invalid_value moves'],
        [{ extra: 1 }, 'unknown_field extra'],
      ];
      for (const [part, told] of parts) {
        ledger.reset();
        const input = { ...roundBatch(1), ...part };
        const faults = await faultsOfCall(() => perform(store, id, { method: 'registerRound', input }));
        const brief = faults.map((fault) => `${fault.code} ${fault.field}`);
        t.check(brief.includes(told), 'malformed-input-accepted', { expected: told, actual: brief });
        t.equal([ledger.counts.commit, ledger.calls <= 1], [0, true], 'backend-called', told);
      }
    },
  },
  {
    clause: 'DS-SAME-02',
    title: 'a bad dialogue id, display id, operationId, page or document is refused before the backend is called',
    run: async (t) => {
      const { store, ledger } = await openBench(t);
      await performAll(store, id, [...beginning, tension]);
      const document = JSON.parse(JSON.stringify(exportDocument((await store.load(id)).state))) as object;
      ledger.reset();
      const refused = async (call: () => Promise<unknown>, code: string, message: string): Promise<void> => {
        t.equal(await endOf(call), code, 'malformed-input-accepted', message);
        t.equal(ledger.calls, 0, 'backend-called', message);
      };
      const inputs = new Map(wholeStory.map(({ method, input }) => [method, input]));
      for (const bad of badIds as readonly DialogueId[]) {
        const message = JSON.stringify(bad) ?? 'undefined';
        for (const method of writeMethods) {
          const step = { method, input: inputs.get(method) };
          await refused(() => perform(store, bad, step), 'invalid_dialogue_id', `${method} of ${message}`);
        }
        for (const call of [
          () => store.get(bad),
          () => store.item(bad, 'T0001'),
          () => store.load(bad),
          () => store.open(bad),
          () => store.history(bad, 1, 1),
          () => store.outcome(bad, { n: 1, commitId: 'f'.repeat(32) }),
          () => store.verify(bad),
          () => store.importDocument(bad, document),
        ]) {
          await refused(call, 'invalid_dialogue_id', message);
        }
      }
      for (const bad of ['T01', 'X0101', '', 't0001', 'T0100', 1, null] as readonly string[]) {
        await refused(() => store.item(id, bad), 'invalid_argument', `display id ${bad}`);
      }
      for (const operationId of badOperationIds as readonly string[]) {
        await refused(
          () => perform(store, id, tension, { operationId }),
          'invalid_argument',
          `operationId ${JSON.stringify(operationId)}`,
        );
      }
      for (const [from, limit] of [
        [0, 1],
        [1.5, 1],
        [1, 0],
        [1, 1001],
        [1, NaN],
        [-1, 1],
      ] as const) {
        await refused(() => store.history(id, from, limit), 'invalid_argument', `history ${from} ${limit}`);
        await refused(() => store.outcome(id, { n: -1, commitId: '' }), 'invalid_argument', 'outcome');
      }
      for (const bad of [null, [], 'x', {}, { ...document, version: 2 }, { ...document, experts: [{}] }]) {
        await refused(() => store.importDocument(id, bad), 'batch_validation_failed', 'document');
      }
    },
  },
  {
    clause: 'DS-SAME-02',
    title: 'an actor or a number of attempts that is none is refused when the store is made',
    run: async (t) => {
      const { keyring, backend } = await t.open();
      const make = (options: object) => async () =>
        createTestDialogueStore({ backend, keyring, sources: seededSources({ seed: 1 }), ...options });
      const bad = [
        { actor: '' },
        { actor: 'Ada L' },
        { actor: 'a'.repeat(65) },
        { maxAttempts: 0 },
        { maxAttempts: 1.5 },
      ];
      for (const options of bad) {
        const error: unknown = await make(options)().catch((thrown: unknown) => thrown);
        t.check(isColloquyError(error, 'invalid_argument'), 'malformed-input-accepted', {
          message: JSON.stringify(options),
        });
      }
      t.equal(await endOf(make({ actor: 'a._~-Z9', maxAttempts: 1000 })), 'ok', 'sound-options-refused');
    },
  },
];
