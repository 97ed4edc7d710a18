import {
  createStoreMover,
  FileMoveJournal,
  type MoveEvent,
  type MoveReport,
  type NoteEvidence,
  type StoreMover,
  type WholeStore,
} from '@colloquy/core';
import type { StoreForMove } from '@colloquy/factory';
import { InvalidArgumentError, type Command } from 'commander';
import type { Context } from '../../command/Context.ts';
import { writeLateFile } from '../../command/lateFile.ts';
import type { Output } from '../../command/Output.ts';
import { UsageError } from '../../command/UsageError.ts';
import { paragraph } from '../../render/blocks.ts';
import { safeJson } from '../../render/safeJson.ts';
import { wholeNumber } from '../list.ts';
import { moveExit, moveLines } from './moveReport.ts';
import type { OpenedStores } from './stores.ts';

/** How fast dialogues are read and written, and where each step is told. */
export interface PaceOptions {
  readonly bytesPerSecond?: number;
  readonly rowsPerSecond?: number;
  readonly journal?: string;
}

/** How a move of several dialogues is done, and where it is told. */
export interface RunOptions extends PaceOptions {
  readonly concurrency?: number;
  readonly report?: string;
}

export function withRun(command: Command): Command {
  return withPace(
    command.option('--concurrency <number>', 'dialogues that move at the same time, 1 to 64 (default: 4)', wholeNumber),
  ).option('--report <file>', 'write the report there too, for its owner only');
}

export function withPace(command: Command): Command {
  return command
    .option('--bytes-per-second <number>', 'read and write no more than that, over all dialogues', largeNumber)
    .option('--rows-per-second <number>', 'read and write no more records and entries than that', largeNumber)
    .option('--journal <file>', 'append a line of JSON there for each step; it decides nothing');
}

function largeNumber(text: string): number {
  if (/^[1-9]\d{0,11}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1 on.');
}

/** `sqlite`, `postgresql`, `dynamodb`: as reports call them. */
const kinds = { sqlite: 'sqlite', postgres: 'postgresql', dynamo: 'dynamodb' } as const;

function wholeStore({ configuration, ...store }: StoreForMove): WholeStore {
  return { ...store, kind: kinds[configuration.backend.name] };
}

/** A mover of several dialogues between two stores. */
export interface OpenedRun extends AsyncDisposable {
  readonly mover: StoreMover;
}

/** @throws UsageError without a target */
export function runOf(
  { output, signal }: Context,
  { between, signer }: OpenedStores,
  { concurrency, bytesPerSecond, rowsPerSecond, journal: path }: RunOptions = {},
  evidence?: NoteEvidence,
): OpenedRun {
  const { source, target, register, trusted, actor, audit } = between;
  if (target === undefined) throw new UsageError('Name the configuration of the other store with --to.');
  const journal = path === undefined ? undefined : new FileMoveJournal({ path });
  const underWay = new Set<string>();
  const tell = teller(output);
  const mover = createStoreMover({
    source: wholeStore(source),
    target: wholeStore(target),
    register,
    trusted,
    actor,
    signer,
    onEvent: (event) => {
      if (event.event === 'dialogue') underWay.delete(event.dialogueId);
      else if (event.event === 'step' && event.moveId !== undefined) underWay.add(event.dialogueId);
      tell(event);
    },
    ...(audit === undefined ? {} : { audit }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }),
    ...(rowsPerSecond === undefined ? {} : { rowsPerSecond }),
    ...(journal === undefined ? {} : { journal }),
    ...(evidence === undefined ? {} : { against: () => evidence }),
  });
  return {
    mover,
    [Symbol.asyncDispose]: async () => {
      if (signal.aborted && underWay.size > 0) tellUnderWay(output, [...underWay]);
      await journal?.close();
    },
  };
}

/** Whoever interrupts a move leaves dialogues behind that nobody may be able to write to: they are named. */
function tellUnderWay(output: Output, dialogueIds: readonly string[]): void {
  const message =
    'The moves of these dialogues have begun and not ended, and where one has left its store, nobody can write to it: `colloquy migrate resume` goes on, `cancel` takes it back, and `status` says which it is.';
  if (output.format === 'text') output.warn([...paragraph(output.margin, message), `  ${dialogueIds.join(', ')}`]);
  else output.note([safeJson({ notice: { code: 'dialogue_moving', message, dialogueIds } }, 0)]);
}

/** Tells what happens, as it happens. */
function teller(output: Output): (event: MoveEvent) => void {
  let done = 0;
  return (event) => {
    if (event.event === 'dialogue') done += 1;
    if (event.event === 'journal-lost' && output.format === 'text') output.warn([event.message]);
    const what =
      'dialogueId' in event ? `${event.dialogueId}: ${'step' in event ? event.step : event.event}` : event.event;
    output.progress({ ...event }, `${done} done; ${what}`);
  };
}

/** Writes and shows what became of a run. @returns how the command ends */
export async function conclude(
  { output }: Context,
  report: MoveReport,
  file: string | undefined,
): Promise<ReturnType<typeof moveExit>> {
  const lost = await writeLateFile(output, file, `${safeJson(report, 2)}\n`);
  output.result(report, (layout) => moveLines(layout, report));
  const exit = moveExit(report);
  return exit === 'done' ? (lost ?? exit) : exit;
}
