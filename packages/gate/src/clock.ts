/** The present moment: the one place where the gate reads the clock. It does not rest on core, which has its own. */
export function now(): Date {
  return new Date();
}
