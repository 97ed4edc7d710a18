import { FileMoveJournal, systemSources } from '@colloquy/core';
import type { Output } from '../../command/Output.ts';

/** Where the steps of moves are appended, in the form of the journal of a run (MG-WHOLE-04). */
export interface StepJournal extends AsyncDisposable {
  /** Answers when the line is durable, or the journal is left. */
  write(event: object): Promise<void>;
}

/**
 * @param path undefined: nothing is written
 * @throws ColloquyError for a file that takes no line at all: whoever wants a journal is told before anything is done
 */
export async function openStepJournal(path: string | undefined, output: Output): Promise<StepJournal> {
  let journal = path === undefined ? undefined : new FileMoveJournal({ path });
  const append = async (event: object): Promise<void> =>
    journal?.append([JSON.stringify({ at: new Date(systemSources.now()).toISOString(), ...event })]);
  await append({ event: 'resumed' });
  return {
    write: async (event) => {
      try {
        await append(event);
      } catch (error) {
        await journal?.close();
        journal = undefined;
        output.warn([`The journal is left, and the moves go on: ${String(error)}`]);
      }
    },
    [Symbol.asyncDispose]: async () => journal?.close(),
  };
}
