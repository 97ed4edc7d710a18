import { concat, lengthPrefixed, sha256, toHex, type KeyScope } from '@colloquy/core';

const tenantLabel = 'colloquy/v1/kms-tenant';

/**
 * `H(LP("colloquy/v1/kms-tenant") || LP(storeId) || LP(tenant))`, the first 16 bytes in lowercase hexadecimal: another one in each store,
 * so that the trail of two stores does not show that they have a tenant in common. Who guesses the tenant can check the guess.
 */
export function tenantToken({ storeId, tenant }: KeyScope): string {
  const digest = sha256(concat([lengthPrefixed(tenantLabel), lengthPrefixed(storeId), lengthPrefixed(tenant)]));
  return toHex(digest.subarray(0, 16));
}

/**
 * What KMS authenticates with a key-encryption key and writes to CloudTrail in the clear, specified in `docs/spec/keys.md`. Nothing but
 * what is here: no name, no path, no text of a dialogue.
 */
export function encryptionContextOf(scope: KeyScope): Record<string, string> {
  return {
    'colloquy:epoch': String(scope.epoch),
    'colloquy:purpose': 'kek',
    'colloquy:store': scope.storeId,
    'colloquy:tenant': tenantToken(scope),
    'colloquy:version': '1',
  };
}
