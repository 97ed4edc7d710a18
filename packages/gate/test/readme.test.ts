import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accessClasses, builtInLimits, configurationSchema, parseFormula, ruleIds, rules } from '../src/index.ts';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

/** The rows of the table below a heading, as cells. */
function table(heading: string): readonly (readonly string[])[] {
  const section = readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test('its table of rules is the registry', () => {
  expect(table('Rules')).toEqual(ruleIds.map((id) => [`\`${id}\``, rules[id].title]));
});

test('its table of classes says the limits', () => {
  const rows = table('A contract');
  expect(rows.map(([name]) => name)).toEqual(accessClasses.map((name) => `\`${name}\``));
  for (const [at, access] of accessClasses.entries()) {
    const limit = builtInLimits[access]['any'];
    expect(rows[at]?.[2]).toBe(String(limit?.constant));
    for (const variable of Object.keys(limit?.growth ?? {})) {
      const isPending = variable.startsWith('pending') && access !== 'keys';
      expect(rows[at]?.[3]).toContain(isPending ? 'an unfinished commit' : `\`${variable}\``);
    }
  }
});

test('its table of settings names every setting, and no other', () => {
  const named = new Set(table('Configuration').map(([cell]) => /`([A-Za-z]+)/.exec(cell ?? '')?.[1]));
  expect(named).toEqual(new Set(Object.keys(configurationSchema.shape).filter((key) => key !== '$schema')));
});

test('its formula parses', () => {
  expect(parseFormula('2 + 3 * ceil(changes / 99)')).toEqual({
    constant: 2,
    terms: [{ variable: 'changes', factor: 3, divisor: 99 }],
  });
});
