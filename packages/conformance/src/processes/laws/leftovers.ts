import { dialogueId } from '@colloquy/core';
import { manyKeys } from '../../data/names.ts';
import type { Fixture, StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { largeCount } from '../../laws/support/size.ts';
import { describeDeath, type Death } from '../Death.ts';
import { storeHistory } from '../storeHistory.ts';
import { judgePlay } from '../storePlay.ts';
import type { StoreStep } from '../StoreStep.ts';
import { deathPlaces, everyRead, largeWrite, play, smallWrite, whenProcesses } from './support.ts';
import { expectNone } from '../../laws/support/state.ts';

const id = dialogueId('left-over');
const name = 'k0';

/**
 * A process dies at points of large commits; before anybody else looks, another process makes the given steps. `check` looks
 * before everything is judged together: judging reads, and a reader finishes what it meets.
 */
async function dieThenElsewhere(
  t: StoreContext,
  steps: readonly StoreStep[],
  check?: (fixture: Fixture, when: string) => Promise<void>,
): Promise<void> {
  const fixture = await t.open();
  const places = await deathPlaces(t, fixture, true);
  const deaths = places.map((at, life): Death => ({ at, commit: life === 0 ? 2 : 1 }));
  let lives = 0;
  const script = [smallWrite(name, 0), ...deaths.map((_, at) => largeWrite(t, name, at + 1))];
  await play(t, fixture, {
    id,
    clients: [{ name, steps: script, death: (life) => deaths[life] }],
    between: async (calls) => {
      const death = deaths[lives++];
      const when = `seed ${t.seed}${death === undefined ? '' : `, killed ${describeDeath(death)}`}`;
      const { operations } = await play(t, fixture, { id, clients: [{ name: 'e0', steps }] });
      // The times of the two plays have different beginnings, and the dead one was first.
      const before = storeHistory(id, calls).map((call) => ({
        ...call,
        begin: call.begin - 1e15,
        end: call.end - 1e15,
      }));
      await check?.(fixture, when);
      expectNone(t, await judgePlay(fixture.store, id, [...before, ...operations]), when);
    },
  });
  t.equal(lives, deaths.length, 'not-killed');
}

export const leftoverLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-LARGE-01',
    title: 'wherever its process was killed, other processes see a large commit whole or not at all',
    applies: whenProcesses,
    run: (t) => dieThenElsewhere(t, everyRead(manyKeys(largeCount(t.capabilities)))),
  },
  {
    clause: 'PS-LARGE-03',
    title: 'wherever its process was killed, another process settles what is left of a large commit',
    applies: whenProcesses,
    run: (t) =>
      dieThenElsewhere(t, [{ do: 'settle' }], async (fixture, when) => {
        const rows = await fixture.probe.rows(id);
        t.equal(rows.leftovers, 0, 'not-finished', when);
        const { records } = await fixture.store.load(id);
        t.equal(rows.records, records, 'not-finished', when);
      }),
  },
];
