import { dialogueId } from '@colloquy/core';
import type { StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import type { Client } from '../playWorkers.ts';
import type { StoreStep } from '../StoreStep.ts';
import { everyRead, expectTrue, hotKeys, largeWrite, play, smallWrite, whenProcesses } from './support.ts';

const id = dialogueId('processes');

/** A client that makes so many steps. */
function client(name: string, count: number, step: (at: number) => StoreStep | undefined): Client<StoreStep> {
  const steps = Array.from({ length: count }, (_, at) => step(at)).filter((each) => each !== undefined);
  return { name, steps };
}

function writer(name: string, count: number): Client<StoreStep> {
  return client(name, count, (at) => smallWrite(name, at));
}

function reader(name: string, count: number): Client<StoreStep> {
  const reads = everyRead(hotKeys);
  return client(name, count, (at) => reads[at % reads.length]);
}

async function race(t: StoreContext, clients: readonly Client<StoreStep>[]): Promise<void> {
  const fixture = await t.open();
  const played = await play(t, fixture, { id, clients });
  await expectTrue(t, fixture.store, id, played);
}

/** Processes at once; what each was answered must fit one order of the commits, that of the log. */
export const raceLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-COMMIT-10',
    title: 'three processes that write the same records at once',
    applies: whenProcesses,
    run: (t) =>
      race(
        t,
        ['a', 'b', 'c'].map((name) => writer(`${name}0`, Math.max(6, Math.ceil(t.runs / 2)))),
      ),
  },
  {
    clause: 'PS-HEAD-03',
    title: 'a process that reads beside two that write',
    applies: whenProcesses,
    run: (t) => {
      const count = Math.max(6, Math.ceil(t.runs / 2));
      const { name, steps } = reader('r0', 5 * count);
      // It looks on until the last commit.
      const toTheEnd: StoreStep = { do: 'heads', until: 2 * count, most: 2000 };
      const watcher = { name, steps: [...steps, toTheEnd, ...everyRead(hotKeys)] };
      return race(t, [writer('a0', count), writer('b0', count), watcher]);
    },
  },
  {
    clause: 'PS-LARGE-05',
    title: 'two processes that write large and small commits, beside one that settles and one that reads',
    applies: whenProcesses,
    run: (t) => {
      const count = Math.max(4, Math.ceil(t.runs / 5));
      return race(t, [
        client('a0', count, (at) => (at % 2 === 0 ? largeWrite(t, 'a0', at) : smallWrite('a0', at))),
        client('b0', count, (at) => (at % 2 === 1 ? largeWrite(t, 'b0', at) : smallWrite('b0', at))),
        client('s0', 5 * count, () => ({ do: 'settle' })),
        reader('r0', 5 * count),
      ]);
    },
  },
];
