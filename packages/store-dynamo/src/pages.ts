import { ColloquyError, type EnginePage, type EngineQuery, type EngineRow } from '@colloquy/core';
import { itemOf, partitionKey, sortKey, type Item } from './items.ts';

/** What a Query answers. */
export interface Answer {
  readonly Items?: readonly Item[] | undefined;
  readonly LastEvaluatedKey?: Item | undefined;
}

/**
 * A page of the answer. It may hold any number of rows, none among them, and still be followed by others
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html). Every row, and where the next page begins, must
 * lie in the partition and behind what came before: otherwise foreign data would come in, or pages without end.
 *
 * @throws ColloquyError `backend_error`
 */
export function pageOf({ partition, prefix, after, descending = false }: EngineQuery, answer: Answer): EnginePage {
  const isBehind = (sort: string, place: string): boolean => (descending ? sort < place : sort > place);
  let last = after;
  const sortOf = (key: Item): string => {
    const sort = key[sortKey]?.S;
    if (sort === undefined || key[partitionKey]?.S !== partition) throw foreignPage();
    return sort;
  };
  const rows = (answer.Items ?? []).map((item): EngineRow => {
    const sort = sortOf(item);
    if (!sort.startsWith(prefix)) throw foreignPage();
    if (last !== undefined && !isBehind(sort, last)) throw repeatedPage();
    last = sort;
    return { sort, item: itemOf(item) };
  });
  if (answer.LastEvaluatedKey === undefined) return { rows, next: undefined };
  const next = sortOf(answer.LastEvaluatedKey);
  const isOwn = rows.length > 0 && next === last;
  if (!isOwn && last !== undefined && !isBehind(next, last)) throw repeatedPage();
  return { rows, next };
}

function foreignPage(): ColloquyError {
  return new ColloquyError('backend_error', 'DynamoDB answered a query with what was not asked for.');
}

export function repeatedPage(): ColloquyError {
  return new ColloquyError('backend_error', 'DynamoDB answered a query with a page that does not go on.');
}
