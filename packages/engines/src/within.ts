/**
 * Waits for `promise` at most `milliseconds`, and keeps no program alive afterwards.
 *
 * @returns true when it was fulfilled in time, false when time ran out; rejects as `promise` does
 */
export async function within(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
