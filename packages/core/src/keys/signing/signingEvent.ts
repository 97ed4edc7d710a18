import { audited } from '../../audit/audited.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { Kek } from '../Lease.ts';
import type { SigningContext } from './headerOfKeyring.ts';

/** Does something with a signing key, with an event of how it ended if there is a trail (AU-OP-01). */
export async function signingEvent<T>(
  { audit, keyring: { tenant } }: SigningContext,
  operation: 'signing.wrap' | 'signing.unwrap' | 'note.sign',
  version: number,
  { epoch, kekId }: Kek,
  act: () => T,
  call?: CallOptions,
): Promise<T> {
  if (audit === undefined) return act();
  const about = { operation, tenant, epoch, kekId, keyVersions: [version, version] as const };
  return audited(audit, about, async () => act(), { signal: call?.signal });
}
