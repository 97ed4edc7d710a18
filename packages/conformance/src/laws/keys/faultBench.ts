import { systemSources, type CallOptions, type KeyLease, type KeyProvider } from '@colloquy/core';
import type { ProviderCapabilities, ProviderContext, ProviderFixture } from '../../kit/KeyKits.ts';
import type { PlacedFault, ProviderFault } from '../../kit/ProviderFaults.ts';
import { settledOf, type Settled } from '../../steps/HeldCall.ts';
import { scope } from './scopes.ts';

/** What a busy machine may add to a bound, in milliseconds. */
const grace = 2000;

/** True when the kit says how it produces the fault. */
export function isProduced({ faults }: ProviderCapabilities, fault: ProviderFault): boolean {
  const declared: Partial<ProviderCapabilities['faults']> = faults;
  const declaration = declared[fault];
  return declaration !== undefined && 'how' in declaration;
}

/** How the call ends; that it does not end within its bound is a violation. */
async function within<T>(t: ProviderContext, bound: number, call: Promise<T>): Promise<Settled<T>> {
  const done = new AbortController();
  const late = systemSources.delay(bound + grace, done.signal).then(
    () => 'late' as const,
    () => 'late' as const,
  );
  try {
    const settled = await Promise.race([settledOf(call), late]);
    if (settled === 'late') throw t.violation('hangs', { message: `not over after ${bound} ms` });
    return settled;
  } finally {
    done.abort();
  }
}

/** What a law of faults works with while the fault is in force. */
export interface UnderFault {
  readonly fixture: ProviderFixture;
  /** One that has nothing read or cached yet. */
  readonly fresh: KeyProvider;
  readonly right: KeyLease;
  readonly placed: PlacedFault;
  readonly create: (options?: CallOptions) => Promise<Settled<Uint8Array>>;
  readonly open: (options?: CallOptions) => Promise<Settled<KeyLease>>;
}

/** Puts the fault in force and takes it away again, also when the law fails. */
export async function underFault(
  t: ProviderContext,
  fault: ProviderFault,
  use: (bench: UnderFault) => Promise<void>,
): Promise<void> {
  const fixture = await t.open();
  const material = await fixture.provider.createEpoch(scope);
  const right = await fixture.provider.openEpoch(scope, material);
  const fresh = await fixture.second();
  const inject = t.owed(fixture.inject, `inject, because the kit declares the fault ${fault}`);
  const placed = await inject.call(fixture, fault);
  const bound = t.capabilities.callBound;
  try {
    await use({
      fixture,
      fresh,
      right,
      placed,
      create: async (options) => within(t, bound, fresh.createEpoch(scope, options)),
      open: async (options) => within(t, bound, fresh.openEpoch(scope, material, options)),
    });
  } finally {
    await placed.restore();
  }
}
