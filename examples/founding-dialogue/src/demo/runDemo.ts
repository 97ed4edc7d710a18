import {
  dialogueLines,
  failureLines,
  misuseLines,
  paint,
  paragraph,
  printable,
  processTerminal,
  type Terminal,
} from '@colloquy/cli';
import { dialogueId, isColloquyError, verifyAudit } from '@colloquy/core';
import { foundingDialogue, readExample, type Example } from '../example/readExample.ts';
import { logLines } from '../report/log.ts';
import { trustLines } from '../report/trust.ts';
import { keysDirectory } from '../store/databasePath.ts';
import { openStore } from '../store/openStore.ts';
import { placesOf } from '../store/places.ts';
import { forbiddenLines } from './forbidden.ts';
import { homeOf, type Home } from './home.ts';
import { demoOptions, usage, type DemoOptions } from './options.ts';
import { registerHere } from './registerHere.ts';

/** The demo as a command. @returns the exit code */
export async function runDemo(args: readonly string[]): Promise<number> {
  let options: DemoOptions;
  try {
    options = demoOptions(args);
  } catch (error) {
    const terminal = processTerminal(false);
    terminal.complain(misuseLines(terminal.layout, error, usage));
    return 1;
  }
  const terminal = processTerminal(options.color);
  if (options.help) {
    terminal.print(usage);
    return 0;
  }
  try {
    await demo(options, terminal);
    return 0;
  } catch (error) {
    terminal.complain(['', ...failureLines(terminal.layout, error), ...adviceFor(error)]);
    return 1;
  }
}

/** What helps in this demo beside what the error itself says. */
function adviceFor(error: unknown): readonly string[] {
  const stale = isColloquyError(error, 'operation_mismatch') || isColloquyError(error, 'dialogue_exists');
  return stale
    ? ['The database holds another edition of the example. Start over beside it: npm run demo -- --fresh']
    : [];
}

/** Where the keys are, and what can be read without them. */
function encryptionNotice(path: string): string {
  return (
    `every payload, under keys that lie in ${printable(keysDirectory(path))}. Whoever has that folder and the database reads everything; ` +
    'without it the database tells ids, statuses, scores, references, sizes and times, and no text. A real store keeps its keys ' +
    'and its data apart.'
  );
}

async function demo(options: DemoOptions, terminal: Terminal): Promise<void> {
  const { layout } = terminal;
  const example = await readExample(foundingDialogue);
  await using home = await homeOf(options);
  terminal.print([
    paint(layout, 'heading', 'Colloquy: the founding dialogue'),
    '',
    ...paragraph(layout, encryptionNotice(home.place.path), 'ENCRYPTED  '),
  ]);
  await registerHere(terminal, home, example);
  await show(terminal, home, example);
}

/** Opens the database anew, so that what is shown has been read from it. */
async function show(terminal: Terminal, { place, database, verify }: Home, example: Example): Promise<void> {
  const { layout } = terminal;
  const id = dialogueId(example.id);
  await using store = await openStore(place);
  const { state } = await store.dialogues.load(id);
  terminal.print(dialogueLines(layout, state));
  terminal.print(await forbiddenLines(layout, store.dialogues, id, state.list('round').length));
  const { entries } = await store.dialogues.history(id, 1, 1000);
  terminal.print(logLines(layout, database, entries, await store.dialogues.verify(id)));
  const checkpoint = await store.checkpoint(id);
  const keys = keysDirectory(place.path);
  const audit = await verifyAudit(placesOf(place.path, keys).audit);
  terminal.print(trustLines(layout, { keys, checkpoint, audit }));
  if (verify !== undefined) terminal.print(['', `Check it yourself: npm run verify -- ${verify}`]);
}
