import {
  ColloquyError,
  createKeys,
  decodeStoreHeader,
  encodeStoreHeader,
  MemoryKeyVault,
  MemoryStoreHeader,
  openKeys,
  type Keyring,
  type StoreHeader,
} from '@colloquy/core';
import { SeededKeyProvider, seededSources } from '@colloquy/core/testing';
import { sure } from './errors.ts';

export const tenant = 'laws';

/** Header, vault and keys of a store without a backend: what signing keys need. */
export interface SigningStore {
  readonly header: MemoryStoreHeader;
  readonly keyring: Keyring;
  /** What the header holds. */
  stored(): Promise<StoreHeader>;
  /** Puts another header in its place. */
  put(change: (stored: StoreHeader) => StoreHeader): Promise<void>;
  /** Bytes in the place of the header. */
  putBytes(bytes: Uint8Array): Promise<void>;
  /** Adds epoch 2, and answers with a keyring whose current epoch it is. */
  nextEpoch(): Promise<Keyring>;
}

export async function signingStore(seed: number): Promise<SigningStore> {
  const header = new MemoryStoreHeader();
  const vault = new MemoryKeyVault();
  const provider = new SeededKeyProvider(seededSources({ seed }).randomBytes);
  const keyring = await createKeys({ header, vault, provider, tenant });
  const stored = async (): Promise<StoreHeader> => decodeStoreHeader(sure(await header.read()));
  const putBytes = async (bytes: Uint8Array): Promise<void> => {
    if (!(await header.replace(sure(await header.read()), bytes))) throw new Error('the header was not replaced');
  };
  const put = async (change: (stored: StoreHeader) => StoreHeader): Promise<void> =>
    putBytes(encodeStoreHeader(change(await stored())));
  return {
    header,
    keyring,
    stored,
    put,
    putBytes,
    nextEpoch: async () => {
      const scope = { storeId: keyring.storeId, tenant, epoch: 2 };
      const material = await provider.createEpoch(scope);
      await vault.putIfAbsent(tenant, 2, material);
      const { kekId } = await provider.openEpoch(scope, material);
      await put((before) => ({ ...before, epochs: [...before.epochs, [2, kekId]] }));
      return openKeys({ header, vault, provider, tenant });
    },
  };
}

/** A keyring that can be told to answer no more, as a key service does whose key was disabled. */
export function revocable(keyring: Keyring): { readonly keyring: Keyring; revoke(): void } {
  let revoked = false;
  return {
    keyring: {
      ...keyring,
      kek: async (epoch, options) => {
        if (revoked) throw new ColloquyError('key_unavailable', 'the key was disabled');
        return keyring.kek(epoch, options);
      },
    },
    revoke: () => {
      revoked = true;
    },
  };
}
