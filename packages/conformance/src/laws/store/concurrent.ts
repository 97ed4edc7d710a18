import { dialogueId } from '@colloquy/core';
import { domainKeys, itemKey, manyKeys } from '../../data/names.ts';
import type { StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { whenStepped } from '../support/applies.ts';
import { exploreScenario, inSequence, raceScenario, type Program, type Scenario } from '../support/scenario.ts';
import { largeCount } from '../support/size.ts';

const id = dialogueId('concurrent');

/** Keys of which every commit changes some, none before the first, so that any mixture of two states shows. */
const watched = [itemKey(0), itemKey(1), itemKey(2), itemKey(500)];

/** A small commit, a large one over the same records and more, a small one again. */
function threeCommits(t: StoreContext): Program {
  const large = manyKeys(largeCount(t.capabilities));
  return inSequence([{ puts: watched.slice(0, 2) }, { puts: large }, { puts: [itemKey(1), itemKey(500)] }]);
}

const prepare: Scenario['prepare'] = async (writer) => {
  await writer.commit({ puts: [itemKey(1), itemKey(2), ...domainKeys] });
};

const getting: Program = async (client) => {
  for (let i = 0; i < 3; i++) await client.get(id, watched);
};

const loading: Program = async (client) => {
  for (let i = 0; i < 2; i++) await client.load(id);
};

/** Both ways to put clients beside each other: by chance for every backend, and under every schedule where requests can be held. */
function bothWays(
  clause: StoreLaw['clause'],
  title: string,
  scenario: (t: StoreContext) => Scenario,
): readonly StoreLaw[] {
  return [
    { clause, title: `${title} (at once)`, run: (t) => raceScenario(t, scenario(t)) },
    {
      clause,
      title: `${title} (under every schedule)`,
      applies: whenStepped,
      run: (t) => exploreScenario(t, scenario(t)),
    },
  ];
}

/** Several clients that all send their own commit n, upon the same state. */
function rivals(
  count: number,
  puts: (rival: number) => Parameters<typeof inSequence>[0][number]['puts'],
): readonly Program[] {
  return Array.from({ length: count }, (_, rival): Program => {
    return inSequence([{ variant: rival + 1, puts: puts(rival) ?? [] }]);
  });
}

export const concurrentLaws: readonly StoreLaw[] = [
  ...bothWays('PS-GET-02', 'gets beside small and large commits', (t) => {
    return { id, prepare, programs: [threeCommits(t), getting] };
  }),
  ...bothWays('PS-LOAD-03', 'loads beside small and large commits', (t) => {
    return { id, prepare, programs: [threeCommits(t), loading] };
  }),
  ...bothWays('PS-COMMIT-10', 'three small commits n over the same and over other records', () => {
    return { id, prepare, programs: rivals(3, (rival) => [itemKey(0), itemKey(10 + rival)]) };
  }),
  ...bothWays('PS-COMMIT-10', 'first commits of a dialogue', () => {
    return { id, programs: rivals(3, (rival) => [itemKey(rival)]) };
  }),
  ...bothWays('PS-COMMIT-10', 'large commits n against each other and against a small one', (t) => {
    const large = manyKeys(largeCount(t.capabilities));
    return { id, prepare, programs: rivals(3, (rival) => (rival === 2 ? [itemKey(0)] : large)) };
  }),
  ...bothWays('PS-COMMIT-10', 'the same commit sent by two clients at once', (t) => {
    const drafts = [{ puts: manyKeys(largeCount(t.capabilities)) }, { puts: [itemKey(0)] }];
    return { id, prepare, programs: [inSequence(drafts), inSequence(drafts)] };
  }),
];
