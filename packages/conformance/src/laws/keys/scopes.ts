import type { KeyScope } from '@colloquy/core';

export const scope: KeyScope = { storeId: '0123456789abcdef0123456789abcdef', tenant: 'acme', epoch: 1 };

export const lastEpoch = 2 ** 31 - 1;

/** Tenants that a path, a separator or a file system that ignores case confuses. */
export const entangledTenants: readonly string[] = [
  'a',
  'A',
  'a.',
  'a-1',
  'a1',
  'a~',
  'a_b',
  '.',
  '..',
  '1',
  'nul',
  'x'.repeat(64),
];
