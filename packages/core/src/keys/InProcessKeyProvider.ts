import { createSecretKey, type KeyObject } from 'node:crypto';
import { ColloquyError } from '../errors/index.ts';
import type { KeyLease, KeyProvider, KeyScope } from '../traits/KeyProvider.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import { deriveLocalKek, kekSaltLength } from './localKek.ts';

/**
 * A master key that exists in this process only, drawn from a given source. Not public: whoever chooses the bytes chooses the key.
 *
 * Keys are derived as every local provider derives them: `KEK = HKDF(UMK, kekSalt, LP("colloquy/v1/kek") || LP(tenant) ||
 * u32(epoch), 32)` (RFC 5869), the salt being what the vault holds.
 */
export class InProcessKeyProvider implements KeyProvider {
  readonly name = 'ephemeral';
  #masterKey: KeyObject | undefined;
  readonly #randomBytes: (length: number) => Uint8Array;

  constructor(randomBytes: (length: number) => Uint8Array) {
    this.#randomBytes = randomBytes;
    this.#masterKey = createSecretKey(randomBytes(32));
  }

  async createEpoch(_scope: KeyScope, options?: CallOptions): Promise<Uint8Array> {
    options?.signal?.throwIfAborted();
    this.#openMasterKey();
    return this.#randomBytes(kekSaltLength);
  }

  async openEpoch(scope: KeyScope, material: Uint8Array, options?: CallOptions): Promise<KeyLease> {
    options?.signal?.throwIfAborted();
    const masterKey = this.#openMasterKey();
    if (material.byteLength !== kekSaltLength) {
      throw new ColloquyError(
        'wrong_key',
        `The vault's material for epoch ${scope.epoch} is not a ${kekSaltLength}-byte salt.`,
        {
          context: { tenant: scope.tenant, epoch: scope.epoch },
        },
      );
    }
    return deriveLocalKek(masterKey, material, scope);
  }

  async close(): Promise<void> {
    this.#masterKey = undefined;
  }

  #openMasterKey(): KeyObject {
    if (this.#masterKey === undefined) {
      throw new ColloquyError('backend_closed', 'This key provider was closed; make a new one.');
    }
    return this.#masterKey;
  }
}
