import { createSecretKey, type KeyObject } from 'node:crypto';
import type { DialogueId } from '../address/DialogueId.ts';
import { sha256Hex } from '../bytes/index.ts';
import type { WrapRequest } from '../codec/index.ts';
import type { Kek } from '../keys/Lease.ts';
import type { CallOptions, Change } from '../traits/PartitionStore.ts';
import { dataKeyKey, logRootKey } from './physicalKeys.ts';
import type { StoreContext } from './StoreContext.ts';

/** A new key of a dialogue, and the record that holds it wrapped. */
export interface MadeKey {
  readonly secret: KeyObject;
  readonly change: Change;
}

/** Draws 32 bytes and wraps them for a place that holds no key yet. */
export async function makeKey(
  { codec, keyring, sources }: StoreContext,
  id: DialogueId,
  kek: Kek,
  purpose: WrapRequest['purpose'],
  version: number,
  options: CallOptions,
): Promise<MadeKey> {
  const bytes = sources.randomBytes(32);
  const { tenant } = keyring;
  const request = { purpose, version, kek: kek.key, epoch: kek.epoch, tenant, dialogueId: id };
  const envelope = await codec.wrapKey(request, bytes, options);
  const secret = createSecretKey(bytes);
  bytes.fill(0);
  const key = purpose === 'dek' ? dataKeyKey(version) : logRootKey(version);
  return { secret, change: { key, digest: sha256Hex(envelope), attributes: {}, envelope, prior: null } };
}
