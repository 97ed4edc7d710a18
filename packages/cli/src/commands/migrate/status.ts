import { isColloquyError, type MoveStatus, type Scoped, type StoreStatus } from '@colloquy/core';
import type { Command } from 'commander';
import { leaf, type Run } from '../../command/leaf.ts';
import type { ExitName } from '../../exit/exitCodes.ts';
import { remedies } from '../../exit/remedies.ts';
import { paragraph, table } from '../../render/blocks.ts';
import type { Layout } from '../../render/Layout.ts';
import { chosen, moverOf, openStores, withStores, type StoreOptions } from './stores.ts';

interface Options extends StoreOptions {
  readonly all?: boolean;
}

export function statusCommand(group: Command, run: Run): void {
  const command = withStores(
    group
      .command('status')
      .description('What both stores say of dialogues that move or have moved, and what to do. All of them by default.')
      .argument('[dialogues...]', 'their ids'),
  );
  leaf<Options>(
    command,
    run,
    ['colloquy migrate status --to archive.json', 'colloquy migrate status nvidia-analysis --to archive.json --json'],
    async (context, options, ...parameters) => {
      const { output, signal } = context;
      const named = parameters[0] as readonly string[];
      const stores = await openStores(context, options, { looks: true });
      await using _ = stores.between;
      const mover = moverOf(stores);
      const ids = await chosen(stores, named, named.length === 0, { signal });
      const found: Scoped<MoveStatus>[] = [];
      for (const id of ids) {
        signal.throwIfAborted();
        const status = await mover.status(id, { signal });
        found.push(status);
        output.progress(
          { event: 'progress', dialogueId: id, phase: status.phase, done: found.length, total: ids.length },
          `${found.length} of ${ids.length}`,
        );
      }
      output.result({ dialogues: found.map(documentOf) }, (layout) => statusLines(layout, found));
      return exitOf(found);
    },
  );
}

/** Done, unless a store could not be asked or the two contradict each other. */
function exitOf(found: readonly MoveStatus[]): ExitName {
  if (found.some((each) => each.fork !== undefined || isContradicted(each))) return 'damage';
  const error = found
    .flatMap(({ source, target, refusal }) => [source.error, target?.error, refusal])
    .find((each) => each !== undefined && (!isColloquyError(each, 'move_refused') || isMisplaced(each)));
  return error === undefined ? 'done' : remedies[error.code].exit;
}

function isContradicted({ source, target }: MoveStatus): boolean {
  return source.contradiction !== undefined || target?.contradiction !== undefined;
}

/** That a move could not begin is an answer to who asks; that a store was put back is a fault. */
function isMisplaced({ context }: { readonly context: Readonly<Record<string, unknown>> }): boolean {
  return context['reason'] === 'torn';
}

function documentOf({ source, target, refusal, ...status }: Scoped<MoveStatus>): object {
  return {
    ...status,
    ...(refusal === undefined ? {} : { refusal: errorOf(refusal) }),
    source: sideOf(source),
    ...(target === undefined ? {} : { target: sideOf(target) }),
  };
}

function sideOf({ error, ...side }: StoreStatus): object {
  return { ...side, ...(error === undefined ? {} : { error: errorOf(error) }) };
}

function errorOf({ code, message, context }: NonNullable<StoreStatus['error']>): object {
  return { code, message, context };
}

function statusLines(layout: Layout, found: readonly Scoped<MoveStatus>[]): readonly string[] {
  if (found.length === 0) return ['There is no dialogue in either store.'];
  const [first] = found;
  const nameOf = (side: StoreStatus | undefined, or: string): string => side?.store?.name ?? or;
  const titles = ['id', nameOf(first?.source, 'source'), nameOf(first?.target, 'target'), 'move', ''];
  const rows = found.map(({ dialogueId, source, target, moveId = '', phase }) => {
    return [dialogueId, standing(source), standing(target), moveId, phase];
  });
  const remarks = found.filter((each) => {
    const isOver = each.phase === 'none' || each.phase === 'moved';
    return !isOver || each.fork !== undefined || isContradicted(each);
  });
  return [...table(layout, titles, rows, { indent: 0 }), ...remarks.flatMap((each) => remarkLines(layout, each))];
}

function standing(side: StoreStatus | undefined): string {
  if (side === undefined) return '';
  if (side.state === undefined) return side.error?.code ?? 'unknown';
  return side.head === undefined ? side.state : `${side.state}, n = ${side.head.n}`;
}

function remarkLines(
  layout: Layout,
  { dialogueId, source, target, fork, next }: Scoped<MoveStatus>,
): readonly string[] {
  const faults = [source, target].flatMap((side) => [
    ...(side?.error === undefined ? [] : [`${side.store?.name ?? 'a store'}: ${side.error.message}`]),
    ...(side?.contradiction === undefined ? [] : [contradictionText(side, side.contradiction)]),
  ]);
  const parted =
    fork === undefined
      ? []
      : [`fork: the two logs part at n = ${fork.n}; an old copy was put back beside the live one`];
  return ['', ...[...faults, ...parted, next].flatMap((text) => paragraph(layout, text, `${dialogueId}  `))];
}

function contradictionText({ store }: StoreStatus, contradiction: string): string {
  return `${store?.name ?? 'a store'}: ${contradiction}: what is kept of a move beside the head contradicts it. The row was edited; the log decides where the dialogue is. Ask the doctor there.`;
}
