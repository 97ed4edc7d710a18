import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMover, createMoverKey, dialogueId, exportDocument, openMoverKey, type MoveStatus } from '@colloquy/core';
import { openColloquy, openForMove, type CodeSettings } from '@colloquy/factory';
import { example, temporaryFolder } from './run.ts';

/** The dialogue that every test moves. */
export const moving = dialogueId('where-to-store');

export const document: unknown = JSON.parse(readFileSync(example, 'utf8'));

/** What every `migrate` is called with. */
export const between = ['--to', 'archive.json', '--mover', 'mover/mover.key'] as const;

export interface StoreSettings {
  readonly name: string;
  readonly backend: NonNullable<CodeSettings['backend']>;
}

const laptop: StoreSettings = { name: 'laptop', backend: { name: 'sqlite', path: 'd.db' } };
const archive: StoreSettings = { name: 'archive', backend: { name: 'sqlite', path: 'archive.db' } };

/** Writes a configuration that pins the mover, with the register apart from the keys. */
export function configure(cwd: string, file: string, store: StoreSettings, more: object = { moves: 'moves' }): void {
  const movers = [readFileSync(join(cwd, 'mover.vkey'), 'utf8')];
  const keys = { provider: 'local', directory: 'keys' };
  writeFileSync(join(cwd, file), JSON.stringify({ version: 1, tenant: 'acme', keys, movers, ...store, ...more }));
}

/** A folder with a mover key whose public half is in `mover.vkey`. */
export async function folderWithMover(): Promise<string> {
  const cwd = temporaryFolder();
  const { verifier } = await createMoverKey(join(cwd, 'mover/mover.key'), { name: 'example.org/mover' });
  writeFileSync(join(cwd, 'mover.vkey'), String(verifier));
  return cwd;
}

/** Makes the store that a configuration names, with these documents in it. */
export async function makeStore(
  cwd: string,
  file: string,
  documents: Readonly<Record<string, unknown>> = {},
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<void> {
  await using made = await openColloquy({ folder: cwd, file, environment, create: true });
  for (const [name, each] of Object.entries(documents)) await made.dialogues.importDocument(dialogueId(name), each);
}

/** A folder with `colloquy.json`, which holds the example, and `archive.json`, which holds nothing. */
export async function twoStores(more?: object): Promise<string> {
  const cwd = await folderWithMover();
  configure(cwd, 'colloquy.json', laptop, more);
  configure(cwd, 'archive.json', archive, more);
  await makeStore(cwd, 'colloquy.json', { [moving]: document });
  await makeStore(cwd, 'archive.json');
  return cwd;
}

/** What a store holds: the document of the dialogue, if its verification finds nothing. */
export async function whole(
  cwd: string,
  file: string,
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<unknown> {
  await using opened = await openColloquy({ folder: cwd, file, environment, settings: { readOnly: true } });
  const { ok, findings } = await opened.dialogues.verify(moving);
  if (!ok) throw new Error(JSON.stringify(findings));
  const { state } = await opened.dialogues.load(moving);
  return exportDocument(state, { id: moving });
}

/** What both stores say. */
export async function statusOf(cwd: string): Promise<MoveStatus> {
  const signer = await openMoverKey(join(cwd, 'mover/mover.key'));
  const store = (file: string) => ({ folder: cwd, file, variables: false });
  await using stores = await openForMove({ from: store('colloquy.json'), to: store('archive.json'), readOnly: true });
  return await createMover({ ...stores, signer }).status(moving);
}
