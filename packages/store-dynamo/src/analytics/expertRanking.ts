import {
  compareExpertPositions,
  sumOfScores,
  type CallOptions,
  type ExpertPosition,
  type ExpertRow,
  type PortPage,
} from '@colloquy/core';
import { secondaryIndexes } from '../indexes.ts';
import { allShards, shardKey } from '../indexPlaces.ts';
import type { IndexQueries } from './IndexQueries.ts';
import { expertInDialogue } from './rows.ts';
import { together } from './together.ts';

/** Reads the whole index, and keeps of it one row for each slug: sums are added up while it goes by. */
export async function expertRanking(
  queries: IndexQueries,
  { after, limit }: PortPage<ExpertPosition>,
  options: CallOptions,
): Promise<readonly ExpertRow[]> {
  const bySlug = new Map<string, ExpertRow>();
  await together(allShards, options, async (shard, each) => {
    const query = { index: secondaryIndexes.experts, partition: shardKey.experts(shard) };
    for await (const items of queries.items(query, each)) {
      for (const item of items) {
        const found = expertInDialogue(item);
        if (found === undefined) continue;
        const { slug } = found;
        const { dialogues, totalScore } = bySlug.get(slug) ?? { dialogues: 0, totalScore: 0 };
        bySlug.set(slug, { slug, dialogues: dialogues + 1, totalScore: sumOfScores(totalScore, found.totalScore) });
      }
    }
  });
  const behind = [...bySlug.values()].filter((row) => after === undefined || compareExpertPositions(row, after) > 0);
  return behind.sort(compareExpertPositions).slice(0, limit);
}
