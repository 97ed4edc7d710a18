/**
 * How the command ends.
 *
 * - `passed` 0: nothing is refused
 * - `refused` 1: at least one finding
 * - `usage` 2: the call is wrong, or Node is too old
 * - `unreadable` 3: the gate cannot judge (rules READ): never a pass
 */
export const exitCodes = { passed: 0, refused: 1, usage: 2, unreadable: 3 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
