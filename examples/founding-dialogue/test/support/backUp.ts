import type { OpenStore } from '../../src/store/openStore.ts';

/** Copies the SQLite file under an open store. */
export async function backUp({ backend }: OpenStore, destination: string): Promise<void> {
  if (!('backup' in backend)) throw new Error('no SQLite file lies under this store');
  await backend.backup(destination);
}
