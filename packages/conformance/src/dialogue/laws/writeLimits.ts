import { isColloquyError, limits } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { openBench } from '../support/bench.ts';
import { endOf } from '../support/errors.ts';
import { beginning, id, perform, performAll, type Step } from '../support/story.ts';

const contributors = ['muffin'];

function items(count: number, input: object): readonly object[] {
  return Array.from({ length: count }, (_, at) => ({ label: `Item ${at}`, contributors, ...input }));
}

/** A round with as many items as it can number. */
const fullRound: Step = {
  method: 'registerRound',
  input: {
    round: 1,
    panel: [],
    perspectives: items(99, { content: 'x' }),
    tensions: items(99, { description: 'x' }),
    recommendations: items(99, { content: 'x' }),
    evidence: items(99, { content: 'x' }),
    claims: items(99, { content: 'x' }),
  },
};

const long = 'x'.repeat(limits.textBytes);
/** Canonical JSON of exactly the greatest size. */
const largestJson = 'y'.repeat(limits.jsonBytes - 2);

const tooLarge: readonly { readonly limit: string; readonly step: Step }[] = [
  { limit: 'commitChanges', step: { ...fullRound, input: { ...(fullRound.input as object), ...withRefs() } } },
  {
    limit: 'envelopeBytes',
    step: {
      method: 'registerItem',
      input: {
        type: 'recommendation',
        round: 0,
        label: 'Too much',
        content: long,
        parameters: largestJson,
        contributors,
      },
    },
  },
  {
    limit: 'commitBytes',
    step: { method: 'registerRound', input: { round: 1, panel: [], perspectives: items(14, { content: long }) } },
  },
];

/** Edges between the items of the round: a record each. */
function withRefs(): object {
  const perspectives = items(99, { content: 'x' }).map((item, at) => ({
    ...item,
    localId: `MUFFIN-P01${String(at + 1).padStart(2, '0')}`,
  }));
  const refs = Array.from({ length: 20 }, (_, at) => ({
    source: `MUFFIN-P01${String(at + 1).padStart(2, '0')}`,
    refType: 'refine',
    target: 'MUFFIN-P0199',
  }));
  return { perspectives, refs };
}

export const writeLimitLaws: readonly DialogueLaw[] = [
  {
    clause: 'CL-WRITE-05',
    title: 'what is larger than a limit is refused by the name of the limit, before anything is sent',
    run: async (t) => {
      const { store, ledger } = await openBench(t);
      await performAll(store, id, beginning);
      for (const { limit, step } of tooLarge) {
        ledger.reset();
        const error: unknown = await perform(store, id, step).catch((thrown: unknown) => thrown);
        t.check(isColloquyError(error, 'limit_exceeded'), 'limit-not-told', { message: limit, actual: error });
        if (!isColloquyError(error)) continue;
        t.equal(error.context['limit'], limit, 'wrong-limit');
        const { actual, max } = error.context;
        t.check(Number(actual) > Number(max), 'wrong-limit', { message: 'sizes', actual: error.context });
        t.equal(ledger.counts.commit, 0, 'sent-all-the-same', limit);
      }
    },
  },
  {
    clause: 'CL-WRITE-05',
    title: 'a commit just below the limits is taken',
    run: async (t) => {
      const { store, ledger, fixture } = await openBench(t);
      await performAll(store, id, beginning);
      ledger.reset();
      // Two records for each of 495 items, and round, its event and the root: 993.
      t.equal(await endOf(() => perform(store, id, fullRound)), 'ok', 'refused-below-the-limit', 'changes');
      t.check((ledger.commits[0]?.changes.length ?? 0) > 990, 'refused-below-the-limit', {
        message: 'the test itself',
      });
      const fat = { round: 2, panel: [], perspectives: items(11, { content: long }) };
      t.equal(
        await endOf(() => perform(store, id, { method: 'registerRound', input: fat })),
        'ok',
        'refused-below-the-limit',
        'bytes',
      );
      t.equal((await fixture.store().load(id)).n, beginning.length + 2, 'refused-below-the-limit', 'n');
    },
  },
];
