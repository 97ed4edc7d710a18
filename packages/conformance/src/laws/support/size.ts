import type { Capabilities } from '../../kit/Capabilities.ts';

/** Changes of a commit that is surely large for this backend: several transactions where it declares a limit. */
export function largeCount(capabilities: Capabilities): number {
  const { transactionLimit } = capabilities;
  return transactionLimit === undefined ? 40 : Math.min(1000, 2 * transactionLimit + 1);
}
