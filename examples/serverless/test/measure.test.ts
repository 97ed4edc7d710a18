import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** Milliseconds: it starts an engine, bundles nine times and starts three processes. */
const patience = 60_000;

test(
  'npm run measure prints the tables of the README, with a value in every cell',
  async () => {
    const script = fileURLToPath(new URL('../scripts/measure.ts', import.meta.url));
    const args = ['--disable-warning=ExperimentalWarning', script, '--runs', '1'];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const rows = stdout.split('\n').filter((line) => line.startsWith('| '));
    const [sizes, times] = [rows.slice(0, 5), rows.slice(5)];
    expect(sizes.slice(2).filter((row) => /^\| [^|]+(\| +\d+ +){3}\| \d+ % +\|$/.test(row))).toHaveLength(3);
    expect(times.slice(2).filter((row) => /^\| [^|]+(\| \d+\.\d +){4}\|$/.test(row))).toHaveLength(3);
    expect(rows).toHaveLength(10);
  },
  patience,
);
