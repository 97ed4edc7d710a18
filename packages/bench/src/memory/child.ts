import { openSqliteStore } from '@colloquy/store-sqlite';
import { sealedReader } from '../raw/handRows.ts';
import { benchId } from '../workbench/fill.ts';
import { benchKeyring, storeOver } from '../workbench/Workbench.ts';

/** What a fresh process says about one load, in MiB. */
export interface MemoryUse {
  /** Resident before the load, everything imported and opened. */
  readonly before: number;
  /** Resident after it, the result held. */
  readonly after: number;
  readonly entities: number;
}

const mebibyte = 2 ** 20;

/**
 * Does one load in this process. `idle` loads nothing: what the process takes by itself.
 *
 * @param path the database of a store
 * @param sealed the same content, sealed by hand
 */
export async function useMemory(kind: string, path: string, sealed: string): Promise<MemoryUse> {
  await using backend = await openSqliteStore({ path, readOnly: true });
  const store = storeOver(backend, await benchKeyring());
  using raw = sealedReader(sealed, benchId);
  const before = process.memoryUsage.rss() / mebibyte;
  const held = kind === 'store' ? (await store.load(benchId)).state : undefined;
  const rows = kind === 'rows' ? raw.read() : undefined;
  const after = process.memoryUsage.rss() / mebibyte;
  return { before, after, entities: held?.size ?? rows?.size ?? 0 };
}

// Run as a program by the benchmark: one line of JSON.
if (process.argv[1] === import.meta.filename) {
  const [, , kind = 'idle', path = '', sealed = ''] = process.argv;
  process.stdout.write(JSON.stringify(await useMemory(kind, path, sealed)));
}
