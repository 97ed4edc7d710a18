import {
  ColloquyError,
  createPace,
  type CompletedMove,
  type DialogueId,
  type Mover,
  type Scoped,
} from '@colloquy/core';
import type { Command } from 'commander';
import { leaf, type Run } from '../../command/leaf.ts';
import { eachDialogue, eachLines } from './eachDialogue.ts';
import { chosen, moverOf, openStores, withStores, type StoreOptions } from './stores.ts';
import { openStepJournal } from './stepJournal.ts';
import { underWay } from './underWay.ts';
import { withPace, type PaceOptions } from './wholeRun.ts';

interface Options extends StoreOptions, PaceOptions {
  readonly all?: boolean;
}

export function resumeCommand(group: Command, run: Run): void {
  const command = withPace(
    withStores(
      group
        .command('resume')
        .description('Go on with moves that were interrupted, whoever began them, one after the other. Begins none.')
        .argument('[dialogues...]', 'their ids')
        .option('--all', 'every dialogue whose move is under way'),
    ),
  );
  const examples = [
    'colloquy migrate resume nvidia-analysis --to archive.json --mover mover/mover.key',
    'colloquy migrate resume --all --to archive.json --mover mover/mover.key --bytes-per-second 5000000 --journal move.ndjson',
  ];
  leaf<Options>(command, run, examples, async (context, options, ...parameters) => {
    const { output, signal } = context;
    const { all } = options;
    const stores = await openStores(context, options);
    await using _ = stores.between;
    await using journal = await openStepJournal(options.journal, output);
    const mover = moverOf(stores, {
      pace: createPace(options),
      onStep: async ({ phase, ...step }) => {
        if (phase !== 'after') return;
        await journal.write({ event: 'step', ...step });
        output.progress({ event: 'step', ...step }, `${step.dialogueId}: ${step.step}`);
      },
    });
    const named = await chosen(stores, parameters[0] as readonly string[], all, { signal });
    const ids = all === true ? await underWay(mover, named, { signal }) : named;
    const results = await eachDialogue(context, ids, (id) => resume(mover, id, signal));
    const { done, refused, exit } = results;
    output.result({ resumed: done, refused }, (layout) => eachLines(layout, results, cells, 'No move is under way.'));
    return exit;
  });
}

/** Goes on with the move that is under way, and with no other. */
async function resume(mover: Mover, id: DialogueId, signal: AbortSignal): Promise<Scoped<CompletedMove>> {
  const { phase, moveId, refusal, next } = await mover.status(id, { signal });
  if (refusal !== undefined) throw refusal;
  if (moveId !== undefined && phase !== 'none' && phase !== 'unknown') return mover.start(id, { moveId, signal });
  throw new ColloquyError('move_refused', `No move of ${id} is under way. ${next}`, {
    context: { dialogueId: id, reason: 'not_there' },
  });
}

function cells({ dialogueId, moveId, n }: Scoped<CompletedMove>): readonly string[] {
  return [dialogueId, 'moved', moveId, `takes writes at its target; n = ${n}`];
}
