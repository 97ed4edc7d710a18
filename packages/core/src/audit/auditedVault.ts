import { bytesEqual } from '../bytes/index.ts';
import type { TenantList } from '../keys/MasterKeyHolder.ts';
import type { KeyVault } from '../traits/KeyVault.ts';
import { audited } from './audited.ts';
import type { AuditTrail } from './AuditTrail.ts';

/**
 * A vault that records what is put into it and removed: an event `vault.put` or `vault.remove` with the outcome `begun` before, since the
 * effect lasts, and one with the outcome after; of `vault.put` with `counts.stored` after, 1 when the vault holds what was put and 0 when it held something else. Reading is not recorded:
 * what is read is useless until a provider opens it, and that is.
 *
 * @example
 * const vault = auditedVault(new FileKeyVault({ directory }), trail);
 */
export function auditedVault<V extends KeyVault & Partial<TenantList>>(
  vault: V,
  trail: AuditTrail,
): KeyVault & Pick<V, Extract<keyof V, keyof TenantList>> {
  const audits: KeyVault & Partial<TenantList> = {
    get: async (tenant, epoch, options) => vault.get(tenant, epoch, options),
    epochs: async (tenant, options) => vault.epochs(tenant, options),
    remove: async (tenant, epoch, options) => {
      options?.signal?.throwIfAborted();
      const about = { operation: 'vault.remove', tenant, epoch };
      await trail.record({ ...about, outcome: 'begun' });
      return audited(trail, about, async () => vault.remove(tenant, epoch, options), { signal: options?.signal });
    },
    putIfAbsent: async (tenant, epoch, material, options) => {
      options?.signal?.throwIfAborted();
      const copy = material.slice();
      const about = { operation: 'vault.put', tenant, epoch };
      await trail.record({ ...about, outcome: 'begun' });
      return audited(trail, about, async () => vault.putIfAbsent(tenant, epoch, copy, options), {
        signal: options?.signal,
        found: (stored) => ({ counts: { stored: bytesEqual(stored, copy) ? 1 : 0 } }),
      });
    },
  };
  if (vault.tenants !== undefined)
    audits.tenants = async (options) => (vault as KeyVault & TenantList).tenants(options);
  return Object.freeze(audits) as KeyVault & Pick<V, Extract<keyof V, keyof TenantList>>;
}
