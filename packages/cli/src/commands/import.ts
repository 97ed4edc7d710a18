import { ColloquyError, dialogueId, isColloquyError, type DialogueId } from '@colloquy/core';
import type { Colloquy } from '@colloquy/factory';
import type { Command } from 'commander';
import type { Context } from '../command/Context.ts';
import { parseJson, readText } from '../command/files.ts';
import { leaf, type Run } from '../command/leaf.ts';
import { UsageError } from '../command/UsageError.ts';
import type { ExitName } from '../exit/exitCodes.ts';
import { exitOf } from '../exit/failure.ts';
import { columns, paragraph } from '../render/blocks.ts';
import { printable } from '../render/printable.ts';
import { failureLines } from '../report/failure.ts';
import { counted } from '../report/verification.ts';

interface Options {
  readonly id?: string;
}

/** What became of one file. */
interface Imported {
  readonly file: string;
  readonly dialogueId?: DialogueId;
  /** `unchanged`: the same dialogue was there already. */
  readonly outcome: 'imported' | 'unchanged' | 'refused';
  readonly n?: number;
  readonly entities?: number;
  readonly commits?: number;
  readonly error?: { readonly code: string; readonly message: string; readonly context: object };
}

export function importCommand(parent: Command, run: Run): void {
  const command = parent
    .command('import')
    .description(
      'Store documents as dialogues. Repeating it goes on where it was interrupted, and changes nothing else.',
    )
    .argument('<files...>', 'JSON documents, as `export` writes them; - for standard input')
    .option('--id <id>', 'the id of the dialogue; default: the one in the document');
  leaf<Options>(
    command,
    run,
    [
      'colloquy import nvidia.json',
      'colloquy import --id nvidia-2 - < nvidia.json',
      'colloquy import dialogues/*.json --ndjson',
    ],
    async (context, { id }, ...parameters) => {
      const files = parameters[0] as readonly string[];
      if (id !== undefined && files.length > 1) throw new UsageError('--id is for one file.');
      if (files.filter((file) => file === '-').length > 1) throw new UsageError('Standard input can be read once.');
      await using colloquy = await context.open();
      const done: Imported[] = [];
      let exit: ExitName = 'done';
      for (const file of files) {
        try {
          const text = await readText(file, context.signal);
          done.push(await importOne(context, colloquy, file, text, id));
        } catch (error) {
          // What lies with one document does not keep the others from being stored; all else would meet them too.
          const how = exitOf(error, context.signal.aborted);
          const isOfOne = isColloquyError(error) || error instanceof UsageError;
          if (files.length === 1 || !isOfOne || (how !== 'refused' && how !== 'usage')) throw error;
          exit = how;
          done.push(refused(context, file, error));
        }
        const { outcome } = done.at(-1) ?? {};
        context.output.progress(
          { event: 'progress', file, outcome, done: done.length, total: files.length },
          `${done.length} of ${files.length}`,
        );
      }
      context.output.result({ imported: done }, (layout) => columns(layout, done.map(cells), { indent: 0 }).flat());
      return exit;
    },
  );
}

async function importOne(
  { signal }: Context,
  { dialogues }: Colloquy,
  file: string,
  text: string,
  id: string | undefined,
): Promise<Imported> {
  const document = parseJson(text, file);
  const own: unknown = typeof document === 'object' && document !== null && 'id' in document ? document.id : undefined;
  const named = id ?? own;
  if (typeof named !== 'string')
    throw new ColloquyError('invalid_dialogue_id', `${file} names no id: give one with --id.`);
  const target = dialogueId(named);
  const { n, value } = await dialogues.importDocument(target, document, { signal });
  const { entities, commits } = value;
  return { file, dialogueId: target, outcome: entities === 0 ? 'unchanged' : 'imported', n, entities, commits };
}

function refused({ output }: Context, file: string, error: ColloquyError | UsageError): Imported {
  if (error instanceof UsageError) {
    const { message } = error;
    if (output.format === 'text') output.note(paragraph(output.margin, message));
    return { file, outcome: 'refused', error: { code: 'usage', message, context: {} } };
  }
  if (output.format === 'text') output.note([`${printable(file)}:`, ...failureLines(output.margin, error)]);
  const { code, message, context } = error;
  return { file, outcome: 'refused', error: { code, message, context } };
}

function cells({
  file,
  dialogueId: id = file as DialogueId,
  outcome,
  n,
  entities = 0,
  commits = 0,
  error,
}: Imported): readonly string[] {
  if (error !== undefined) return [file, outcome, error.code];
  const what =
    outcome === 'unchanged'
      ? 'was there already'
      : `${counted(entities, 'entity').replace('entitys', 'entities')} in ${counted(commits, 'commit')}`;
  return [id, outcome, `${what}; n = ${n ?? 0}`];
}
