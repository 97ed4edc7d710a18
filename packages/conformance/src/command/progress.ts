import type { JudgeOptions } from '../report/judgeKits.ts';
import type { Output } from './main.ts';

/** A counter on a terminal; nothing elsewhere, so that logs hold no half lines. */
export function progressOn(output: Output): { step: NonNullable<JudgeOptions['progress']>; end: () => void } {
  if (!output.terminal) return { step: () => undefined, end: () => undefined };
  let tests = 0;
  let failed = 0;
  let mutants = 0;
  let calls = 0;
  return {
    step: ({ result, trial, measurement }) => {
      if (result !== undefined) tests += 1;
      if (result?.status === 'failed') failed += 1;
      if (trial !== undefined) mutants += 1;
      if (measurement !== undefined) calls += 1;
      const more = [mutants === 0 ? [] : `${mutants} mutants`, calls === 0 ? [] : `${calls} calls measured`].flat();
      output.err(`\r${[`${tests} tests`, `${failed} failed`, ...more].join(', ')} `);
    },
    end: () => output.err('\r\u001b[K'),
  };
}
