import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resolveConfiguration, settings } from '../src/index.ts';
import { folderWith } from './support/temporary.ts';

const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('the README lists every setting with its variable and its meaning, and no other', () => {
  const rows = text.split('\n').filter((line) => /^\| `[a-z.A-Z]+` +\|.*`COLLOQUY_/.test(line));
  const listed = rows.map((row) =>
    row
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, 5),
  );
  expect(listed).toEqual(
    settings.map(({ path, of = '', variable, meaning, required }) => {
      return [`\`${path}\``, of, `\`${variable}\``, `${meaning}${required === undefined ? '' : '; required'}`];
    }),
  );
});

test('the file in the README is one', () => {
  const [, file = ''] = /^```json\n([\s\S]*?)^```/m.exec(text) ?? [];
  const environment = { DATABASE_URL: 'postgres://h/d' };
  expect(resolveConfiguration({ folder: folderWith(file), environment })).toMatchObject({
    backend: { name: 'postgres', url: 'postgres://h/d', schema: 'colloquy' },
    keys: { provider: 'local', directory: '/var/lib/colloquy/keys' },
  });
});
