import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolderOfFile } from './support/run.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = temporaryFolderOfFile();

// An installation of the command alone. Copies: through a link Node would find what lies beside the original.
beforeAll(() => {
  for (const name of ['core', 'factory', 'cli']) {
    for (const part of ['dist', 'package.json']) {
      cpSync(join(root, 'packages', name, part), join(folder, 'node_modules/@colloquy', name, part), {
        recursive: true,
      });
    }
  }
  const nested = join(root, 'packages/cli/node_modules/commander');
  const commander = existsSync(nested) ? nested : join(root, 'node_modules/commander');
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  for (const [name, path] of [
    ['zod', join(root, 'node_modules/zod')],
    ['canonicalize', join(root, 'node_modules/canonicalize')],
    ['commander', commander],
  ] as const) {
    symlinkSync(path, join(folder, 'node_modules', name));
  }
});

test.each([
  [['init', '--sqlite', 'd.db'], '@colloquy/store-sqlite better-sqlite3'],
  [['init', '--postgres', 'DATABASE_URL'], '@colloquy/store-postgres pg'],
  [['init', '--dynamo', 'table'], '@colloquy/store-dynamo @aws-sdk/client-dynamodb'],
  [['setup', '--print', 'sql', '--backend', 'sqlite'], '@colloquy/store-sqlite better-sqlite3'],
  [['setup', '--print', 'terraform'], '@colloquy/store-dynamo @aws-sdk/client-dynamodb'],
] as const)('%j without its driver: what to install, code 3, and nothing made', (args, packages) => {
  const kept = Object.entries(process.env).filter(([name]) => !/^(COLLOQUY_|DEBUG$)/.test(name));
  const env = { ...Object.fromEntries(kept), DATABASE_URL: 'postgres://a:quite-secret@h/d' };
  const bin = join(folder, 'node_modules/@colloquy/cli/dist/bin.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  expect([status, stdout]).toEqual([3, '']);
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    `driver_missing: The configuration names ${packages.includes('sqlite') ? 'sqlite' : packages.includes('postgres') ? 'postgres' : 'dynamo'}, and its driver is not installed: npm install ${packages} Nothing was read or written.`,
  );
  expect(stderr).not.toContain('quite-secret');
  expect(existsSync(join(folder, 'colloquy.json'))).toBe(false);
});
