import { dialogueStatuses } from '../domain/enumerations.ts';
import { ColloquyError } from '../errors/index.ts';
import type { AnalyticsBackend, AnalyticsPort } from '../traits/AnalyticsPort.ts';
import type { AnalyticsStore } from '../traits/AnalyticsStore.ts';
import type { DialogueStore } from '../traits/DialogueStore.ts';
import { dialogueList, expertList, tensionList } from './cursor.ts';
import { isDialogueStatus } from './indexedRow.ts';
import { pageOf, unverified } from './page.ts';
import { findSimilar } from './similarDialogues.ts';

export interface AnalyticsStoreOptions {
  /** Where records lie. The caller opens and closes it. */
  readonly backend: AnalyticsBackend;
  /** What opens dialogues for {@link AnalyticsStore.similarDialogues}: the store over the same backend. */
  readonly dialogues: Pick<DialogueStore, 'get'>;
}

/**
 * Makes the store that answers questions across dialogues, over a backend that can.
 *
 * @throws ColloquyError `invalid_argument` when the backend has no `analytics`
 * @example
 * const analytics = createAnalyticsStore({ backend, dialogues });
 * const { byStatus, openTensions } = await analytics.statistics();
 */
export function createAnalyticsStore({ backend, dialogues }: AnalyticsStoreOptions): AnalyticsStore {
  const port = requirePort(backend);
  return Object.freeze<AnalyticsStore>({
    statistics: async (options = {}) => {
      options.signal?.throwIfAborted();
      const { byStatus, openTensions } = await port.statistics(options);
      const total = dialogueStatuses.reduce((sum, status) => sum + byStatus[status], 0);
      return unverified({ dialogues: total, byStatus, openTensions });
    },

    listByStatus: async (status, page) => {
      if (!isDialogueStatus(status)) {
        throw new ColloquyError('invalid_argument', `A status is one of ${dialogueStatuses.join(', ')}.`, {
          context: { validOptions: dialogueStatuses },
        });
      }
      return pageOf(dialogueList(status), page, (wanted, options) => port.listByStatus(status, wanted, options));
    },

    openTensions: async (page) => pageOf(tensionList, page, (wanted, options) => port.openTensions(wanted, options)),
    expertRanking: async (page) => pageOf(expertList, page, (wanted, options) => port.expertRanking(wanted, options)),
    similarDialogues: async (text, bound) => findSimilar(port, dialogues, text, bound),
  });
}

function requirePort({ analytics }: AnalyticsBackend): AnalyticsPort {
  if (analytics !== undefined) return analytics;
  throw new ColloquyError(
    'invalid_argument',
    'This backend answers no questions across dialogues: it has no analytics. Use one that has.',
  );
}
