import { dialogueId } from '@colloquy/core';
import type { Fixture, StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { deathPoints, describeDeath, type Death } from '../Death.ts';
import type { StoreStep } from '../StoreStep.ts';
import {
  deathPlaces,
  diceOf,
  expectTrue,
  expectWhole,
  killsOf,
  largeWrite,
  play,
  smallWrite,
  whenDurableProcesses,
} from './support.ts';

const id = dialogueId('killed');
const name = 'k0';

/** Writes in turn, one large among every three. */
function mixedWrites(t: StoreContext, count: number): readonly StoreStep[] {
  return Array.from({ length: count }, (_, at) => (at % 3 === 1 ? largeWrite(t, name, at) : smallWrite(name, at)));
}

/** One client that dies over and over; after each death everything is reopened and looked at. */
async function dieAndLook(
  t: StoreContext,
  fixture: Fixture,
  steps: readonly StoreStep[],
  deaths: readonly Death[],
): Promise<void> {
  let lives = 0;
  const played = await play(t, fixture, {
    id,
    clients: [{ name, steps, death: (life) => deaths[life] }],
    between: async (calls) => {
      const death = deaths[lives++];
      await expectWhole(
        t,
        await fixture.reopen(),
        id,
        calls,
        death === undefined ? '' : `killed ${describeDeath(death)}`,
      );
    },
  });
  t.equal(lives, deaths.length, 'not-killed', played.schedule.join('; '));
  await expectTrue(t, await fixture.reopen(), id, played);
}

export const killLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-DURABLE-01',
    title: 'a process killed around every k-th commit: before and after the call, before and after its report',
    applies: whenDurableProcesses,
    run: async (t) => {
      const dice = diceOf(t);
      const deaths = deathPoints.map((at): Death => ({ at, commit: 1 + dice.below(4) }));
      const steps = mixedWrites(t, 4 * deaths.length + 1);
      await dieAndLook(t, await t.open(), steps, deaths);
    },
  },
  {
    clause: 'PS-DURABLE-01',
    title: 'one of three processes that write at once, killed from outside after every k-th acknowledgement',
    applies: whenDurableProcesses,
    run: async (t) => {
      const fixture = await t.open();
      const dice = diceOf(t);
      const count = Math.max(8, t.runs);
      const every = Math.ceil((3 * count) / (killsOf(t) + 1));
      let acknowledged = 0;
      const clients = ['a0', 'b0', 'c0'].map((client) => {
        return { name: client, steps: Array.from({ length: count }, (_, at) => smallWrite(client, at)) };
      });
      let victim = clients[dice.below(3)]?.name;
      const played = await play(t, fixture, {
        id,
        clients,
        watch: (client, report, kill) => {
          if (report.type === 'step') acknowledged += 1;
          if (acknowledged < every || client !== victim || report.type === 'done') return;
          acknowledged = 0;
          victim = clients[dice.below(3)]?.name;
          kill();
        },
      });
      t.check(played.schedule.length > clients.length, 'not-killed', { message: played.schedule.join('; ') });
      await expectTrue(t, await fixture.reopen(), id, played);
    },
  },
  {
    clause: 'PS-DURABLE-02',
    title: 'a process killed within a small and within a large commit, at its physical points',
    applies: whenDurableProcesses,
    run: async (t) => {
      for (const large of [false, true]) {
        const write = (at: number): StoreStep => (large ? largeWrite(t, name, at) : smallWrite(name, at));
        const fixture = await t.open();
        const places = await deathPlaces(t, fixture, large);
        // The first life writes a small commit before, so that there is something to replace.
        const deaths = places.map((at, life): Death => ({ at, commit: life === 0 ? 2 : 1 }));
        const steps = [smallWrite(name, 0), ...deaths.map((_, at) => write(at + 1)), write(deaths.length + 1)];
        await dieAndLook(t, fixture, steps, deaths);
      }
    },
  },
];
