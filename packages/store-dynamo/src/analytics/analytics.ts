import {
  compareDialoguePositions,
  compareTensionPositions,
  dialogueStatuses,
  unresolvedTensionStatuses,
  type AnalyticsPort,
  type CallOptions,
  type Dialogue,
} from '@colloquy/core';
import { secondaryIndexes } from '../indexes.ts';
import { allShards, positionKey, shardKey } from '../indexPlaces.ts';
import type { Item } from '../items.ts';
import { expertRanking } from './expertRanking.ts';
import type { IndexQueries, ShardQuery } from './IndexQueries.ts';
import { dialogueRow, tensionRow } from './rows.ts';
import { together } from './together.ts';

const { dialogues, tensions } = secondaryIndexes;

/** A shard of a list with something that is known of all of it. */
interface Shard<Status> extends ShardQuery {
  readonly status: Status;
}

function shardsOf<Status>(
  index: ShardQuery['index'],
  statuses: readonly Status[],
  key: (status: Status, shard: number) => string,
): readonly Shard<Status>[] {
  return statuses.flatMap((status) => allShards.map((shard) => ({ index, status, partition: key(status, shard) })));
}

/** The questions across dialogues, each asked of every shard. `requireOpen` refuses those that come too late. */
export function analytics(queries: IndexQueries, requireOpen: (options: CallOptions) => void): AnalyticsPort {
  /** The first rows of a list: what a page of so many can take from each shard, put together. */
  async function page<Status extends string, Row>(
    shards: readonly Shard<Status>[],
    { below, limit }: { readonly below: string | undefined; readonly limit: number },
    read: (status: Status, item: Item) => Row | undefined,
    compare: (a: Row, b: Row) => number,
    options: CallOptions,
  ): Promise<readonly Row[]> {
    const parts = await together(shards, options, async ({ status, ...shard }, each) => {
      const rows: Row[] = [];
      for await (const items of queries.items({ ...shard, below, limit }, each)) {
        rows.push(...items.map((item) => read(status, item)).filter((row) => row !== undefined));
        if (rows.length >= limit) break;
      }
      return rows;
    });
    return parts.flat().sort(compare).slice(0, limit);
  }

  return Object.freeze<AnalyticsPort>({
    statistics: async (options = {}) => {
      requireOpen(options);
      const byStatus = { open: 0, converging: 0, converged: 0, abandoned: 0 };
      let openTensions = 0;
      const shards = [
        ...shardsOf(dialogues, dialogueStatuses, shardKey.dialogues),
        ...shardsOf(tensions, unresolvedTensionStatuses, shardKey.tensions),
      ];
      await together(shards, options, async ({ status, ...shard }, each) => {
        const count = await queries.count(shard, each);
        // The two lists have a word in common.
        if (shard.index === tensions) openTensions += count;
        else byStatus[status as Dialogue['status']] += count;
      });
      return { byStatus, openTensions };
    },

    listByStatus: async (status, { after, limit }, options = {}) => {
      requireOpen(options);
      const below = after && positionKey.dialogues(after);
      const shards = shardsOf(dialogues, [status], shardKey.dialogues);
      return page(shards, { below, limit }, dialogueRow, compareDialoguePositions, options);
    },

    openTensions: async ({ after, limit }, options = {}) => {
      requireOpen(options);
      const below = after && positionKey.tensions(after);
      const shards = shardsOf(tensions, unresolvedTensionStatuses, shardKey.tensions);
      return page(shards, { below, limit }, tensionRow, compareTensionPositions, options);
    },

    expertRanking: async (wanted, options = {}) => {
      requireOpen(options);
      return expertRanking(queries, wanted, options);
    },
  });
}
