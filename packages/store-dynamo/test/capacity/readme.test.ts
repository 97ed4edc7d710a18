import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { workedRows } from '../support/worked.ts';

/** The cells of the table that begins with these columns. */
async function tableOf(columns: readonly string[]): Promise<readonly (readonly string[])[]> {
  const text = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const cells = (line: string): readonly string[] =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  const lines = text.split('\n');
  const at = lines.findIndex((line) => cells(line).join('|') === columns.join('|'));
  if (at === -1) return expect.fail(`The README has no table of ${columns.join(', ')}.`);
  const rest = lines.slice(at + 2);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return rest.slice(0, end).map(cells);
}

test('the worked examples of the README are what is computed', async () => {
  expect(await tableOf(['what is done', 'requests', 'read units', 'write units'])).toEqual(await workedRows());
});
