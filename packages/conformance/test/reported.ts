import type { ReportOptions } from '../src/report/registerSuite.ts';

/**
 * With COLLOQUY_REPORTS=1 the tests of the suite leave reports behind, and measure: `npm run conformance -- --tested` merges them, so that no law is
 * tried twice where both are wanted.
 *
 * @param name - of the backend, as in scripts/conformance.ts
 */
export function reported(
  name: string,
  part: 'store' | 'dialogues',
  sources: readonly string[],
): { readonly report?: ReportOptions } {
  if (process.env['COLLOQUY_REPORTS'] !== '1') return {};
  const common = ['packages/core/src', 'packages/conformance/src'];
  return {
    report: {
      file: `reports/tests/${name}/${part}.json`,
      sources: [...common, ...sources, 'packages/conformance/test/kits'],
      measure: true,
    },
  };
}
