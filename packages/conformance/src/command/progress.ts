import type { JudgeOptions } from '../report/judgeKits.ts';
import type { Output } from './main.ts';

/** A counter on a terminal; nothing elsewhere, so that logs hold no half lines. */
export function progressOn(output: Output): { step: NonNullable<JudgeOptions['progress']>; end: () => void } {
  if (!output.terminal) return { step: () => undefined, end: () => undefined };
  let tests = 0;
  let failed = 0;
  let mutants = 0;
  return {
    step: ({ result, trial }) => {
      if (result !== undefined) tests += 1;
      if (result?.status === 'failed') failed += 1;
      if (trial !== undefined) mutants += 1;
      output.err(`\r${tests} tests, ${failed} failed${mutants === 0 ? '' : `, ${mutants} mutants`} `);
    },
    end: () => output.err('\r\u001b[K'),
  };
}
