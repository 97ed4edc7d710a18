import type { PartitionStore } from '@colloquy/core';
import { judgePlay } from '../../../src/processes/storePlay.ts';
import { readLog } from '../../../src/laws/support/state.ts';
import type { Finding } from '../../../src/judge/Finding.ts';
import { story, type StoreCampaign } from './StoreCampaign.ts';

/** What is wrong, with the story of the dialogue in which it is. */
export async function judgeStore(campaign: StoreCampaign, clean: PartitionStore): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const id of campaign.ids) {
    const own = campaign.history.filter((operation) => operation.id === id);
    const found = await judgePlay(clean, id, own, campaign.done.get(id) ?? []);
    for (const each of found) findings.push({ ...each, message: `${id}: ${each.message}\n${story(campaign, id)}` });
  }
  return findings;
}

/** What became of the commits of writers, by their last answer, and whether they are in the log. */
export interface Tally {
  readonly commits: number;
  readonly sendings: number;
  /** Acknowledged. */
  readonly committed: number;
  /** Another is in its place. */
  readonly dead: number;
  readonly refused: number;
  readonly unknownLanded: number;
  readonly unknownNot: number;
}

export async function tally({ fates, ids }: StoreCampaign, clean: PartitionStore): Promise<Tally> {
  const landed = new Set<string>();
  for (const id of ids) for (const { commitId } of await readLog(clean, id)) landed.add(commitId);
  const ended = (end: string): number => fates.filter((fate) => fate.end === end).length;
  const unknown = fates.filter(({ end }) => end === 'outcome_unknown');
  const unknownLanded = unknown.filter(({ commit }) => landed.has(commit.commitId)).length;
  const [committed, dead] = [ended('committed'), ended('conflict')];
  return {
    commits: fates.length,
    sendings: fates.reduce((sum, { sendings }) => sum + sendings, 0),
    committed,
    dead,
    refused: fates.length - committed - dead - unknown.length,
    unknownLanded,
    unknownNot: unknown.length - unknownLanded,
  };
}
