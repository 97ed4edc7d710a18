import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMiniature, type Miniature } from './support/miniature.ts';

interface Case {
  readonly what: string;
  /** Where the file stands decides which bans hold. */
  readonly path: string;
  readonly text: string;
  /** Exactly the codes the linter must report for the file. */
  readonly codes: readonly string[];
}

const core = 'packages/core/src';
let count = 0;

function ban(code: string, what: string, text: string, folder = core): Case {
  count += 1;
  return { what, path: `${folder}/case${count}.ts`, text, codes: [code] };
}

function allow(what: string, text: string, folder = core): Case {
  count += 1;
  return { what, path: `${folder}/case${count}.ts`, text, codes: [] };
}

const sort = 'house(comparator)';
const imports = 'house(imports)';
const ambient = 'house(ambient)';
const property = 'eslint(no-restricted-properties)';

const cases: readonly Case[] = [
  ban(
    'typescript(no-floating-promises)',
    'a promise nobody waits for',
    'export function f(p: () => Promise<1>): void { p(); }',
  ),
  ban(
    'typescript(no-floating-promises)',
    'a promise hidden by void',
    'export function f(p: Promise<1>): void { void p; }',
  ),
  ban(
    'typescript(no-floating-promises)',
    'a floating promise in a test',
    'export function f(p: Promise<1>): void { p.then(String); }',
    'packages/core/test',
  ),
  ban(
    'typescript(no-misused-promises)',
    'a promise as a condition',
    'export function f(p: Promise<1>): number { return p ? 1 : 2; }',
  ),
  ban(
    'typescript(no-misused-promises)',
    'an async function where nobody waits',
    'export function f(p: Promise<1>): void { [1].forEach(async () => { await p; }); }',
  ),
  ban('typescript(no-explicit-any)', 'any', 'export function f(x: any): unknown { return typeof x; }'),
  ban(
    'typescript(no-explicit-any)',
    'any in a test',
    'export function f(x: any): unknown { return typeof x; }',
    'packages/core/test',
  ),
  ban('typescript(no-unsafe-assignment)', 'any that arrives unasked', "export const x: { a: 1 } = JSON.parse('{}');"),
  ban(
    'typescript(no-unsafe-member-access)',
    'a member of any',
    "export const x = (): boolean => JSON.parse('{}').a === 1;",
  ),
  ban('typescript(no-unsafe-call)', 'a call of any', "export const x = (): boolean => JSON.parse('{}')() === 1;"),
  ban(
    'typescript(no-unsafe-argument)',
    'any as an argument',
    "export const x = (): string => encodeURIComponent(JSON.parse('{}'));",
  ),
  ban('typescript(no-unsafe-return)', 'any as a result', "export const x = (): string => JSON.parse('{}');"),
  ban(
    'typescript(no-non-null-assertion)',
    'a non-null assertion',
    'export const f = (x: string | undefined): string => x!;',
  ),
  allow(
    'a non-null assertion in a test',
    'export const f = (x: string | undefined): string => x!;',
    'packages/core/test',
  ),
  ban('typescript(ban-ts-comment)', 'a silenced compiler', "// @ts-ignore: it is right\nexport const x: number = '1';"),
  ban(
    'typescript(ban-ts-comment)',
    'an expected compiler error in sources',
    "// @ts-expect-error: this does not compile\nexport const x: number = '1';",
  ),
  ban(property, 'localeCompare', "export const x = 'a'.localeCompare('b');"),
  ban(property, 'localeCompare by name', "export const x = 'a'['localeCompare']('b');"),
  ban(property, 'localeCompare in a test', "export const x = 'a'.localeCompare('b');", 'packages/core/test'),
  ban(property, 'a collator', "export const x = new Intl.Collator('sv');"),
  ban(sort, 'a bare sort of strings', "export const x = ['b', 'a'].sort();"),
  ban(sort, 'a bare toSorted of strings', "export const x = (['b'] as readonly string[]).toSorted();"),
  ban(sort, 'a bare sort of numbers', 'export const x = [2, 10].sort();'),
  ban(sort, 'a bare sort of a copy', 'export const x = [...new Map<string, 1>().keys()].sort();'),
  ban(sort, 'a bare sort of a type parameter', 'export const f = <T>(x: T[]): T[] => x.sort();'),
  ban(sort, 'a bare sort by an optional chain', 'export const f = (x: string[] | undefined): unknown => x?.sort();'),
  ban(sort, 'a bare sort in a test', "export const x = ['b', 'a'].sort();", 'packages/conformance/test'),
  allow('a sort with a comparator', "export const x = ['b', 'a'].sort((a, b) => (a < b ? -1 : 1));"),
  ban(sort, 'a comparator that is undefined', 'export const x = [2, 10].sort(undefined);'),

  ban(ambient, 'Math.random', 'export const x = Math.random();'),
  ban(ambient, 'Date.now', 'export const x = Date.now();'),
  ban(ambient, 'Math.random in a test', 'export const x = Math.random();', 'packages/core/test'),
  ban(ambient, 'new Date()', 'export const x = new Date();'),
  ban(ambient, 'new Date() in a backend', 'export const x = new Date();', 'packages/store-sqlite/src'),
  ban(ambient, 'Date as a function', 'export const x = Date();'),
  ban(ambient, 'Date under another name', 'const D = Date;\nexport const x = D.now();'),
  ban(ambient, 'Date behind globalThis', 'export const x = globalThis.Date.now();'),
  ban(ambient, 'Date behind a cast', 'export const x = (Date as { now(): number }).now();'),
  allow(
    'Date of a given time',
    'export const x = new Date(0).toISOString() + String(Date.UTC(2026, 0)) + String({} instanceof Date);',
  ),
  allow(
    'a Date that is a parameter',
    'export const f = (Date: { now(): number }): number => Date.now() + Math.floor(1.5);',
  ),
  ban(
    'house(randomness)',
    'random bytes in core',
    "import { randomBytes } from 'node:crypto';\nexport const x = randomBytes(1);",
  ),
  ban(
    'house(randomness)',
    'the whole of node:crypto in core',
    "import * as all from 'node:crypto';\nexport const x = all.randomUUID();",
  ),
  ban('house(randomness)', 'the global crypto in core', 'export const x = crypto.randomUUID();'),
  {
    what: 'the one file for time and chance',
    path: `${core}/sources.ts`,
    text: "import { randomBytes } from 'node:crypto';\nexport const x = [Date.now(), randomBytes(1)];",
    codes: [],
  },

  ban(imports, 'core imports a backend', "import '@colloquy/store-sqlite';"),
  ban(imports, 'core imports a driver', "import 'better-sqlite3';"),
  ban(imports, "core imports Node's own driver", "import 'node:sqlite';"),
  ban(imports, 'core imports a cloud client', "import '@aws-sdk/client-dynamodb';"),
  ban(imports, 'core imports what it does not declare', "import 'fast-check';"),
  ban(imports, 'core imports itself by name', "import '@colloquy/core';"),
  ban(imports, 'core imports a test', "import '../test/support.ts';"),
  ban(imports, 'core reaches into another package', "import '../../store-sqlite/src/index.ts';"),
  ban(imports, 'core re-exports a backend', "export * from '@colloquy/store-sqlite';"),
  ban(imports, 'core names a type of a backend', "export type T = typeof import('@colloquy/store-sqlite');"),
  ban(
    imports,
    'core imports a backend on demand',
    "export const x = async (): Promise<unknown> => import('@colloquy/store-sqlite');",
  ),
  ban(
    imports,
    'core imports by a computed name',
    'export const f = async (name: string): Promise<unknown> => import(name);',
  ),
  ban(imports, 'core reaches what tests choose', "import './testing/index.ts';"),
  ban(imports, 'a store reaches what tests choose', "import '@colloquy/core/testing';", 'packages/store-sqlite/src'),
  allow('the suite reaches what tests choose', "import '@colloquy/core/testing';", 'packages/conformance/src'),
  ban(
    imports,
    'core makes a require',
    "import module from 'node:module';\nexport const x = module.createRequire('/');",
  ),
  ban(imports, 'a builtin without its prefix', "import 'fs';"),
  ban(imports, 'code in a URL', "import 'data:text/javascript,1';"),
  {
    what: 'a cycle of files',
    path: `${core}/cycle.ts`,
    text: "import { two } from './back.ts';\nexport const one = (): number => two();",
    codes: ['import(no-cycle)'],
  },
  {
    what: 'the other half of the cycle',
    path: `${core}/back.ts`,
    text: "import { one } from './cycle.ts';\nexport const two = (): number => one();",
    codes: ['import(no-cycle)'],
  },
  ban(imports, 'a store imports another store', "import '@colloquy/store-sqlite';", 'packages/store-postgres/src'),
  ban(imports, "a store imports another store's driver", "import 'better-sqlite3';", 'packages/store-postgres/src'),
  ban(imports, 'a store imports the suite', "import '@colloquy/conformance';", 'packages/store-sqlite/src'),
  ban(imports, 'a key provider imports a store', "import '@colloquy/store-sqlite';", 'packages/keys-kms/src'),
  ban(imports, 'the suite imports a private package', "import '@colloquy/bench';", 'packages/conformance/src'),
  ban(imports, 'the suite imports a driver', "import 'better-sqlite3';", 'packages/conformance/src'),
  ban(imports, 'a folder that the table does not know', "import '@colloquy/core';", 'packages/unheard-of/src'),
  ban(
    imports,
    'a test reaches into another package',
    "import '../../core/src/index.ts';",
    'packages/store-sqlite/test',
  ),
  ban(imports, 'a test of core imports a backend', "import '@colloquy/store-sqlite';", 'packages/core/test'),
  ban(
    imports,
    'a test imports what its manifest does not declare',
    "import '@colloquy/cli';",
    'packages/store-postgres/test',
  ),
  allow('a test of a store imports the suite', "import '@colloquy/conformance';", 'packages/keys-kms/test'),
  ban(imports, 'a test of a store imports another store', "import '@colloquy/store-sqlite';", 'packages/keys-kms/test'),
  allow('what core declares', "import 'zod';\nimport 'node:crypto';"),
  allow(
    'a store that imports core and its driver',
    "import '@colloquy/core';\nimport 'better-sqlite3';",
    'packages/store-sqlite/src',
  ),
  allow(
    'a test of core that imports core and tools',
    "import '../src/index.ts';\nimport '@colloquy/core';\nimport 'vitest';\nimport 'fast-check';",
    'packages/core/test',
  ),

  ban('eslint(no-console)', 'output from core', 'export const f = (): void => console.log(1);'),
  ban(
    'vitest(no-focused-tests)',
    'a focused test',
    "import { expect, test } from 'vitest';\ntest.only('x', () => { expect(1).toBe(1); });",
    'packages/core/test',
  ),
  ban(
    'vitest(no-disabled-tests)',
    'a skipped test',
    "import { expect, test } from 'vitest';\ntest.skip('x', () => { expect(1).toBe(1); });",
    'packages/core/test',
  ),
  ban(
    'vitest(expect-expect)',
    'a test that asserts nothing',
    "import { test } from 'vitest';\ntest('x', () => { String(1); });",
    'packages/core/test',
  ),
];

describe('the lint configuration', () => {
  let house: Miniature;
  let found: ReadonlyMap<string, readonly string[]>;

  beforeAll(async () => {
    house = await createMiniature();
    for (const name of ['store-postgres', 'keys-kms', 'unheard-of']) {
      const manifest = {
        name: `@colloquy/${name}`,
        devDependencies: { '@colloquy/conformance': '0.1.0' },
        dependencies: { '@colloquy/core': '0.1.0', '@colloquy/store-sqlite': '0.1.0' },
      };
      await house.write(`packages/${name}/package.json`, JSON.stringify(manifest));
      await house.write(`packages/${name}/tsconfig.json`, '{"extends":"../../tsconfig.base.json","include":["src"]}');
    }
    await house.write('packages/core/src/index.ts', 'export const one = 1;');
    for (const { path, text } of cases) await house.write(path, `${text}\n`);
    found = await house.lint();
  });

  afterAll(() => house.remove());

  test.each(cases)('$path: $what', ({ path, codes }) => {
    expect(found.get(path) ?? []).toEqual(codes);
  });

  test('nothing is reported outside the cases', () => {
    expect([...found.keys()].filter((path) => !cases.some((each) => each.path === path))).toEqual([]);
  });
});
