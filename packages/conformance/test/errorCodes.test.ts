import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { errorCodes, validationCodes } from '@colloquy/core';
import { expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url);

/** The text of every test of the repository, and of the laws, which are tests too. */
function testTexts(): readonly string[] {
  const folders = readdirSync(new URL('packages/', root))
    .map((name) => `packages/${name}/test/`)
    .filter((folder) => existsSync(new URL(folder, root)));
  const all = [...folders, 'packages/conformance/src/', 'examples/founding-dialogue/test/', 'test/'];
  return all.flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'errorCodes.test.ts')
      .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8')),
  );
}

test('every error code and every validation code is named by a test that provokes it', () => {
  const texts = testTexts();
  expect(texts.length).toBeGreaterThan(100);
  const codes = [...Object.keys(errorCodes), ...Object.keys(validationCodes)];
  expect(codes.length).toBeGreaterThan(40);
  const named = (code: string): boolean => texts.some((text) => new RegExp(`(?<![a-z_])${code}(?![a-z_])`).test(text));
  expect(codes.filter((code) => !named(code))).toEqual([]);
});
