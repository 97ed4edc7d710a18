import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMover, createMoverKey, dialogueId, isColloquyError, type NoteSigner } from '@colloquy/core';
import { expect, test } from 'vitest';
import { openColloquy, openForMove, type ConfigurationFault, type ConfigurationOptions } from '../src/index.ts';
import { temporaryFolder } from './support/temporary.ts';

const id = dialogueId('moved');

interface Two {
  readonly folder: string;
  readonly signer: NoteSigner;
  readonly from: ConfigurationOptions;
  readonly to: ConfigurationOptions;
}

/** Two stores on SQLite over one set of keys; `from` holds a dialogue. */
async function twoStores(more: object = { moves: 'moves' }): Promise<Two> {
  const folder = temporaryFolder();
  const signer = await createMoverKey(join(folder, 'mover/mover.key'), { name: 'example.org/mover' });
  const where = (file: string): ConfigurationOptions => ({ folder, file, environment: {}, variables: false });
  for (const name of ['from', 'to']) {
    const keys = { provider: 'local', directory: 'keys' };
    const movers = [String(signer.verifier)];
    const backend = { name: 'sqlite', path: `${name}.db` };
    writeFileSync(
      join(folder, `${name}.json`),
      JSON.stringify({ version: 1, tenant: 'acme', name, backend, keys, movers, ...more }),
    );
    await using made = await openColloquy({ ...where(`${name}.json`), create: true });
    if (name === 'from') await made.dialogues.create(id, { title: 'Moved' });
  }
  return { folder, signer, from: where('from.json'), to: where('to.json') };
}

async function faultsOf(attempt: Promise<unknown>): Promise<readonly string[]> {
  try {
    await attempt;
  } catch (error) {
    if (!isColloquyError(error, 'configuration_invalid')) throw error;
    return (error.context['faults'] as readonly ConfigurationFault[]).map(({ path, message }) => `${path} ${message}`);
  }
  return [];
}

test('moves while no key is there, and the retired store tells who reads and refuses who writes', async () => {
  const { folder, signer, from, to } = await twoStores();
  renameSync(join(folder, 'keys'), join(folder, 'elsewhere'));
  {
    await using stores = await openForMove({ from, to, mover: signer.verifier });
    expect([stores.source.name, stores.target?.name]).toEqual(['from', 'to']);
    const { n } = await createMover({ ...stores, signer }).start(id);
    expect(n).toBe(3);
  }
  expect(existsSync(join(folder, 'keys'))).toBe(false);
  renameSync(join(folder, 'elsewhere'), join(folder, 'keys'));
  const told: string[] = [];
  await using retired = await openColloquy({ ...from, onMoved: ({ name, n }) => told.push(`${name} ${n}`) });
  expect((await retired.dialogues.load(id)).moved).toMatchObject({ name: 'to', n: 2 });
  await retired.dialogues.get(id);
  expect(told).toEqual(['to 2']);
  const refused: unknown = await retired.dialogues
    .setDialogueStatus(id, { status: 'converging' })
    .catch((error: unknown) => error);
  expect(isColloquyError(refused, 'dialogue_moved')).toBe(true);
  await using live = await openColloquy(to);
  await live.dialogues.setDialogueStatus(id, { status: 'converging' });
});

test('one that looks writes nothing, not even a register', async () => {
  const { folder, signer, from, to } = await twoStores();
  await using stores = await openForMove({ from, to, readOnly: true });
  const refused: unknown = await createMover({ ...stores, signer })
    .start(id)
    .catch((error: unknown) => error);
  expect(isColloquyError(refused, 'read_only')).toBe(true);
  expect(readdirSync(folder)).not.toContain('moves');
});

test('a mover whose key is not pinned is refused, by both', async () => {
  const { folder, from, to } = await twoStores();
  const { verifier } = await createMoverKey(join(folder, 'other/mover.key'), { name: 'example.org/other' });
  const fault = `movers lacks the key of this mover, so that what it moves could not be read: ${String(verifier)}`;
  expect(await faultsOf(openForMove({ from, to, mover: verifier }))).toEqual([fault, fault]);
});

test('one register for both, and none that would be made anew where the keys are away', async () => {
  const { folder, from, to } = await twoStores({});
  renameSync(join(folder, 'keys'), join(folder, 'elsewhere'));
  const missing =
    'moves is missing: by default it lies beside the keys, which are not there; name the directory that all have';
  expect(await faultsOf(openForMove({ from, to }))).toEqual([missing, missing]);
  const apart = { ...to, settings: { moves: 'apart' } };
  expect(await faultsOf(openForMove({ from: { ...from, settings: { moves: 'moves' } }, to: apart }))).toEqual([
    `moves is another directory than that of ${join(folder, 'from.json')}: stores that exchange dialogues have one register of moves`,
  ]);
  expect(existsSync(join(folder, 'keys'))).toBe(false);
});
