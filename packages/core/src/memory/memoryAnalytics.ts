import { isDialogueId, type DialogueId } from '../address/DialogueId.ts';
import { indexedRow, type IndexedRow } from '../analytics/indexedRow.ts';
import { compareDialoguePositions, compareExpertPositions, compareTensionPositions } from '../analytics/order.ts';
import { sumOfScores } from '../analytics/sumOfScores.ts';
import { isColloquyError } from '../errors/index.ts';
import type { AnalyticsPort, ExpertRow, PortPage } from '../traits/AnalyticsPort.ts';
import type { CallOptions, StoredRecord } from '../traits/PartitionStore.ts';

/** What the questions are asked of: every dialogue, and its records as a load sees them. */
export interface MemoryPartitions {
  dialogueIds(options?: CallOptions): Promise<readonly string[]>;
  load(id: DialogueId, options?: CallOptions): Promise<{ readonly records: readonly StoredRecord[] }>;
}

/**
 * The law said plainly: no index, every record looked at for every answer, one dialogue after the other. What other backends are
 * compared with; an answer costs as much as the store is large.
 */
export function memoryAnalytics(partitions: MemoryPartitions): AnalyticsPort {
  /** None of a dialogue that is on its way here, or has gone. */
  async function recordsOf(id: DialogueId, options: CallOptions | undefined): Promise<readonly StoredRecord[]> {
    try {
      return (await partitions.load(id, options)).records;
    } catch (error) {
      if (isColloquyError(error, 'dialogue_moving') || isColloquyError(error, 'dialogue_moved')) return [];
      throw error;
    }
  }

  async function allRows(options: CallOptions | undefined): Promise<readonly IndexedRow[]> {
    const rows: IndexedRow[] = [];
    for (const id of await partitions.dialogueIds(options)) {
      if (!isDialogueId(id)) continue;
      for (const { key, attributes } of await recordsOf(id, options)) {
        const row = indexedRow(id, key, attributes);
        if (row !== undefined) rows.push(row);
      }
    }
    return rows;
  }

  return Object.freeze<AnalyticsPort>({
    statistics: async (options) => {
      const byStatus = { open: 0, converging: 0, converged: 0, abandoned: 0 };
      let openTensions = 0;
      for (const each of await allRows(options)) {
        if (each.index === 'dialogues') byStatus[each.status] += 1;
        if (each.index === 'tensions') openTensions += 1;
      }
      return { byStatus, openTensions };
    },

    listByStatus: async (status, page, options) => {
      const rows = await allRows(options);
      const listed = rows.flatMap((each) => (each.index === 'dialogues' && each.status === status ? [each.row] : []));
      return inOrder(listed, page, compareDialoguePositions);
    },

    openTensions: async (page, options) => {
      const listed = (await allRows(options)).flatMap((each) => (each.index === 'tensions' ? [each.row] : []));
      return inOrder(listed, page, compareTensionPositions);
    },

    expertRanking: async (page, options) => {
      const bySlug = new Map<string, ExpertRow>();
      for (const each of await allRows(options)) {
        if (each.index !== 'experts') continue;
        const { slug } = each;
        const { dialogues, totalScore } = bySlug.get(slug) ?? { dialogues: 0, totalScore: 0 };
        bySlug.set(slug, { slug, dialogues: dialogues + 1, totalScore: sumOfScores(totalScore, each.totalScore) });
      }
      return inOrder([...bySlug.values()], page, compareExpertPositions);
    },
  });
}

/** The rows behind a position, in order, as many as asked for. */
function inOrder<Position, Row extends Position>(
  rows: readonly Row[],
  { after, limit }: PortPage<Position>,
  compare: (a: Position, b: Position) => number,
): readonly Row[] {
  const behind = after === undefined ? rows : rows.filter((row) => compare(row, after) > 0);
  return behind.toSorted(compare).slice(0, limit);
}
