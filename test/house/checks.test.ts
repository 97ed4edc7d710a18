import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { checkDocuments } from '../../scripts/house/checks/documents.ts';
import { checkLock } from '../../scripts/house/checks/lock.ts';
import { checkManifests } from '../../scripts/house/checks/manifests.ts';
import { Report } from '../../scripts/house/checks/Report.ts';
import { checkSources } from '../../scripts/house/checks/sources.ts';

type Check = (root: string, report: Report) => void;

const core = {
  name: '@colloquy/core',
  version: '0.1.0',
  license: 'MIT',
  type: 'module',
  engines: { node: '>=22.12' },
  files: ['dist', 'README.md', 'LICENSE'],
  exports: {},
  dependencies: { zod: '^4.0.0' },
};
const store = { ...core, name: '@colloquy/store-sqlite', dependencies: { '@colloquy/core': '0.1.0' } };
const decision = `---
status: accepted
---

# A decision

## Context and Problem Statement

## Considered Options

## Decision Outcome

### Consequences

### Confirmation
`;

/** A house in which every check is content, except that there is too little of everything. */
const sound: Readonly<Record<string, string>> = {
  LICENSE: 'licence',
  'package.json': JSON.stringify({ name: 'house', devDependencies: { tool: '1.2.3' } }),
  'package-lock.json': JSON.stringify({ packages: { 'packages/core': {}, 'packages/store-sqlite': {} } }),
  'packages/core/package.json': JSON.stringify(core),
  'packages/core/LICENSE': 'licence',
  'packages/core/README.md': '# Core\n',
  'packages/core/src/index.ts': 'export const one = 1;\n',
  'packages/core/test/index.test.ts': "import { test } from 'vitest';\ntest('one', () => {});\n",
  'packages/store-sqlite/package.json': JSON.stringify(store),
  'packages/store-sqlite/LICENSE': 'licence',
  'packages/store-sqlite/README.md': '# Store\n\nSee [core](../core/README.md).\n',
  'docs/adr/README.md': '[one](0001-one.md)\n',
  'docs/adr/0001-one.md': decision,
};

describe('the house check', () => {
  let root = '';
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** The faults, without those for seeing too little. */
  function faultsOf(check: Check, changes: Readonly<Record<string, string>>): readonly string[] {
    root = mkdtempSync(join(tmpdir(), 'colloquy-checks-'));
    for (const [path, text] of Object.entries({ ...sound, ...changes })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const report = new Report();
    check(root, report);
    return report.faults.filter((fault) => !fault.startsWith('house check: saw '));
  }

  test.each([checkManifests, checkLock, checkSources, checkDocuments])('%o is content with a sound house', (check) => {
    expect(faultsOf(check, {})).toEqual([]);
  });

  test('seeing too little is a fault', () => {
    const report = new Report();
    report.count('things', 2, 3);
    report.count('others', 3, 3);
    expect(report.faults).toEqual(['house check: saw 2 things, expected at least 3']);
    expect(report.summary).toBe('2 things, 3 others');
  });

  const manifest = (changes: object): Record<string, string> => ({
    'packages/core/package.json': JSON.stringify({ ...core, ...changes }),
  });
  const storeManifest = (changes: object): Record<string, string> => ({
    'packages/store-sqlite/package.json': JSON.stringify({ ...store, ...changes }),
  });

  test.each<[string, Check, Record<string, string>, RegExp]>([
    ['core with a driver', checkManifests, manifest({ dependencies: { pg: '^8.0.0' } }), /may not touch the driver pg/],
    [
      'core with a backend',
      checkManifests,
      manifest({ dependencies: { '@colloquy/store-sqlite': '0.1.0' } }),
      /may not import/,
    ],
    [
      'core with one more package',
      checkManifests,
      manifest({ dependencies: { lodash: '^4.0.0' } }),
      /rests on canonicalize, zod only/,
    ],
    [
      'a driver as a peer',
      checkManifests,
      manifest({ peerDependencies: { 'better-sqlite3': '^13.0.0' } }),
      /may not touch the driver/,
    ],
    [
      'a store with a private package',
      checkManifests,
      storeManifest({ dependencies: { '@colloquy/bench': '0.1.0' } }),
      /is private/,
    ],
    [
      'a store with another store',
      checkManifests,
      storeManifest({ devDependencies: { '@colloquy/store-postgres': '0.1.0' } }),
      /may not import/,
    ],
    [
      'another version of a neighbour',
      checkManifests,
      storeManifest({ dependencies: { '@colloquy/core': '^0.2.0' } }),
      /is \^0\.2\.0 here and 0\.1\.0/,
    ],
    ['a tool that is not pinned', checkManifests, manifest({ devDependencies: { tool: '^1.0.0' } }), /must be pinned/],
    ['a private package that should not be', checkManifests, manifest({ private: true }), /says published: true/],
    [
      'an unknown folder',
      checkManifests,
      { 'packages/new/package.json': JSON.stringify({ name: 'x', private: true }) },
      /no row .* names new/,
    ],
    ['another Node', checkManifests, manifest({ engines: { node: '>=20' } }), /engines\.node/],
    [
      'a tarball without a licence',
      checkManifests,
      manifest({ files: ['dist', 'README.md'] }),
      /files must name LICENSE/,
    ],
    ['another licence text', checkManifests, { 'packages/core/LICENSE': 'other' }, /LICENSE differs/],
    ['a workspace that is not locked', checkLock, { 'packages/new/package.json': '{}' }, /has no packages\/new/],
    [
      'a platform that is not locked',
      checkLock,
      {
        'package-lock.json': JSON.stringify({
          packages: {
            'packages/core': { optionalDependencies: { 'tool-darwin-arm64': '1.0.0' } },
            'packages/store-sqlite': {},
          },
        }),
      },
      /has no node_modules\/tool-darwin-arm64/,
    ],
    ['a file that is too large', checkSources, { 'packages/core/src/big.ts': 'x'.repeat(12_001) }, /more than 12000/],
    [
      'a silenced rule',
      checkSources,
      { 'packages/core/src/a.ts': '// oxlint-disable-next-line no-console\n' },
      /a silenced lint rule/,
    ],
    ['a silenced compiler', checkSources, { 'packages/core/src/a.ts': '// @ts-nocheck\n' }, /a silenced compiler/],
    ['unfinished work', checkSources, { 'packages/core/src/a.ts': '// TODO: later\n' }, /unfinished work/],
    ['a test among the sources', checkSources, { 'packages/core/src/a.test.ts': '' }, /belongs in test/],
    [
      'a test that nothing runs',
      checkSources,
      { 'packages/core/test/a.ts': "import { expect, test } from 'vitest';\n\ntest('x', () => {});\n" },
      /nothing runs it/,
    ],
    ['a dead link', checkDocuments, { 'README.md': 'See [this](docs/none.md).\n' }, /docs\/none\.md leads nowhere/],
    [
      'a link out of the repository',
      checkDocuments,
      { 'README.md': 'See [this](../elsewhere.md).\n' },
      /leads nowhere/,
    ],
    [
      'a decision without a part',
      checkDocuments,
      { 'docs/adr/0001-one.md': decision.replace('### Confirmation', '') },
      /no part Confirmation/,
    ],
    [
      'a decision without a status',
      checkDocuments,
      { 'docs/adr/0001-one.md': decision.replace('accepted', 'maybe') },
      /says no status/,
    ],
    [
      'a decision that is not listed',
      checkDocuments,
      { 'docs/adr/0002-two.md': decision },
      /does not list 0002-two\.md/,
    ],
    [
      'a number twice',
      checkDocuments,
      { 'docs/adr/0001-two.md': decision, 'docs/adr/README.md': '(0001-one.md) (0001-two.md)' },
      /0001 is taken/,
    ],
  ])('finds %s', (_what, check, changes, expected) => {
    const faults = faultsOf(check, changes);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(expected);
  });
});
