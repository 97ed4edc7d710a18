import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const script = resolve(import.meta.dirname, '../../scripts/gate/demonstrate.ts');

function demonstrate(...args: readonly string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
}

// Three builds of a copy of the repository, and the gate seven times.
const timeout = 240_000;

test('scenes that are none are refused', () => {
  expect(demonstrate('4')).toEqual({
    status: 2,
    output: expect.stringContaining('npm run gate:demonstrate') as string,
  });
});

test(
  'what the gate does with forced types, with a loop over entities and with what cannot be read, without the suite',
  () => {
    const { status, output } = demonstrate('--bounded');
    expect(output.split('\n').filter((line) => line.startsWith('NOT AS EXPECTED'))).toEqual([]);
    expect([status, output.trimEnd().split('\n').at(-1)]).toEqual([0, 'Everything came as expected.']);
    for (const seen of [
      'as expected: SCOPE-01 at packages/core/src/traits/DialogueStore.ts:',
      'as expected: the rules are BUDGET-03',
      'as expected: the rules are READ-05',
      'as expected: the rules are READ-06',
      'as expected: the rules are READ-07',
    ]) {
      expect(output).toContain(seen);
    }
  },
  timeout,
);
