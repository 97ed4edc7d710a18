/**
 * How the command ends. One table: the help and the README are made of it.
 *
 * Codes say of what kind the end is, so that a script knows what to do next; which error it was stands in the message.
 */
export const exitCodes = {
  done: [0, 'done'],
  damage: [1, 'something stored is not what was written, or a check has findings'],
  usage: [2, 'the call is wrong, or this Node is too old'],
  configuration: [3, 'the configuration is wrong, or a driver is not installed'],
  refused: [4, 'what was asked for cannot be done to what is there'],
  keys: [5, 'keys are missing, wrong or not safe'],
  unavailable: [6, 'database or key service did not answer in time; nothing happened, try again'],
  unknown: [7, 'it is not known whether a write landed; call again before anything else'],
  storage: [8, 'file, schema or table cannot be opened, or cannot take what was to be written'],
  defect: [70, 'a fault of this program'],
  interrupted: [130, 'interrupted'],
} as const satisfies Readonly<Record<string, readonly [code: number, meaning: string]>>;

export type ExitName = keyof typeof exitCodes;

/** The table as help shows it. */
export function exitCodeLines(): readonly string[] {
  return Object.values(exitCodes).map(([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning}`);
}
