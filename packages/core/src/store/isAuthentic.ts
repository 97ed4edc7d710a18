import { timingSafeEqual } from 'node:crypto';
import type { DialogueId } from '../address/DialogueId.ts';
import { bytesEqual } from '../bytes/index.ts';
import { entryMac, genesisHash, type EntryHeader } from '../log/index.ts';
import { isBoundaryKind } from '../move/boundaryBody.ts';
import type { RootKeys } from './dialogueKeys.ts';
import type { StoreContext } from './StoreContext.ts';

/**
 * True when a header carries the MAC of the dialogue's log root, and entry 1 the right genesis. A boundary entry has the signature of a
 * pinned mover instead, and nothing else will do for it (MG-ENTRY-01, -04).
 */
export function isAuthentic(
  context: StoreContext,
  id: DialogueId,
  header: EntryHeader,
  hash: Uint8Array,
  auth: Uint8Array,
  keys: RootKeys,
): boolean {
  if (isBoundaryKind(header.kind)) return context.movers.judge(hash, auth).trust === 'signed';
  const mac = entryMac(keys.log, hash);
  if (mac.byteLength !== auth.byteLength || !timingSafeEqual(mac, auth)) return false;
  if (header.logId === undefined) return true;
  return bytesEqual(header.prevHash, genesisHash(context.keyring.tenant, id, header.logId));
}
