import { inOrder, type CallOptions } from '@colloquy/core';

/** Queries of one question under way at one time. A client has 50 connections by default, and a search asks four questions at once. */
const atOnce = 8;

/** The results in the order of the items. One failure, or an abort by the caller, ends all that is under way. */
export async function together<Item, Result>(
  items: readonly Item[],
  { signal: callers }: CallOptions,
  work: (item: Item, options: CallOptions) => Promise<Result>,
): Promise<readonly Result[]> {
  const stop = new AbortController();
  const signal = callers === undefined ? stop.signal : AbortSignal.any([callers, stop.signal]);
  try {
    return await inOrder(items, { signal, atOnce }, (item) => work(item, { signal }));
  } catch (error) {
    stop.abort();
    throw error;
  }
}
