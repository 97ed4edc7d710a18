import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLocalKeys, openLocalKeys } from '../../../src/keys/local/localKeys.ts';
import { filesOf, temporaryFolder } from './support/folders.ts';
import { startProcess } from './support/firstStart.ts';
import { epochFile, headerFile, keyFile, storeIn } from './support/store.ts';

const everything = [headerFile, keyFile, epochFile];
const atOnce = 4;

async function idsOf(open: typeof openLocalKeys, folder: string): Promise<string> {
  const { keyring } = await open(storeIn(folder));
  return `${keyring.storeId} ${(await keyring.kek(1)).kekId}`;
}

describe('first starts in processes', () => {
  test('at once: all end with the same keys', { timeout: 60_000 }, async () => {
    for (let round = 0; round < 3; round++) {
      const folder = await temporaryFolder();
      const processes = Array.from({ length: atOnce }, () => startProcess(folder));
      await Promise.all(processes.map(({ ready }) => ready));
      const ends = await Promise.all(processes.map(({ go }) => go()));
      const ids = await idsOf(openLocalKeys, folder);
      for (const end of ends) expect(end).toMatchObject({ ids, signal: null });
      expect(new Set((await filesOf(folder)).keys())).toEqual(new Set(everything));
    }
  });

  test(
    'killed after any change to the file system: the next start carries on, with no second key',
    { timeout: 120_000 },
    async () => {
      const whole = await startProcess(await temporaryFolder()).go();
      // Temporary file, its content synced, name, directory synced, gone: for the key, the epoch and the header, each in a new directory.
      const file = 'mkdir sync open chmod write sync link sync unlink';
      expect(whole.stderr).toBe(`${file} ${file} ${file}\n`);
      const calls = whole.stderr.split(' ').length;

      const killAt = async (at: number, writing: string): Promise<ReadonlyMap<string, string>> => {
        const folder = await temporaryFolder();
        const end = await startProcess(folder, { KILL_AFTER: String(at), KILL_WRITING: writing }).go();
        expect(end, `call ${at}`).toMatchObject({ signal: 'SIGKILL', ids: undefined });
        const left = await filesOf(folder);

        const ids = await idsOf(createLocalKeys, folder);
        const after = await filesOf(folder);
        for (const name of everything) if (left.has(name)) expect(after.get(name), `call ${at}`).toBe(left.get(name));
        expect(new Set(after.keys()), `call ${at}`).toEqual(new Set(everything));
        expect(await idsOf(openLocalKeys, folder)).toBe(ids);
        expect(await idsOf(createLocalKeys, folder)).toBe(ids);
        expect(await filesOf(folder)).toEqual(after);
        return left;
      };

      const numbers = Array.from({ length: calls }, (_unused, at) => at + 1);
      const states = new Set<string>();
      const work = async (): Promise<void> => {
        for (let at = numbers.shift(); at !== undefined; at = numbers.shift()) {
          // Every other run tears a write in two, if the call is one.
          const left = await killAt(at, String(at % 2));
          states.add(everything.map((name) => (left.has(name) ? '1' : '0')).join(''));
          if ([...left.keys()].some((name) => name.endsWith('.tmp'))) states.add('temporary');
        }
      };
      await Promise.all([work(), work(), work()]);
      // The proof that the kills fell where they hurt: before each of the three files, and with one under way.
      expect([...states].sort((a, b) => (a < b ? -1 : 1))).toEqual(['000', '010', '011', '111', 'temporary']);
    },
  );

  test('killed while others start: they end with the same keys', { timeout: 60_000 }, async () => {
    for (const at of [4, 6, 14]) {
      const folder = await temporaryFolder();
      const doomed = startProcess(folder, { KILL_AFTER: String(at) });
      const processes = [startProcess(folder), startProcess(folder)];
      await Promise.all([doomed, ...processes].map(({ ready }) => ready));
      const [killed, ...ends] = await Promise.all([doomed, ...processes].map(({ go }) => go()));
      const ids = await idsOf(openLocalKeys, folder);
      // It is only spared when the others were so quick that nothing was left for it to make.
      if (killed?.signal !== 'SIGKILL') expect(killed).toMatchObject({ ids, signal: null });
      for (const end of ends) expect(end).toMatchObject({ ids, signal: null });
      expect([...(await filesOf(join(folder, 'keys'))).keys()].filter((name) => name.endsWith('.key'))).toHaveLength(1);
    }
  });
});
