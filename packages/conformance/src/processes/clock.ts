/**
 * Where the times of one history begin. All processes of a machine share the monotonic clock, so their times are in one order; it
 * serves for that order alone, never as a deadline.
 */
export function origin(): string {
  return String(process.hrtime.bigint());
}

/** Nanoseconds since the origin. */
export function since(from: string): number {
  return Number(process.hrtime.bigint() - BigInt(from));
}
