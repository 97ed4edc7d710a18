import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { declarations } from '../../../src/domain/entities/declarations.ts';
import { projection } from '../../../src/domain/entities/index.ts';
import type { EntityType } from '../../../src/domain/enumerations.ts';

const page = new URL('../../../../../docs/spec/cleartext.md', import.meta.url);

/** The rows of the table of attributes: type, version, fields. */
function published(): readonly (readonly [type: string, v: number, fields: readonly string[]])[] {
  const [, section = ''] = readFileSync(page, 'utf8').split('## The attributes of each record');
  const [table = ''] = section.split('\n## ');
  return [...table.matchAll(/^\| (\w+) +\| (\d+) +\| ([^|]+?) +\|/gm)].map(([, type = '', v = '', fields = '']) => [
    type,
    Number(v),
    fields.split(', '),
  ]);
}

test('docs/spec/cleartext.md names exactly what is in the clear: every type, version and field', () => {
  const declared = Object.entries(declarations).map(([type, { v }]) => [
    type,
    v,
    projection(type as EntityType).map(({ name }) => name),
  ]);
  expect(published()).toEqual(declared);
});
