import { ColloquyError } from '../errors/index.ts';
import { limits } from '../limits.ts';
import type { Page, PageRequest, Unverified } from '../traits/AnalyticsStore.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import type { PortPage } from '../traits/AnalyticsPort.ts';
import { decodeCursor, encodeCursor, type CursorList } from './cursor.ts';

/** Marks an answer, or a row of it, as what it is. The value is not copied: it must be fresh. */
export function unverified<T extends object>(value: T): Unverified<T> {
  return value as Unverified<T>;
}

/** @throws ColloquyError `invalid_argument` */
export function requireCount(name: string, value: unknown): number {
  const max = limits.analyticsPage;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= max) return value;
  throw new ColloquyError('invalid_argument', `${name} is a whole number from 1 to ${max}.`, {
    context: { name, max },
  });
}

/**
 * One page of a list: the request checked before anything is asked, one row more than wanted, and the cursor of the last row given
 * out when there is one more.
 *
 * @throws ColloquyError `invalid_argument`
 */
export async function pageOf<Position extends object, Row extends Position>(
  list: CursorList<Position>,
  request: PageRequest,
  ask: (page: PortPage<Position>, options: CallOptions) => Promise<readonly Row[]>,
): Promise<Unverified<Page<Row>>> {
  const { cursor, signal } = request;
  const limit = requireCount('limit', request.limit);
  const after = cursor === undefined ? undefined : decodeCursor(list, cursor);
  signal?.throwIfAborted();
  const found = await ask({ limit: limit + 1, after }, signal === undefined ? {} : { signal });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const next = found.length > limit && last !== undefined ? encodeCursor(list, last) : undefined;
  return unverified({ rows: rows.map(unverified), cursor: next });
}
