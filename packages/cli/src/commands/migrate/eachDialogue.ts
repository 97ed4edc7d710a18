import { isColloquyError, type ColloquyError, type DialogueId } from '@colloquy/core';
import type { Context } from '../../command/Context.ts';
import type { ExitName } from '../../exit/exitCodes.ts';
import { exitOf } from '../../exit/failure.ts';
import { failureLines } from '../../report/failure.ts';
import { remedies } from '../../exit/remedies.ts';
import { columns } from '../../render/blocks.ts';
import type { Layout } from '../../render/Layout.ts';

/** A dialogue for which it could not be done. */
export interface RefusedDialogue {
  readonly dialogueId: DialogueId;
  readonly code: ColloquyError['code'];
  readonly message: string;
  readonly context: object;
}

/** What was done, what was not, and how the command ends. */
export interface EachDone<T> {
  readonly done: readonly T[];
  readonly refused: readonly RefusedDialogue[];
  readonly exit: ExitName;
}

/** Ends of the command that are of one dialogue: the others may go on. */
const ofOne: readonly ExitName[] = ['refused', 'damage', 'unknown'];

/**
 * Does the same to each dialogue, one after the other. What lies with one does not keep the others from it; the first such end is that of
 * the command, and of a single dialogue the error itself.
 */
export async function eachDialogue<T>(
  context: Context,
  ids: readonly DialogueId[],
  act: (id: DialogueId) => Promise<T>,
): Promise<EachDone<T>> {
  const { output, signal } = context;
  const done: T[] = [];
  const refused: RefusedDialogue[] = [];
  let exit: ExitName = 'done';
  for (const id of ids) {
    signal.throwIfAborted();
    try {
      done.push(await act(id));
    } catch (error) {
      const how = exitOf(error, signal.aborted);
      if (ids.length === 1 || !isColloquyError(error) || !ofOne.includes(how)) throw error;
      if (exit === 'done') exit = how;
      const { code, message, context: about } = error;
      refused.push({ dialogueId: id, code, message, context: about });
      if (output.format === 'text') {
        output.note([`${id}:`, ...failureLines(output.margin, error, { advice: remedies[code] })]);
      }
    }
    output.progress(
      { event: 'progress', dialogueId: id, done: done.length + refused.length, total: ids.length },
      `${done.length + refused.length} of ${ids.length}`,
    );
  }
  return { done, refused, exit };
}

/** A line for each, what was done and what was not; `none` where there was nothing to do. */
export function eachLines<T>(
  layout: Layout,
  { done, refused }: EachDone<T>,
  cells: (one: T) => readonly string[],
  none: string,
): readonly string[] {
  if (done.length + refused.length === 0) return [none];
  const rows = [...done.map(cells), ...refused.map(({ dialogueId, code }) => [dialogueId, 'refused', code])];
  return columns(layout, rows, { indent: 0 }).flat();
}
