import { readdirSync, readFileSync } from 'node:fs';
import { clauseIds, clauses } from '@colloquy/core';
import { describe, expect, test } from 'vitest';

const spec = new URL('../../../docs/spec/', import.meta.url);

/** The ids that stand in bold in the documents: where a clause is defined, not where it is mentioned. */
function definedIds(): readonly string[] {
  return readdirSync(spec)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => [...readFileSync(new URL(name, spec), 'utf8').matchAll(/\*\*([A-Z]{2,}-[A-Z]+-\d{2})\b/g)])
    .map((match) => match[1] ?? '');
}

describe('the registry of clauses and docs/spec', () => {
  const defined = definedIds();

  test('the documents define clauses, each once', () => {
    expect(defined.length).toBeGreaterThan(80);
    expect(defined.filter((id, at) => defined.indexOf(id) !== at)).toEqual([]);
  });

  test('every clause of the documents is in the registry', () => {
    const known = new Set<string>(clauseIds);
    expect(defined.filter((id) => !known.has(id))).toEqual([]);
  });

  test('every clause of the registry is in the documents', () => {
    expect(clauseIds.filter((id) => !defined.includes(id))).toEqual([]);
  });

  test('a clause is one line', () => {
    expect(clauseIds.filter((id) => clauses[id].includes('\n') || clauses[id].length > 120)).toEqual([]);
  });
});
