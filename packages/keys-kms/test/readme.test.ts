import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { errorCodes } from '@colloquy/core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { encryptionContextOf } from '../src/encryptionContext.ts';
import { retryCapacity } from '../src/KmsCalls.ts';
import { settingsOf } from '../src/options.ts';
import { bench, scope } from './support/bench.ts';

const source = new URL('../src/', import.meta.url);
const sources = readdirSync(source).map((file) => readFileSync(new URL(file, source), 'utf8'));
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** Code blocks of a language. */
const blocks = (language: string): readonly string[] =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

/** Operations by the id of the statement that allows them. */
type Policy = Readonly<Record<string, readonly string[]>>;

/** What the provider sends, as its source imports it. */
const called = [
  ...new Set(sources.flatMap((text) => [...text.matchAll(/new (\w+)Command\(/g)].map(([, name]) => `kms:${name}`))),
];

const eraser = [
  'kms:CancelKeyDeletion',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:EnableKey',
  'kms:ScheduleKeyDeletion',
];

const expected: Policy = {
  ColloquyRuntime: ['kms:Decrypt'],
  ColloquyAdministrator: ['kms:GenerateDataKeyWithoutPlaintext'],
  ColloquyEraser: eraser,
};

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Condition?: { readonly StringEquals: Readonly<Record<string, string>> };
}

const statements = blocks('json').flatMap(
  (text) => (JSON.parse(text) as { readonly Statement: readonly Statement[] }).Statement,
);

/** The lists of operations in a text, by the name that stands before each. */
function policyIn(text: string, name: RegExp, operations: RegExp): Policy {
  const parts = text.split(name).slice(1);
  const found: [string, readonly string[]][] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const list = operations.exec(parts[at + 1] ?? '')?.[1] ?? '';
    found.push([parts[at] ?? '', [...list.matchAll(/kms:[A-Za-z*]+/g)].map(([operation]) => operation)]);
  }
  return Object.fromEntries(found);
}

describe('the policies name exactly what is called', () => {
  test('the provider calls two operations, one for the runtime and one for the administrator', () => {
    expect(new Set(called)).toEqual(
      new Set([...(expected['ColloquyRuntime'] ?? []), ...(expected['ColloquyAdministrator'] ?? [])]),
    );
  });

  test('JSON', () => {
    expect(statements.map(({ Effect }) => Effect)).toEqual(['Allow', 'Allow', 'Allow']);
    expect(Object.fromEntries(statements.map(({ Sid, Action }) => [Sid, Action]))).toEqual(expected);
  });

  test('CloudFormation', () => {
    const [template = ''] = blocks('yaml');
    const policy = policyIn(template, /- Sid: (\w+)\n/, /Action:\n((?: +- kms:.*\n)+)/);
    expect(policy).toEqual({ Account: ['kms:*'], ...expected });
  });

  test('Terraform', () => {
    const [configuration = ''] = blocks('hcl');
    const policy = policyIn(configuration, /sid\s+= "(\w+)"\n/, /actions\s+= \[([^\]]*)\]/);
    expect(policy).toEqual({ Account: ['kms:*'], ...expected });
  });

  test('conditions are on what the encryption context says', () => {
    const context = encryptionContextOf(scope);
    const conditions = [...readme.matchAll(/kms:EncryptionContext:([a-z:]+)['"]/g)].map(([, name = '']) => name);
    expect(conditions).toHaveLength(6);
    for (const name of conditions) expect(Object.keys(context)).toContain(name);
    for (const { Sid, Condition } of statements) {
      const value = Condition?.StringEquals['kms:EncryptionContext:colloquy:purpose'];
      expect(value).toBe(Sid === 'ColloquyEraser' ? undefined : context['colloquy:purpose']);
    }
  });
});

describe('what the text says', () => {
  test('every member of the encryption context is named', () => {
    const text = readme.slice(readme.indexOf('## What CloudTrail shows'));
    for (const name of Object.keys(encryptionContextOf(scope))) expect(text).toContain(`\`${name}\``);
  });

  test('figures are those of the code', () => {
    const { lease, attemptTimeoutMs, callTimeoutMs, maxAttempts } = settingsOf({ keyId: 'id' });
    expect(readme).toMatch(new RegExp(`\\| \`leaseSeconds\` +\\| \`${lease / 1000}\` `));
    expect(readme).toMatch(new RegExp(`\\| \`attemptTimeoutMs\` +\\| \`${attemptTimeoutMs}\` `));
    expect(readme).toMatch(new RegExp(`\\| \`callTimeoutMs\` +\\| \`${callTimeoutMs}\` `));
    expect(readme).toMatch(new RegExp(`\\| \`maxAttempts\` +\\| \`${maxAttempts}\` `));
    expect(readme).toContain(`${callTimeoutMs / 1000} s and ${maxAttempts} requests for one call`);
    expect(readme).toContain(`at most ${retryCapacity} retries plus one for each call that succeeded`);
    expect(readme).toContain(`one lease later, ${lease / 1000} s unless configured`);
  });

  test('the table of errors has every code that the source can throw, and no other', () => {
    const words = sources.flatMap((text) => text.match(/'[a-z_]+'/g) ?? []);
    const thrown = new Set(words.map((word) => word.slice(1, -1)).filter((word) => word in errorCodes));
    const table = readme.slice(readme.indexOf('## Errors'), readme.indexOf('## Tests'));
    expect(new Set([...table.matchAll(/^\| `([a-z_]+)` /gm)].map(([, code]) => code))).toEqual(thrown);
  });

  test('the example runs', async () => {
    const { kms, keyId } = await bench();
    const [example = ''] = blocks('ts');
    const linked = example
      .replace("'@colloquy/core'", JSON.stringify(import.meta.resolve('@colloquy/core')))
      .replace("'@colloquy/keys-kms'", JSON.stringify(new URL('../dist/index.js', import.meta.url).href));
    const folder = mkdtempSync(join(tmpdir(), 'colloquy-readme-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    writeFileSync(join(folder, 'example.mts'), linked);
    const { stdout } = await promisify(execFile)(process.execPath, ['example.mts'], {
      cwd: folder,
      env: {
        AWS_ENDPOINT_URL_KMS: kms.endpoint,
        AWS_REGION: 'eu-central-1',
        AWS_ACCESS_KEY_ID: 'README',
        AWS_SECRET_ACCESS_KEY: 'not-verified',
        COLLOQUY_KMS_KEY_ID: keyId,
      },
    });
    expect(stdout).toBe('1 commit\n');
    expect(kms.requests.at(-1)).toMatchObject({ operation: 'Decrypt', principal: 'README' });
  });
});
