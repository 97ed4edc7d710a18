import { isColloquyError, isDialogueId, type Dialogue, type DialogueStore, type MovedNotice } from '@colloquy/core';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { leaf, type Run } from '../command/leaf.ts';
import { table } from '../render/blocks.ts';
import type { Layout } from '../render/Layout.ts';

const statuses = [
  'open',
  'converging',
  'converged',
  'abandoned',
  'erased',
  'damaged',
  'unfinished',
  'moved',
  'moving',
] as const satisfies readonly Row['status'][];

/** A dialogue in a list; without a title where it cannot be opened. */
interface Row {
  readonly id: string;
  readonly status: Dialogue['status'] | 'erased' | 'damaged' | 'unfinished' | 'moved' | 'moving';
  readonly title?: string;
  readonly createdAt?: string;
  readonly rounds?: number;
  readonly alignment?: number;
  /** Where it is, when it is not here. */
  readonly movedTo?: Readonly<Record<'name' | 'place' | 'moveId', unknown>>;
}

interface Options {
  readonly status?: string;
  readonly limit: number;
  readonly after?: string;
  readonly ids?: boolean;
}

export function listCommand(parent: Command, run: Run): void {
  const command = parent
    .command('list')
    .description('List the dialogues of the store, by id, each root authenticated.')
    .addOption(new Option('--status <status>', 'only those').choices(statuses))
    .option('--limit <number>', 'at most so many', wholeNumber, 100)
    .option('--after <id>', 'only those behind this id')
    .option('--ids', 'ids only, without any key');
  leaf<Options>(
    command,
    run,
    ['colloquy list', 'colloquy list --status open --json', 'colloquy list --ids'],
    async (context, options) => {
      const { output, signal } = context;
      const { after = '', limit, status } = options;
      if (options.ids === true) {
        await using backend = await context.openWithoutKeys();
        const ids = (await backend.dialogueIds({ signal })).filter((id) => id > after);
        const shown = ids.slice(0, limit);
        output.result({ dialogues: shown.map((id) => ({ id })), more: ids.length > limit }, (layout) =>
          table(
            layout,
            ['id'],
            shown.map((id) => [id]),
            { indent: 0 },
          ),
        );
        return undefined;
      }
      // Told in the rows.
      const moved = new Map<string, MovedNotice>();
      const tell = (notice: MovedNotice): void => void moved.set(notice.dialogueId, notice);
      await using colloquy = await context.open({ readOnly: true }, tell);
      const rows: Row[] = [];
      let more = false;
      for (const id of await colloquy.backend.dialogueIds({ signal })) {
        if (id <= after) continue;
        const row = await rowOf(colloquy.dialogues, id, moved, signal);
        if (status !== undefined && row.status !== status) continue;
        more = rows.length === limit;
        if (more) break;
        rows.push(row);
      }
      const last = rows.at(-1)?.id;
      output.result({ dialogues: rows, more }, (layout) =>
        rows.length === 0 ? ['There is no such dialogue here.'] : listLines(layout, rows),
      );
      if (more && last !== undefined && output.format === 'text') output.note([`There are more: --after ${last}`]);
      return undefined;
    },
  );
}

const titles = ['id', 'status', 'rounds', 'alignment', 'title'];

/** Where dialogues went is told where some have gone. */
function listLines(layout: Layout, rows: readonly Row[]): readonly string[] {
  const options = { indent: 0, right: [2, 3] };
  if (!rows.some(({ movedTo }) => movedTo !== undefined)) return table(layout, titles, rows.map(cells), options);
  const placed = rows.map((row) => [...cells(row), row.movedTo === undefined ? '' : String(row.movedTo.name)]);
  return table(layout, [...titles, 'store'], placed, options);
}

function cells({ id, status, rounds, alignment, title = '' }: Row): readonly string[] {
  const shown = (figure: number | undefined): string => (figure === undefined ? '' : String(figure));
  return [id, status, shown(rounds), shown(alignment), title];
}

/** One point read. What cannot be opened is listed, and says so. */
async function rowOf(
  dialogues: DialogueStore,
  id: string,
  moved: ReadonlyMap<string, MovedNotice>,
  signal: AbortSignal,
): Promise<Row> {
  if (!isDialogueId(id)) return { id, status: 'damaged' };
  try {
    const root = (await dialogues.get(id, { signal }))?.value;
    if (root === undefined) return { id, status: 'unfinished' };
    const { status, title, createdAt, totalRounds, totalAlignment } = root;
    const figures = { title, createdAt, rounds: totalRounds, alignment: totalAlignment };
    const notice = moved.get(id);
    return notice === undefined
      ? { id, status, ...figures }
      : { id, status: 'moved', ...figures, movedTo: elsewhere({ ...notice }) };
  } catch (error) {
    if (isColloquyError(error, 'key_erased')) return { id, status: 'erased' };
    if (isColloquyError(error, 'integrity_error')) {
      // A copy that was put back from before a move: the error knows where the dialogue is.
      const { name } = error.context;
      return { id, status: 'damaged', ...(name === undefined ? {} : { movedTo: elsewhere(error.context) }) };
    }
    if (isColloquyError(error, 'dialogue_moved')) {
      // On its way here, over what an earlier move has left: the store that the error names is where it comes from.
      if (error.context['status'] === 'importing') return { id, status: 'moving' };
      return { id, status: 'moved', movedTo: elsewhere(error.context) };
    }
    if (isColloquyError(error, 'dialogue_moving')) return { id, status: 'moving' };
    throw error;
  }
}

function elsewhere({ name, place, moveId }: Readonly<Record<string, unknown>>): NonNullable<Row['movedTo']> {
  return { name, place, moveId };
}

export function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1 on.');
}
