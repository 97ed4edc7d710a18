import type { CallOptions, StoreHeaderPort } from '@colloquy/core';
import type { Calls } from './calls.ts';
import { durably, fromBase64, type Row, type Statements } from './statement.ts';

export const storeHeaderSql = "SELECT encode(header, 'base64') FROM @store_header WHERE id = 1";
export const holdsDataSql = `SELECT 1 WHERE EXISTS (SELECT 1 FROM @heads) OR EXISTS (SELECT 1 FROM @log)
OR EXISTS (SELECT 1 FROM @records)`;

function headerOf([row]: readonly Row[]): Uint8Array | undefined {
  return row === undefined ? undefined : new Uint8Array(fromBase64(row[0] ?? ''));
}

/** The store header: the one row of its table, in the same schema as the dialogues and in every backup of it. */
export function storeHeader({ prepare }: Statements, { read, write }: Calls): StoreHeaderPort {
  const select = prepare<[]>('store-header', storeHeaderSql);
  const holdsData = prepare<[]>('holds-data', holdsDataSql);
  const insert = prepare<[Uint8Array]>(
    'put-store-header',
    `INSERT INTO @store_header (id, header) VALUES (1, $1) ON CONFLICT (id) DO NOTHING RETURNING ${durably}`,
  );
  const update = prepare<[Uint8Array, Uint8Array]>(
    'replace-store-header',
    `UPDATE @store_header SET header = $1 WHERE id = 1 AND header = $2 RETURNING ${durably}`,
  );
  const current = async (options?: CallOptions) => headerOf(await read(select, options));

  return {
    read: current,

    putIfAbsent: async (bytes, options) => {
      const header = bytes.slice();
      await write((client) => insert(client, header), options);
      return (await current(options)) ?? new Uint8Array(0);
    },

    replace: async (previous, next, options) => {
      const [expected, header] = [previous.slice(), next.slice()];
      const rows = await write((client) => update(client, header, expected), options);
      return rows.length === 1;
    },

    holdsData: async (options) => (await read(holdsData, options)).length === 1,
  };
}
