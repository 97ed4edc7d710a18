import { facts, findingLines, heading, printable, type Terminal } from '@colloquy/cli';
import { ColloquyError, dialogueId, isColloquyError, type VerificationReport } from '@colloquy/core';
import type { Example } from '../example/readExample.ts';
import { register, stepsOf } from '../example/register.ts';
import { openStore, type OpenStore } from '../store/openStore.ts';
import type { Home } from './home.ts';

/** Registers the example, or what is left of it, and tells what was there before. */
export async function registerHere(terminal: Terminal, { place, database }: Home, example: Example): Promise<void> {
  const { layout } = terminal;
  await using store = await openStore(place);
  const before = await found(terminal, store, example);
  terminal.print([
    ...heading(layout, 'Registration, one commit a step'),
    ...facts(layout, [
      ['database', database],
      ['dialogue', example.id],
      ['found', before.words],
    ]),
  ]);
  const names = stepsOf(example).map(({ name }) => name);
  const width = Math.max(...names.map((name) => name.length));
  await register(store.dialogues, example, ({ name, n }) => {
    terminal.print([`    ${printable(name).padEnd(width)}  commit ${n}${n <= before.n ? ', there already' : ''}`]);
  });
}

interface Found {
  readonly n: number;
  readonly words: string;
}

/** What the database holds of the dialogue, verified before anything is built on it. */
async function found({ layout, complain }: Terminal, { dialogues }: OpenStore, example: Example): Promise<Found> {
  const id = dialogueId(example.id);
  let report: VerificationReport;
  try {
    report = await dialogues.verify(id);
  } catch (error) {
    if (isColloquyError(error, 'dialogue_not_found')) return { n: 0, words: 'nothing yet' };
    throw error;
  }
  if (!report.ok) {
    complain(findingLines(layout, report.findings));
    throw new ColloquyError('integrity_error', `The stored dialogue ${id} is damaged; nothing was added to it.`);
  }
  const { entries, records, n } = report;
  const status = (await dialogues.get(id))?.value.status;
  return {
    n,
    words: `the dialogue, ${status}, n = ${n}; verified: ${entries} commits, ${records} records, no finding`,
  };
}
