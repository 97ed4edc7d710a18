import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCodes } from '@colloquy/core';
import { expect, test } from 'vitest';
import { viewNames } from '../src/index.ts';
import { temporaryFolder } from './support/temporary.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('the example runs, and does what it says', () => {
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  const linked = example
    .replace("'@colloquy/core'", JSON.stringify(import.meta.resolve('@colloquy/core')))
    .replace("'@colloquy/store-sqlite'", JSON.stringify(new URL('../src/index.ts', import.meta.url).href));
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'example.mts'), linked);
  const run = () =>
    execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'example.mts'], {
      cwd: folder,
      stdio: 'pipe',
      encoding: 'utf8',
    });
  expect(run()).toBe('nothing stored yet\n');
  expect(run()).toBe('NVIDIA analysis, 1 commits\n');
  expect(run).toThrow(/exists already/);
});

test('every view is named', () => {
  for (const view of Object.values(viewNames)) expect(readme).toContain(`\`${view}\``);
});

test('the table of errors has every code that the source can throw, and no other', () => {
  const source = new URL('../src/', import.meta.url);
  const words = readdirSync(source).flatMap(
    (file) => readFileSync(new URL(file, source), 'utf8').match(/'[a-z_]+'/g) ?? [],
  );
  const thrown = new Set(words.map((word) => word.slice(1, -1)).filter((word) => word in errorCodes));
  const table = readme.slice(readme.indexOf('## Errors'), readme.indexOf('## Limits'));
  const listed = new Set([...table.matchAll(/^\| `([a-z_]+)` /gm)].map(([, code]) => code));
  expect(listed).toEqual(thrown);
});
