/** Runs `work`, then `release`. When both fail, the failure of the work is the one that counts. */
export async function releasing<T>(work: () => Promise<T>, release: () => Promise<void>): Promise<T> {
  let result: T;
  try {
    result = await work();
  } catch (error) {
    await release().catch(() => undefined);
    throw error;
  }
  await release();
  return result;
}
