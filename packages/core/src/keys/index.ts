export { createKeys } from './createKeys.ts';
export { EphemeralKeyProvider } from './EphemeralKeyProvider.ts';
export { openKeyring, setupKeys, type Keyring, type KeyringOptions } from './Keyring.ts';
export * from './local/index.ts';
export type { MasterKeyHolder, TenantList } from './MasterKeyHolder.ts';
export { MemoryKeyVault } from './MemoryKeyVault.ts';
export { MemoryStoreHeader } from './MemoryStoreHeader.ts';
export { openKeys, type KeysOptions } from './openKeys.ts';
export { decodeStoreHeader, encodeStoreHeader, type StoreHeader } from './storeHeader.ts';
