import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly exports: Readonly<Record<string, { readonly default: string }>>;
};

/** What a built module loads from elsewhere, directly or through others of the package. */
function loadedBy(module: URL, visited = new Set<string>()): readonly string[] {
  if (visited.has(module.href)) return [];
  visited.add(module.href);
  const specifiers = readFileSync(module, 'utf8').matchAll(/(?:from|import) *\(?['"]([^'"]+)['"]/g);
  return [...specifiers].flatMap(([, specifier = '']) =>
    specifier.startsWith('.') ? loadedBy(new URL(specifier, module), visited) : [specifier],
  );
}

test('the subpath of reports loads Node and itself, neither core nor fast-check', () => {
  const entry = manifest.exports['./report']?.default ?? '';
  const loaded = loadedBy(new URL(`../../${entry}`, import.meta.url));
  expect(loaded).toContain('node:crypto');
  expect(loaded.filter((specifier) => !specifier.startsWith('node:'))).toEqual([]);
});

test('and gives what its readers need', async () => {
  const { reportSchema, sourcesDigest } = await import('@colloquy/conformance/report');
  expect(reportSchema).toBe(2);
  const path = 'src/report';
  const root = new URL('../../', import.meta.url).pathname;
  expect(await sourcesDigest(root, path)).toMatch(/^[0-9a-f]{64}$/);
});
