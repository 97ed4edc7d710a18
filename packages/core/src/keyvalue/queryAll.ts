import type { CallOptions } from '../traits/PartitionStore.ts';
import type { Engine, EngineQuery, EngineRow } from './Engine.ts';

/** Every row of a query, page after page, and at most its limit. */
export async function queryAll(
  engine: Engine,
  query: EngineQuery,
  options: CallOptions,
): Promise<readonly EngineRow[]> {
  const rows: EngineRow[] = [];
  for (let after = query.after; ;) {
    const limit = query.limit - rows.length;
    const page = await engine.query({ ...query, limit, ...(after === undefined ? {} : { after }) }, options);
    rows.push(...page.rows);
    if (page.next === undefined || rows.length >= query.limit) return rows;
    after = page.next;
  }
}
