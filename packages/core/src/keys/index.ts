export { EphemeralKeyProvider } from './EphemeralKeyProvider.ts';
export { openKeyring, setupKeys, type Keyring, type KeyringOptions } from './Keyring.ts';
export { MemoryKeyVault } from './MemoryKeyVault.ts';
