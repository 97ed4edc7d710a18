import { existsSync, readdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const folders = (group: string): string[] =>
  existsSync(group)
    ? readdirSync(group, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
    : [];

/** One project per folder that can hold tests, so that no test is left out because a list was not kept up. */
const projects = [
  ...folders('packages').map((name) => ({ name, include: [`packages/${name}/test/**/*.test.ts`] })),
  ...folders('examples').map((name) => ({ name, include: [`examples/${name}/test/**/*.test.ts`] })),
  { name: 'house', include: ['test/**/*.test.ts'] },
];

/** The seed of every generated test: the same on each run unless COLLOQUY_SEED names another. */
const seed = process.env['COLLOQUY_SEED'] ?? '20260206';
if (!/^-?\d{1,10}$/.test(seed) || (Number(seed) | 0) !== Number(seed)) {
  throw new Error(`COLLOQUY_SEED must be a 32-bit integer, not ${JSON.stringify(seed)}`);
}

export default defineConfig({
  test: {
    pool: 'forks',
    watch: false,
    passWithNoTests: false,
    allowOnly: false,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    env: { COLLOQUY_SEED: seed },
    projects: projects.map((test) => ({ test })),
  },
});
