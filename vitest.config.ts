import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const folders = (group: string): string[] =>
  existsSync(group)
    ? readdirSync(group, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
    : [];

/** A workspace whose manifest names the engines has tests that need servers: a run without any of them starts none. */
const setupOf = (folder: string): { globalSetup?: string } => {
  const manifest = `${folder}/package.json`;
  if (!existsSync(manifest)) return {};
  return readFileSync(manifest, 'utf8').includes('"@colloquy/engines"')
    ? { globalSetup: './scripts/enginesForTests.ts' }
    : {};
};

/** Whose many small files keep nothing between them: they share processes, and load core once for each instead of once for each file. */
const sharing = new Set(['core']);

/** One project per folder that can hold tests, so that no test is left out because a list was not kept up. */
const projects = [
  ...['packages', 'examples'].flatMap((group) =>
    folders(group).map((name) => ({
      name,
      include: [`${group}/${name}/test/**/*.test.ts`],
      ...(sharing.has(name) ? { isolate: false } : {}),
      ...setupOf(`${group}/${name}`),
    })),
  ),
  { name: 'house', include: ['test/**/*.test.ts'] },
];

/** The seed of every generated test: the same on each run unless COLLOQUY_SEED names another. */
const seed = process.env['COLLOQUY_SEED'] ?? '20260206';
if (!/^-?\d{1,10}$/.test(seed) || (Number(seed) | 0) !== Number(seed)) {
  throw new Error(`COLLOQUY_SEED must be a 32-bit integer, not ${JSON.stringify(seed)}`);
}

/**
 * A run starts more than a thousand processes that load the same modules; what one of them has compiled the next takes from there. It is
 * a fifth of what a start costs.
 */
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

export default defineConfig({
  test: {
    pool: 'forks',
    // By default one of two cores would stay idle, and much of the time goes by in servers and child processes.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    watch: false,
    passWithNoTests: false,
    allowOnly: false,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    env: { COLLOQUY_SEED: seed },
    projects: projects.map((test) => ({ test })),
  },
});
