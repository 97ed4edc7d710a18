/** How long a call may go on, and everything that may end it earlier. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** The result of `work`, unless the deadline comes first: then its reason. `work` is not stopped by this. */
  readonly race: <T>(work: Promise<T>) => Promise<T>;
}

/**
 * Runs `use` until it ends, a signal is aborted, or the time is up; in the last case with the reason that `late` makes. Leaves no
 * timer and no listener behind.
 */
export async function withDeadline<T>(
  options: { readonly signals: readonly (AbortSignal | undefined)[]; readonly ms: number; readonly late: () => Error },
  use: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const { signal } = controller;
  const cleanUp: (() => void)[] = [];
  for (const outer of options.signals) outer?.throwIfAborted();
  for (const outer of options.signals) {
    if (outer === undefined) continue;
    const stop = (): void => controller.abort(outer.reason);
    outer.addEventListener('abort', stop, { once: true });
    cleanUp.push(() => outer.removeEventListener('abort', stop));
  }
  const timer = setTimeout(() => controller.abort(options.late()), options.ms);
  cleanUp.push(() => clearTimeout(timer));
  try {
    return await use({ signal, race: (work) => race(work, signal) });
  } finally {
    for (const clean of cleanUp) clean();
  }
}

async function race<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const stopped = Promise.withResolvers<never>();
  const stop = (): void => stopped.reject(signal.reason);
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, stopped.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
