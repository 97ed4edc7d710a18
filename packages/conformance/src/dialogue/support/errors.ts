import { faultsOf, isColloquyError, type Fault } from '@colloquy/core';
import type { Verifier } from '../../suite/Verifier.ts';

/** How a call ended: `ok`, a code, or a code with the reason of its context such as `integrity_error/rollback`. */
export async function endOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
    return 'ok';
  } catch (error) {
    return nameOf(error);
  }
}

/** The code of an error, and the reason in its context when there is one; the text of what is no ColloquyError. */
export function nameOf(error: unknown): string {
  if (!isColloquyError(error)) return `not a ColloquyError: ${String(error)}`;
  const { reason } = error.context;
  return typeof reason === 'string' ? `${error.code}/${reason}` : error.code;
}

/** The call must end so, and not otherwise. */
export async function expectEnd(
  t: Verifier,
  call: () => Promise<unknown>,
  expected: string | readonly string[],
  reason: string,
  message?: string,
): Promise<void> {
  const end = await endOf(call);
  const allowed = typeof expected === 'string' ? [expected] : expected;
  t.check(allowed.includes(end), reason, {
    expected: allowed.length === 1 ? allowed[0] : allowed,
    actual: end,
    ...(message === undefined ? {} : { message }),
  });
}

/** `code field` of each fault, in the order told. */
export function briefly(faults: readonly Fault[]): readonly string[] {
  return faults.map(({ code, field }) => `${code} ${field}`);
}

/** The faults of a refused write. */
export async function faultsOfCall(call: () => Promise<unknown>): Promise<readonly Fault[]> {
  try {
    await call();
    return [];
  } catch (error) {
    return faultsOf(error);
  }
}

/** An answer that must be there. */
export function sure<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a value that the test relies on is not there');
  return value;
}
