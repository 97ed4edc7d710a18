export { FileKeyVault, type FileKeyVaultOptions } from './FileKeyVault.ts';
export { FileStoreHeader, type FileStoreHeaderOptions } from './FileStoreHeader.ts';
export {
  createLocalKeys,
  localVaultDirectory,
  openLocalKeys,
  type LocalKeys,
  type LocalKeysOptions,
} from './localKeys.ts';
export { LocalFileKeyProvider, type LocalFileKeyProviderOptions } from './LocalFileKeyProvider.ts';
