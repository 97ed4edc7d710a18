import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './support/temporary.ts';

const root = resolve(import.meta.dirname, '../../..');

/** An installation with factory and core, and of adapters only those that are named, without their drivers. */
function installation(adapters: readonly string[]): string {
  const folder = temporaryFolder();
  for (const name of ['core', 'factory', ...adapters]) {
    for (const part of ['dist', 'package.json']) {
      // Copies: through a link Node would find what lies beside the original.
      cpSync(join(root, 'packages', name, part), join(folder, 'node_modules/@colloquy', name, part), {
        recursive: true,
      });
    }
  }
  for (const name of ['zod', 'canonicalize']) {
    const place = join(folder, 'node_modules', name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), place);
  }
  return folder;
}

function opened(folder: string, backend: object): unknown {
  const settings = { backend, tenant: 'acme', keys: { provider: 'local', directory: 'keys' } };
  writeFileSync(
    join(folder, 'program.mjs'),
    `import { openColloquy } from '@colloquy/factory';
     const error = await openColloquy({ file: false, environment: {}, settings: ${JSON.stringify(settings)} }).catch((e) => e);
     console.log(JSON.stringify({ code: error.code, message: error.message, context: error.context }));`,
  );
  const { stdout, stderr } = spawnSync(process.execPath, ['program.mjs'], { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

test.each([
  [{ name: 'sqlite', path: 'd.db' }, [], '@colloquy/store-sqlite better-sqlite3'],
  [{ name: 'sqlite', path: 'd.db' }, ['store-sqlite'], '@colloquy/store-sqlite better-sqlite3'],
  [{ name: 'postgres', url: 'postgres://h/d' }, [], '@colloquy/store-postgres pg'],
  [{ name: 'postgres', url: 'postgres://h/d' }, ['store-postgres'], '@colloquy/store-postgres pg'],
  [{ name: 'dynamo' }, ['store-sqlite'], '@colloquy/store-dynamo @aws-sdk/client-dynamodb'],
] as const)('%j with %j: driver_missing says what to install', (backend, adapters, packages) => {
  expect(opened(installation(adapters), backend)).toMatchObject({
    code: 'driver_missing',
    message: expect.stringContaining(`npm install ${packages}`) as string,
    context: { name: backend.name, install: `npm install ${packages}` },
  });
});
