import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCodes } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import { expect, onTestFinished, test } from 'vitest';
import { iamPolicy, openDynamoStore, tableLayout, type IamRole } from '../src/index.ts';
import { settingsOf } from '../src/options.ts';
import { templateSettings } from '../src/templates/options.ts';
import { newTable } from './support/clients.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** Codes that core throws on behalf of a store: a commit that has lost records, a store that was closed. */
const ofCore = ['integrity_error', 'backend_closed'];

function sectionOf(heading: string): string {
  const [, section = ''] = readme.split(`\n## ${heading}\n`);
  return section.split('\n## ')[0] ?? '';
}

/** The rows of the tables of a section: the first column without its signs of code, and the second. */
function rowsOf(heading: string): ReadonlyMap<string, string> {
  const rows = sectionOf(heading).matchAll(/^\| `([^`]+)` +\| ([^|]*) \|/gm);
  return new Map([...rows].map(([, name = '', second = '']) => [name, second.trim()]));
}

/** The example of a section as a program of its own, over a table of its own. */
function exampleIn(folder: string, heading: string, table: string): () => string {
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(sectionOf(heading)) ?? [];
  const linked = example
    .replaceAll("'@colloquy/core'", JSON.stringify(import.meta.resolve('@colloquy/core')))
    .replaceAll("'@colloquy/store-dynamo'", JSON.stringify(new URL('../src/index.ts', import.meta.url).href))
    .replaceAll("table: 'dialogues'", `table: '${table}'`);
  const file = join(folder, `${heading.replaceAll(' ', '-')}.mts`);
  writeFileSync(file, linked);
  return () =>
    execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
      cwd: folder,
      env: { ...process.env, DYNAMO_CONFIG: JSON.stringify(dynamoConfig()) },
      stdio: 'pipe',
      encoding: 'utf8',
    });
}

test('the examples run, and do what they say', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-dynamo-readme-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const run = exampleIn(folder, 'Use', newTable());
  expect(run()).toBe('nothing stored yet\n');
  expect(run()).toBe('NVIDIA analysis, 1 commits\n');

  const table = newTable();
  exampleIn(folder, 'Setting up', table)();
  await (await openDynamoStore({ table, config: dynamoConfig(), setup: false })).close();

  const tableArn = 'arn:aws:dynamodb:eu-central-1:123456789012:table/dialogues';
  expect(JSON.parse(exampleIn(folder, 'Rights', 'dialogues')())).toEqual(iamPolicy({ role: 'application', tableArn }));
}, 60_000);

test('every option is there with its default', () => {
  const { source, place: _, ...settings } = settingsOf({});
  const shown = rowsOf('Options');
  for (const [name, value] of Object.entries({ ...settings, ...source })) {
    const text = typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
    expect(shown.get(name)?.replace(', unless `readOnly`', ''), name).toBe(`\`${text}\``);
  }
  const ofTemplates = rowsOf('Setting up');
  for (const [name, value] of Object.entries({ ...templateSettings(), tags: {} })) {
    const text = typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
    expect(ofTemplates.get(name), name).toBe(`\`${text}\``);
  }
});

test('every role is there with its actions', () => {
  const tableArn = 'arn:aws:dynamodb:eu-central-1:123456789012:table/dialogues';
  const rows = sectionOf('Rights').matchAll(/^\| `(\w+)` +\|[^|]*\| ([^|]*) \|$/gm);
  const listed = new Map([...rows].map(([, role = '', actions = '']) => [role, actions]));
  const roles: readonly IamRole[] = ['application', 'reader', 'analytics', 'setup', 'mover', 'lister', 'administrator'];
  expect([...listed.keys()]).toEqual(roles);
  for (const role of roles) {
    const granted = iamPolicy({ role, tableArn }).Statement.flatMap(({ Action }) => Action);
    const text = (listed.get(role) ?? '').replace('those of `application`', listed.get('application') ?? '');
    const words = text.match(/\b(?:[A-Z][a-z]+(?:Item|Table)|BatchWriteItem|ConditionCheckItem|Query|Scan)\b/g) ?? [];
    expect(new Set(words.map((word) => `dynamodb:${word}`)), role).toEqual(new Set(granted));
  }
});

test('the partitions are those of the layout', () => {
  const listed = [...sectionOf('The table').matchAll(/^\| (?!item )[^|`]+ \| `([^`]+)` +\|/gm)].map(
    ([, partition]) => partition,
  );
  const { dialogue, log, redo, storeHeader } = tableLayout.partitions;
  expect(new Set(listed)).toEqual(new Set([`${dialogue}{id}`, `${log}{id}`, `${redo}{id}`, storeHeader]));
});

test('the table of errors has every code that the source can throw, and no other', () => {
  const source = new URL('../src/', import.meta.url);
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const words = files.flatMap((file) => readFileSync(new URL(file, source), 'utf8').match(/'[a-z_]+'/g) ?? []);
  const named = words.map((word) => word.slice(1, -1)).filter((word) => word in errorCodes);
  const listed = [...sectionOf('Errors').matchAll(/^\| `([a-z_]+)` /gm)].map(([, code]) => code);
  expect(new Set(listed)).toEqual(new Set([...named, ...ofCore]));
  expect(listed).toHaveLength(new Set(listed).size);
});
