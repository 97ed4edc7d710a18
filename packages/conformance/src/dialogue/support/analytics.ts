import {
  createAnalyticsStore,
  dialogueId,
  type AnalyticsPort,
  type AnalyticsStore,
  type DialogueId,
  type DialogueStore,
} from '@colloquy/core';
import { seededSources } from '@colloquy/core/testing';
import { expectAnswer } from '../../laws/analytics/support.ts';
import type { DialogueContext, DialogueFixture } from '../kit/DialogueFixture.ts';
import { perform, performAll, wholeStory } from './story.ts';

export { expectAnswer, whenAnalytics } from '../../laws/analytics/support.ts';

/** One call of a port: its name, and what it was asked, without the signal. */
export type PortCall = readonly unknown[];

/** A port that remembers what it was asked. */
export function watched(port: AnalyticsPort): { readonly port: AnalyticsPort; readonly calls: PortCall[] } {
  const calls: PortCall[] = [];
  return {
    calls,
    port: {
      statistics: (options) => {
        calls.push(['statistics']);
        return port.statistics(options);
      },
      listByStatus: (status, page, options) => {
        calls.push(['listByStatus', status, page]);
        return port.listByStatus(status, page, options);
      },
      openTensions: (page, options) => {
        calls.push(['openTensions', page]);
        return port.openTensions(page, options);
      },
      expertRanking: (page, options) => {
        calls.push(['expertRanking', page]);
        return port.expertRanking(page, options);
      },
    },
  };
}

/** A backend with dialogues, an AnalyticsStore over it, and what the two are asked. */
export interface AnalyticsBench {
  readonly fixture: DialogueFixture;
  readonly dialogues: DialogueStore;
  readonly analytics: AnalyticsStore;
  readonly port: AnalyticsPort;
  readonly calls: PortCall[];
  /** Ids whose roots were read, in the order in which that began. */
  readonly gets: DialogueId[];
  /** Another AnalyticsStore of the bench, with something in its way. */
  over(parts: { readonly port?: AnalyticsPort; readonly get?: DialogueStore['get'] }): AnalyticsStore;
}

export async function openAnalytics(t: DialogueContext): Promise<AnalyticsBench> {
  const fixture = await t.open();
  const stored = t.owed(fixture.backend.analytics, 'a store with analytics, because the kit declares it');
  const dialogues = fixture.store({ sources: seededSources({ seed: 31, startAt: 1_770_379_200_000, step: 1000 }) });
  const { port, calls } = watched(stored);
  const gets: DialogueId[] = [];
  const over: AnalyticsBench['over'] = (parts) => {
    const get = parts.get ?? dialogues.get;
    return createAnalyticsStore({
      backend: { analytics: parts.port ?? port },
      dialogues: {
        get: (id, options) => {
          gets.push(id);
          return get(id, options);
        },
      },
    });
  };
  return { fixture, dialogues, port: stored, calls, gets, over, analytics: over({}) };
}

/** Creates dialogues with these titles, each a second newer than the one before. */
export async function createAll(
  { dialogues }: AnalyticsBench,
  titles: Readonly<Record<string, string | { readonly title: string; readonly question: string }>>,
): Promise<void> {
  for (const [id, title] of Object.entries(titles)) {
    await dialogues.create(dialogueId(id), typeof title === 'string' ? { title } : title);
  }
}

/** How far the story of each dialogue of {@link tellStories} goes: to other statuses, tensions and scores. */
const lengths = [1, 4, 6, 12, 13, 16, 17, wholeStory.length];

/** Dialogues at different points of the whole story, one of them abandoned. */
export async function tellStories({ dialogues }: AnalyticsBench): Promise<readonly DialogueId[]> {
  const ids = lengths.map((_, at) => dialogueId(`story-${at}`));
  for (const [at, id] of ids.entries()) {
    await performAll(dialogues, id, wholeStory.slice(0, lengths[at]));
    if (at !== 1) continue;
    await perform(dialogues, id, { method: 'setDialogueStatus', input: { status: 'abandoned', reason: 'Enough.' } });
  }
  return ids;
}

/** Waits until the index names every dialogue, where it may be behind. */
export async function expectDialogues(t: DialogueContext, { port }: AnalyticsBench, count: number): Promise<void> {
  const total = async () => Object.values((await port.statistics()).byStatus).reduce((sum, each) => sum + each, 0);
  await expectAnswer(t, total, count, 'never-shown');
  const page = { limit: 1001, after: undefined };
  const listed = async () => {
    const lists = await Promise.all(
      (['open', 'converging', 'converged', 'abandoned'] as const).map((status) => port.listByStatus(status, page)),
    );
    return lists.flat().length;
  };
  await expectAnswer(t, listed, count, 'never-shown');
}
