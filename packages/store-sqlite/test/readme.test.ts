import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCodes } from '@colloquy/core';
import { expect, test } from 'vitest';
import { viewNames } from '../src/index.ts';
import { temporaryFolder } from './support/temporary.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** Writes the first example under a heading into a folder, and says how it is run. */
function exampleIn(folder: string, heading: string): () => string {
  const section = readme.slice(readme.indexOf(`## ${heading}\n`));
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(section) ?? [];
  const linked = example
    .replace("'@colloquy/core'", JSON.stringify(import.meta.resolve('@colloquy/core')))
    .replace("'@colloquy/store-sqlite'", JSON.stringify(new URL('../src/index.ts', import.meta.url).href));
  const file = `${heading.replaceAll(' ', '-')}.mts`;
  writeFileSync(join(folder, file), linked);
  return () =>
    execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
      cwd: folder,
      stdio: 'pipe',
      encoding: 'utf8',
    });
}

test('the examples run, and do what they say', () => {
  const folder = temporaryFolder();
  const run = exampleIn(folder, 'Use');
  expect(run()).toBe('nothing stored yet\n');
  expect(run()).toBe('NVIDIA analysis, 1 commits\n');
  expect(run).toThrow(/exists already/);
  const ask = exampleIn(folder, 'Questions across dialogues');
  expect(ask()).toBe('1 dialogues, 0 open tensions\nnvidia-analysis 20\nnvidia-analysis 0.81\n');
});

/** Codes that helpers of core throw on behalf of a store: a row that is damaged. */
const ofHelpers = ['integrity_error', 'dialogue_moved', 'dialogue_moving'];

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
  expect(listed).toEqual(new Set([...thrown, ...ofHelpers]));
});
