import { join } from 'node:path';
import { FileStoreHeader } from '../../../../src/keys/local/FileStoreHeader.ts';
import type { LocalKeysOptions } from '../../../../src/keys/local/localKeys.ts';

export const tenant = 'acme';
export const keyFile = join('keys', 'master.key');
export const epochFile = join('keys', 'vault', '1-acme.epoch');
export const headerFile = join('header', 'header.1');

/** Keys and header of a store in a folder. */
export function storeIn(folder: string, holdsData = false): LocalKeysOptions {
  return {
    directory: join(folder, 'keys'),
    header: new FileStoreHeader({ directory: join(folder, 'header'), holdsData: async () => holdsData }),
    tenant,
  };
}
