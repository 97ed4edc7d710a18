import type { KeyObject } from 'node:crypto';
import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { sha256Hex } from '../bytes/index.ts';
import type { WrapRequest } from '../codec/index.ts';
import { keyStateOf, type AsItIs, type KeyChange } from '../store/buildCommit.ts';
import { dataKeyVersions, type RootKeys } from '../store/dialogueKeys.ts';
import { makeKey } from '../store/makeKey.ts';
import { dataKeyKey, logRootKey } from '../store/physicalKeys.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import type { EntryHeader } from '../log/index.ts';
import type { CallOptions, Digest, StoredRecord } from '../traits/PartitionStore.ts';
import type { StandingKeys } from './standingKeys.ts';

/** Which wraps stand otherwise than the log's end says, and what the log says of them. */
export interface TornWraps {
  readonly torn: ReadonlySet<RecordKey>;
  readonly standing: ReadonlyMap<RecordKey, StoredRecord>;
  digestInLog(key: RecordKey): Digest | null;
}

/**
 * The keys of a dialogue after a repair: those that stand, wrapped under the epoch of the log's end where their wraps are of another time.
 * A data key that is lost, with nothing under it, is made anew under its number; one that only a lost entry introduced stays in use.
 */
export async function mendKeys(
  context: StoreContext,
  id: DialogueId,
  header: EntryHeader,
  keys: StandingKeys & { readonly root: RootKeys },
  wraps: TornWraps,
  options: CallOptions,
): Promise<KeyChange & { readonly made: readonly RecordKey[] }> {
  const { epoch } = header;
  const kek = await context.keyring.kek(epoch, options);
  const dek = Math.max(
    header.dek,
    ...[...keys.dataKeys.keys()].filter((version) => wraps.torn.has(dataKeyKey(version))),
  );
  const state = { ...keyStateOf(header), dek };
  const dataKeys = new Map<number, KeyObject>();
  const written: AsItIs[] = [];
  const made: RecordKey[] = [];
  const places = (key: RecordKey): Pick<AsItIs, 'prior' | 'counts'> => {
    return { prior: wraps.standing.get(key)?.digest ?? null, counts: wraps.digestInLog(key) };
  };
  const wrapAnew = async (purpose: WrapRequest['purpose'], version: number, secret: KeyObject): Promise<AsItIs> => {
    const bytes = secret.export();
    const { tenant } = context.keyring;
    const request = { purpose, version, kek: kek.key, epoch, tenant, dialogueId: id };
    const envelope = await context.codec.wrapKey(request, bytes, options);
    bytes.fill(0);
    const key = purpose === 'dek' ? dataKeyKey(version) : logRootKey(version);
    return { key, digest: sha256Hex(envelope), attributes: {}, envelope, ...places(key) };
  };
  const { rootVersion, root } = keys.root;
  if (wraps.torn.has(logRootKey(rootVersion))) written.push(await wrapAnew('log-root', rootVersion, root));
  for (const version of dataKeyVersions(state)) {
    const key = dataKeyKey(version);
    const found = keys.dataKeys.get(version);
    if (found === undefined) {
      const fresh = await makeKey(context, id, kek, 'dek', version, options);
      dataKeys.set(version, fresh.secret);
      written.push({ ...fresh.change, ...places(key) });
      made.push(key);
      continue;
    }
    dataKeys.set(version, found);
    if (wraps.torn.has(key)) written.push(await wrapAnew('dek', version, found));
  }
  return { state, keys: { ...keys.root, kek, dataKeys }, written, made };
}
