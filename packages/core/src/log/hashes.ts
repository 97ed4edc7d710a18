import type { KeyObject } from 'node:crypto';
import { lengthPrefixed, hkdfSha256, hmacSha256, sha256 } from '../bytes/index.ts';
import type { DialogueId } from '../address/DialogueId.ts';
import type { EntryHeader } from './header.ts';
import type { MaskSource } from './StateSum.ts';

const none = new Uint8Array(0);
const entryLabel = lengthPrefixed('colloquy/v1/entry');
const genesisLabel = lengthPrefixed('colloquy/v1/genesis');

/** The hash that the next entry carries as `prevHash`, over the canonical header bytes. */
export function entryHash(header: Uint8Array): Uint8Array {
  return sha256(entryLabel, header);
}

/** `prevHash` of entry 1: binds the log to tenant, dialogue and its own random id. */
export function genesisHash(tenant: string, id: DialogueId, logId: Uint8Array): Uint8Array {
  return sha256(genesisLabel, lengthPrefixed(tenant), lengthPrefixed(id), logId);
}

/** The keys of a dialogue's log, from its log root. */
export interface LogKeys {
  readonly auditKey: Uint8Array;
  readonly stateKey: Uint8Array;
}

export function deriveLogKeys(root: KeyObject): LogKeys {
  return {
    auditKey: hkdfSha256(root, none, lengthPrefixed('colloquy/v1/audit'), 32),
    stateKey: hkdfSha256(root, none, lengthPrefixed('colloquy/v1/state'), 32),
  };
}

/** What authenticates an entry. */
export function entryMac(keys: LogKeys, hash: Uint8Array): Uint8Array {
  return hmacSha256(keys.auditKey, hash);
}

/** Whose mask the tag of this entry carries. */
export function maskSourceOf(header: EntryHeader): MaskSource {
  const source = header.tag ?? header;
  return { n: header.tagOf, commitId: source.commitId, prevHash: source.prevHash };
}
