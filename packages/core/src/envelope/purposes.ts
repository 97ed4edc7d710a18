import { lengthPrefixed } from '../bytes/index.ts';

/** What an envelope holds. Part of its authenticated header and of its key derivation, so one kind never opens as another. */
export type Purpose = 'record' | 'dek-wrap' | 'log-root-wrap' | 'signing-wrap';

/** Set when the plaintext is padded. */
export const paddedFlag = 0x01;

interface PurposeRule {
  readonly byte: number;
  /** `LP("colloquy/v1/" || name)`: how the key derivation begins. */
  readonly label: Uint8Array;
  /** Every flag byte that may stand beside this purpose. */
  readonly flags: ReadonlySet<number>;
}

function rule(byte: number, name: Purpose, flags: readonly number[]): PurposeRule {
  return { byte, label: lengthPrefixed(`colloquy/v1/${name}`), flags: new Set(flags) };
}

/** The allow-list of version 1 (EV-LAYOUT-04). */
export const purposes: Readonly<Record<Purpose, PurposeRule>> = {
  record: rule(0x01, 'record', [0, paddedFlag]),
  'dek-wrap': rule(0x02, 'dek-wrap', [0]),
  'log-root-wrap': rule(0x04, 'log-root-wrap', [0]),
  'signing-wrap': rule(0x05, 'signing-wrap', [0]),
};
