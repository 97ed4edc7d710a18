import { openSqliteStore } from '@colloquy/store-sqlite';

/** How another process opens the data of a fixture. */
export function openStore(config) {
  return openSqliteStore({ path: config.path });
}
