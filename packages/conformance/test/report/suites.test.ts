import { clauseIds } from '@colloquy/core';
import { expect, test } from 'vitest';
import { memoryKit } from '../../src/memory/memoryKit.ts';
import { dialogueSuite, storeSuite } from '../../src/report/suites.ts';

const suites = [storeSuite(memoryKit()), dialogueSuite(memoryKit())];

test('every clause but those of keys and of the audit, which have suites and tests of their own, is in the report of one suite', () => {
  const elsewhere = /^(KP|KV|AU)-/;
  const owners = clauseIds.map((id) => {
    const of = suites.filter(({ prefixes }) => prefixes.some((prefix) => id.startsWith(prefix)));
    return { id, of: of.map(({ kind }) => kind) };
  });
  expect(owners.filter(({ id, of }) => of.length !== (elsewhere.test(id) ? 0 : 1))).toEqual([]);
});
