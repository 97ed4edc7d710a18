/**
 * Does `work` for each item, at most so many at once, in the order in which they come. The first failure ends it: nothing new is begun,
 * and it is thrown when those under way have ended.
 */
export async function eachOf<T>(
  items: AsyncIterable<T> | Iterable<T>,
  atMost: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const begin = (item: T): void => {
    const one = work(item)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => running.delete(one));
    running.add(one);
  };
  try {
    for await (const item of items) {
      if (failures.length > 0) break;
      begin(item);
      if (running.size >= atMost) await Promise.race(running);
    }
  } finally {
    await Promise.all(running);
  }
  if (failures.length > 0) throw failures[0];
}
