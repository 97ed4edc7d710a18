import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

// The deep runs: every property with many times its runs, and the whole table of broken backends against all laws. CI runs a
// bounded, seeded share of both.

const usage = `npm run deep [-- --runs N] [--seed N]   N times the runs of every property (default 8), then the full kill table`;

const { values } = parseArgs({ options: { runs: { type: 'string', default: '8' }, seed: { type: 'string' } } });
if (!/^[1-9]\d{0,4}$/.test(values.runs)) {
  console.error(usage);
  process.exit(2);
}
const env = {
  ...process.env,
  COLLOQUY_RUNS: values.runs,
  ...(values.seed === undefined ? {} : { COLLOQUY_SEED: values.seed }),
};

for (const program of [
  ['node_modules/vitest/vitest.mjs', 'run'],
  ['packages/conformance/dist/bin.js', '--kit', 'packages/conformance/example/kit.js', '--mutants'],
]) {
  const { status } = spawnSync(process.execPath, program, { stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
}
