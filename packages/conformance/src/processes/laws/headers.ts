import { dialogueId } from '@colloquy/core';
import type { StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { bytesOf } from '../../dialogue/support/spec.ts';
import type { HeaderStep } from '../headerProgram.ts';
import { playWorkers, type Client, type ReportedCall } from '../playWorkers.ts';
import { elsewhereOf, whenProcesses } from './support.ts';

const id = dialogueId('header');
const names = ['a', 'b', 'c'];

/** Runs a script in each of three processes at once, and answers with what each call was answered. */
async function answersOf(
  t: StoreContext,
  steps: (name: string) => readonly HeaderStep[],
  check: (answers: readonly string[], standing: string) => void,
): Promise<void> {
  const fixture = await t.open();
  const clients = names.map((name): Client<HeaderStep> => ({ name, steps: steps(name) }));
  const { calls } = await playWorkers({ elsewhere: elsewhereOf(t, fixture), id, program: 'header', clients });
  const standing = await fixture.store.header.read();
  check(
    calls.map((call) => textOf(t, call)),
    Buffer.from(standing ?? []).toString(),
  );
}

function textOf(t: StoreContext, { client, result }: ReportedCall): string {
  if (result?.type === 'answer') return Buffer.from(result.answer as Uint8Array).toString();
  throw t.violation('process-failed', { message: client, actual: result?.error });
}

/** Several processes at the one header of a store. */
export const headerProcessLaws: readonly StoreLaw[] = [
  {
    clause: 'SH-PUT-02',
    title: 'three processes that start for the first time at once have one header',
    applies: whenProcesses,
    run: (t) =>
      answersOf(
        t,
        (name) => [{ do: 'put', bytes: bytesOf(`${name}0 `) }],
        (answers, standing) => {
          t.equal(answers, [standing, standing, standing], 'two-winners');
          t.check(
            names.some((name) => standing === `${name}0 `),
            'not-the-winner',
            { actual: standing },
          );
        },
      ),
  },
  {
    clause: 'SH-REPLACE-02',
    title: 'three processes that add to the header at once lose nothing of each other',
    applies: whenProcesses,
    run: async (t) => {
      const count = Math.max(6, Math.ceil(t.runs / 4));
      await answersOf(
        t,
        (name) => [
          { do: 'put', bytes: bytesOf('begin ') },
          ...Array.from({ length: count }, (_, at): HeaderStep => {
            return { do: 'append', bytes: bytesOf(`${name}${at} `) };
          }),
        ],
        (_, standing) => {
          const parts = standing.trimEnd().split(' ').slice(1);
          for (const name of names) {
            const own = parts.filter((part) => part.startsWith(name));
            const all = Array.from({ length: count }, (__, at) => `${name}${at}`);
            t.equal(own, all, 'not-one-winner', `what ${name} has added`);
          }
        },
      );
    },
  },
];
