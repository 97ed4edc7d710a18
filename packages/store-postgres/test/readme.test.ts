import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCodes } from '@colloquy/core';
import { createDatabase, postgresUrl } from '@colloquy/engines';
import { expect, onTestFinished, test } from 'vitest';
import { viewNames } from '../src/index.ts';
import { settingsOf } from '../src/options.ts';
import { migrations, tableNames } from '../src/schema.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** Codes that helpers of core throw on behalf of a store: a row that is damaged. */
const ofHelpers = ['integrity_error', 'dialogue_moved', 'dialogue_moving'];

/** The example of a section as a program of its own, over a database. */
function exampleIn(folder: string, section: string, url: string): () => string {
  const text = readme.slice(readme.indexOf(`\n## ${section}\n`));
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(text) ?? [];
  const linked = example
    .replaceAll("'@colloquy/core'", JSON.stringify(import.meta.resolve('@colloquy/core')))
    .replaceAll("'@colloquy/store-postgres'", JSON.stringify(new URL('../src/index.ts', import.meta.url).href));
  const file = join(folder, `${section.replaceAll(' ', '-')}.mts`);
  writeFileSync(file, linked);
  return () =>
    execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
      cwd: folder,
      env: { ...process.env, DATABASE_URL: url },
      stdio: 'pipe',
      encoding: 'utf8',
    });
}

test('the examples run, and do what they say', async () => {
  const database = await createDatabase(postgresUrl());
  onTestFinished(() => database.drop());
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-postgres-readme-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const run = exampleIn(folder, 'Use', database.url);
  expect(run()).toBe('nothing stored yet\n');
  expect(run()).toBe('NVIDIA analysis, 1 commits\n');
  const ask = exampleIn(folder, 'Questions across dialogues', database.url);
  expect(ask()).toBe('1 dialogues, 0 open tensions\nnvidia-analysis 20\nnvidia-analysis 0.81\n');
});

test('every view and every table is named, with its columns', () => {
  for (const view of Object.values(viewNames)) expect(readme).toContain(`\`${view}\``);
  const creations = migrations.flat();
  for (const table of tableNames(migrations.length)) {
    const row = readme.split('\n').find((line) => line.startsWith(`| \`${table}\` `)) ?? '';
    const creation = creations.find((sql) => sql.startsWith(`CREATE TABLE @${table} (`)) ?? '';
    const changes = creations.filter((sql) => sql.startsWith(`ALTER TABLE @${table} `)).join('\n');
    const columns = [...creation.matchAll(/^ {2}([a-z]\w*) /gm), ...changes.matchAll(/ADD COLUMN (\w+)/g)].map(
      ([, column]) => column,
    );
    expect([...(row.split('|')[2] ?? '').matchAll(/`(\w+)`/g)].map(([, column]) => column)).toEqual(columns);
  }
});

test('every option is there with its default', () => {
  const settings = settingsOf({ url: 'postgres://x/y' });
  const { source, place: _, setup: _setup, ...common } = settings;
  const { url: _url, ...ofUrl } = source as { readonly url: string };
  const table = readme.slice(readme.indexOf('## Options'), readme.indexOf('## Schema'));
  for (const [name, value] of Object.entries({ ...common, ...ofUrl })) {
    const row = table.split('\n').find((line) => line.startsWith(`| \`${name}\` `));
    const shown = typeof value === 'string' ? `'${value}'` : String(value);
    expect(row?.split('|')[2]?.trim(), name).toBe(`\`${shown}\``);
  }
});

test('the table of errors has every code that the source can throw, and no other', () => {
  const source = new URL('../src/', import.meta.url);
  const words = readdirSync(source).flatMap(
    (file) => readFileSync(new URL(file, source), 'utf8').match(/'[a-z_]+'/g) ?? [],
  );
  const named = words.map((word) => word.slice(1, -1)).filter((word) => word in errorCodes);
  const table = readme.slice(readme.indexOf('## Errors'), readme.indexOf('## Limits'));
  const listed = [...table.matchAll(/^\| `([a-z_]+)` /gm)].map(([, code]) => code);
  expect(new Set(listed)).toEqual(new Set([...named, ...ofHelpers]));
  expect(listed).toHaveLength(new Set(listed).size);
});
