import { ColloquyError } from '../errors/index.ts';
import type { MasterKeyHolder, StoreBound } from '../keys/MasterKeyHolder.ts';
import type { KeyProvider, KeyScope } from '../traits/KeyProvider.ts';
import type { AuditRecord } from './AuditEvent.ts';
import { audited } from './audited.ts';
import type { AuditTrail } from './AuditTrail.ts';
import { isKekId, isToken } from './eventFields.ts';

/**
 * A key provider that records one event for each key that it makes or opens, before the key is given out. Operations: `kek.create`,
 * `kek.open`, and of a master key that lies with the user `master-key.create`, `master-key.open`. Making a master key has an effect that
 * lasts, so an event with the outcome `begun` goes before it.
 *
 * @throws ColloquyError `invalid_argument` when the provider's name is no token
 * @example
 * const provider = auditedProvider(new LocalFileKeyProvider({ directory }), trail);
 */
export function auditedProvider<P extends KeyProvider & Partial<MasterKeyHolder & StoreBound>>(
  provider: P,
  trail: AuditTrail,
): KeyProvider & Pick<P, Extract<keyof P, keyof MasterKeyHolder | keyof StoreBound>> {
  const { name } = provider;
  if (!isToken(name)) {
    throw new ColloquyError('invalid_argument', "A key provider's name is 1 to 64 characters of A-Z a-z 0-9 . _ ~ -.");
  }
  const about = (operation: string, scope?: KeyScope): Omit<AuditRecord, 'outcome'> => ({
    operation,
    provider: name,
    ...(scope === undefined ? {} : { tenant: scope.tenant, epoch: scope.epoch }),
  });
  const audits: KeyProvider & Partial<MasterKeyHolder & StoreBound> = {
    name,
    createEpoch: async (scope, options) =>
      audited(trail, about('kek.create', scope), async () => provider.createEpoch(scope, options), {
        signal: options?.signal,
      }),
    openEpoch: async (scope, material, options) =>
      audited(
        trail,
        about('kek.open', scope),
        async () => provider.openEpoch(scope, material, options),
        // A provider is somebody else's code: what is not an id does not get into the audit.
        { signal: options?.signal, found: ({ kekId }) => (isKekId(kekId) ? { kekId } : {}) },
      ),
    close: async () => provider.close(),
  };
  if (provider.masterKeyId !== undefined) {
    audits.masterKeyId = async (storeId, options) =>
      audited(trail, about('master-key.open'), async () => holderOf(provider).masterKeyId(storeId, options), {
        signal: options?.signal,
      });
  }
  if (provider.createMasterKey !== undefined) {
    audits.createMasterKey = async (options) => {
      options?.signal?.throwIfAborted();
      await trail.record({ ...about('master-key.create'), outcome: 'begun' });
      await audited(trail, about('master-key.create'), async () => holderOf(provider).createMasterKey(options), {
        signal: options?.signal,
      });
    };
  }
  // No key is opened by it.
  if (provider.storeIdOf !== undefined) audits.storeIdOf = (material) => provider.storeIdOf?.(material);
  return Object.freeze(audits) as KeyProvider & Pick<P, Extract<keyof P, keyof MasterKeyHolder | keyof StoreBound>>;
}

/** Called on the provider itself, which may keep its key in private fields. */
function holderOf(provider: KeyProvider & Partial<MasterKeyHolder>): MasterKeyHolder {
  return provider as KeyProvider & MasterKeyHolder;
}
