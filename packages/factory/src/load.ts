import { ColloquyError } from '@colloquy/core';

/** What must be installed for a backend or a key provider: the adapter, and the driver that it asks for. */
const packages = {
  sqlite: ['@colloquy/store-sqlite', 'better-sqlite3'],
  postgres: ['@colloquy/store-postgres', 'pg'],
  dynamo: ['@colloquy/store-dynamo', '@aws-sdk/client-dynamodb'],
  'aws-kms': ['@colloquy/keys-kms', '@aws-sdk/client-kms'],
} as const;

/**
 * Loads an adapter that may not be installed.
 *
 * @param adapter imports it, by a literal name, so that bundlers and types see it
 * @throws ColloquyError `driver_missing`, which says what to install
 * @example
 * const { setupSql } = await loadAdapter('sqlite', () => import('@colloquy/store-sqlite'));
 */
export async function loadAdapter<T>(name: keyof typeof packages, adapter: () => Promise<T>): Promise<T> {
  try {
    return await adapter();
  } catch (error) {
    const needed = packages[name];
    const message = error instanceof Error ? error.message : '';
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    // Another module that is not found is a broken installation, which its own error describes better.
    if (!isMissing || !needed.some((each) => message.includes(`'${each}'`))) throw error;
    const install = `npm install ${needed.join(' ')}`;
    throw new ColloquyError(
      'driver_missing',
      `The configuration names ${name}, and its driver is not installed: ${install}`,
      {
        cause: error,
        context: { name, packages: needed, install },
      },
    );
  }
}
