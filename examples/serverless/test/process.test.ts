import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { dynamoConfig } from '@colloquy/engines';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { makeBundle, type Outside } from '../scripts/bundle/makeBundle.ts';
import type { HttpEvent } from '../src/http/HttpEvent.ts';
import { account, type Account } from './support/account.ts';
import { eventOf } from './support/events.ts';

let at: Account;
let local: Account;

beforeAll(async () => {
  at = await account(dynamoConfig());
  local = await account(dynamoConfig(), 'file');
});
afterAll(async () => {
  await at[Symbol.asyncDispose]();
  await local[Symbol.asyncDispose]();
});

interface Seen {
  readonly before: readonly string[];
  readonly seen: readonly { readonly statusCode: number; readonly body: string; readonly active: readonly string[] }[];
}

/** Rejects unless the process ends by itself, without a fault and without a word on its standard error. */
async function invoke(
  module: string,
  events: readonly HttpEvent[],
  environment: Readonly<Record<string, string>>,
): Promise<Seen> {
  const child = `${import.meta.dirname}/children/invoke.ts`;
  const args = ['--disable-warning=ExperimentalWarning', child, module, JSON.stringify(events)];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env: environment });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Seen;
}

const tension = { round: 0, label: 'No way back', description: 'What if it stalls?', contributors: ['muffin'] };

const eventsOf = (requestId: string): readonly HttpEvent[] => [
  eventOf('GET', '/dialogues/where-to-store'),
  eventOf('POST', '/dialogues/where-to-store/tensions', { body: tension, requestId }),
  eventOf('GET', '/dialogues/none'),
  eventOf('GET', '/dialogues/where-to-store/status'),
];

/** What would keep the process alive, but for its own standard streams. */
const pending = (active: readonly string[]): readonly string[] => active.filter((name) => name !== 'PipeWrap');

/** A folder outside of this repository, where a bundle finds nothing but what it brings, and the SDK if that is left to the runtime. */
async function deployed(without: Outside): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-bundle-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  if (without === 'sdk') {
    mkdirSync(join(folder, 'node_modules'));
    const sdk = dirname(dirname(findPackageJSON('@aws-sdk/client-kms', import.meta.url) ?? ''));
    symlinkSync(sdk, join(folder, 'node_modules', '@aws-sdk'), 'dir');
  }
  const file = join(folder, 'handler.mjs');
  await makeBundle({ without, minify: true }, file);
  return file;
}

const forms: readonly (readonly [string, () => Promise<string>])[] = [
  ['as built', async () => fileURLToPath(new URL('../dist/handler.js', import.meta.url))],
  ['as one file', async () => deployed('nothing')],
  ['as one file, with the SDK of the runtime', async () => deployed('sdk')],
];

describe.each(forms)('the function %s', (form, place) => {
  test('leaves nothing behind between invocations, and its process ends by itself', async () => {
    const { before, seen } = await invoke(await place(), eventsOf(form), at.environment);
    expect(seen.map(({ statusCode }) => statusCode)).toEqual([200, 201, 404, 200]);
    expect([before, ...seen.map(({ active }) => active)].map(pending)).toEqual([[], [], [], [], []]);
  });
});

test('with a key file the same', async () => {
  const { seen } = await invoke(await deployed('nothing'), eventsOf('file'), local.environment);
  expect(seen.map(({ statusCode }) => statusCode)).toEqual([200, 201, 404, 200]);
  expect(seen.map(({ active }) => active).map(pending)).toEqual([[], [], [], []]);
  expect(local.kms.count()).toBe(0);
});
