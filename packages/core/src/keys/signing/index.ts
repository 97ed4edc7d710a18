export { createSigningKey, type CreateSigningKeyOptions } from './createSigningKey.ts';
export type { SigningKeysOptions } from './headerOfKeyring.ts';
export { openSigningKey } from './openSigningKey.ts';
export { rewrapSigningKeys } from './rewrapSigningKeys.ts';
export { announceSigningKey, rotateSigningKey, type RotatedSigningKey } from './rotateSigningKey.ts';
export type { SigningEntry } from './signingEntries.ts';
export type { SigningKey } from './SigningKey.ts';
