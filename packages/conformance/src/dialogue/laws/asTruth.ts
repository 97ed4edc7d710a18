import { dialogueStatuses, type AnalyticsStore, type DialogueId, type DialogueStore } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { expectAnswer, openAnalytics, tellStories, whenAnalytics } from '../support/analytics.ts';
import { sure } from '../support/errors.ts';
import { perform } from '../support/story.ts';

const whole = { limit: 1000 };

/** Every list and the numbers. */
async function told(analytics: AnalyticsStore): Promise<unknown> {
  const lists = await Promise.all(dialogueStatuses.map((status) => analytics.listByStatus(status, whole)));
  return {
    statistics: await analytics.statistics(),
    dialogues: lists.map(({ rows }) => rows),
    tensions: (await analytics.openTensions(whole)).rows,
    experts: (await analytics.expertRanking(whole)).rows,
  };
}

function bytewise(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

interface Place {
  readonly createdAt: string;
  readonly dialogueId: string;
  readonly tensionId?: string;
}

/** Newest first, then the greatest id, then the greatest tension id. */
function newestFirst(a: Place, b: Place): number {
  return (
    bytewise(b.createdAt, a.createdAt) ||
    bytewise(b.dialogueId, a.dialogueId) ||
    bytewise(b.tensionId ?? '', a.tensionId ?? '')
  );
}

/** The same, from the loaded dialogues. */
async function loaded(store: DialogueStore, ids: readonly DialogueId[]): Promise<unknown> {
  const dialogues = new Map<string, Place[]>(dialogueStatuses.map((status) => [status, []]));
  const tensions: (Place & { readonly status: string })[] = [];
  const scores = new Map<string, number[]>();
  for (const id of ids) {
    const { state } = await store.load(id);
    const [root] = state.list('dialogue');
    const { status, createdAt } = sure(root);
    sure(dialogues.get(status)).push({ createdAt, dialogueId: id });
    for (const tension of state.list('tension')) {
      if (tension.status === 'resolved') continue;
      const { createdAt: raised, status: standing, id: tensionId } = tension;
      tensions.push({ createdAt: raised, dialogueId: id, tensionId, status: standing });
    }
    for (const { id: slug, totalScore } of state.list('expert')) {
      scores.set(slug, [...(scores.get(slug) ?? []), totalScore]);
    }
  }
  const lists = dialogueStatuses.map((status) => sure(dialogues.get(status)).sort(newestFirst));
  const byStatus = Object.fromEntries(dialogueStatuses.map((status, at) => [status, sure(lists[at]).length]));
  const experts = [...scores]
    .map(([slug, all]) => ({ slug, dialogues: all.length, totalScore: all.reduce((sum, each) => sum + each, 0) }))
    .sort((a, b) => b.totalScore - a.totalScore || bytewise(a.slug, b.slug));
  return {
    statistics: { dialogues: ids.length, byStatus, openTensions: tensions.length },
    dialogues: lists,
    tensions: tensions.sort(newestFirst),
    experts,
  };
}

export const asTruthLaws: readonly DialogueLaw[] = [
  {
    clause: 'AS-TRUTH-01',
    title: 'statistics, lists and ranking are what the loaded dialogues say, after each change of them',
    applies: whenAnalytics,
    run: async (t) => {
      const bench = await openAnalytics(t);
      const { dialogues, analytics } = bench;
      const expectTruth = async (ids: readonly DialogueId[], message: string): Promise<void> =>
        expectAnswer(t, () => told(analytics), await loaded(dialogues, ids), 'untrue', message);
      await expectTruth([], 'an empty store');
      const ids = await tellStories(bench);
      await expectTruth(ids, 'dialogues at every point of a story');
      const [, , third] = ids;
      await perform(dialogues, sure(third), {
        method: 'transitionItem',
        input: { target: 'T0001', status: 'resolved', reason: 'Settled.' },
      });
      await perform(dialogues, sure(third), {
        method: 'scoreExpert',
        input: { expert: 'scone', round: 0, score: 1000 },
      });
      await expectTruth(ids, 'a tension resolved, an expert scored');
      const { reopen, rest } = { reopen: sure(ids[5]), rest: ids.slice(1) };
      await perform(dialogues, sure(third), {
        method: 'transitionItem',
        input: { target: 'T0001', status: 'reopened', reason: 'Not settled.' },
      });
      await bench.fixture.operations().rotateDataKey(reopen);
      await expectTruth(ids, 'a tension reopened, a key rotated');
      await bench.fixture.operations().erase(sure(ids[0]));
      await expectTruth(rest, 'a dialogue erased');
    },
  },
];
