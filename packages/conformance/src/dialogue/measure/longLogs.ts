import {
  encodeBody,
  encodeHeader,
  entryHash,
  parseHeader,
  type DialogueId,
  type PartitionStore,
  type RecordKey,
} from '@colloquy/core';
import type { RawProbe } from '../../kit/RawProbe.ts';
import { sure } from '../support/errors.ts';
import { bytesOf, hash, hexOf } from '../support/spec.ts';

/** Changes that an entry names: some 220 KB of it. */
const changes = 1_400;

/**
 * Appends entries with long bodies, which say of changes that nobody made: whoever follows a log without keys can only tell that they
 * continue it.
 */
export async function lengthen(store: PartitionStore, probe: RawProbe, id: DialogueId, entries: number): Promise<void> {
  let { header } = sure((await probe.rows(id)).head);
  for (let at = 0; at < entries; at++) {
    const { tag: _tag, logId: _logId, ...state } = sure(parseHeader(header));
    const n = state.n + 1;
    const body = encodeBody(Array.from({ length: changes }, (_, row) => changeOf(n, row)));
    const commitId = hash(bytesOf(`${id} ${n}`)).subarray(0, 16);
    const own = { n, kind: 'made-up', commitId, prevHash: entryHash(header), changes: hash(body), tagOf: n };
    header = encodeHeader({ ...state, ...own });
    const entry = { n, commitId: hexOf(commitId), header, body, auth: hash(header), changes: [], checks: [] };
    const { outcome } = await store.commit(id, entry);
    if (outcome !== 'committed') throw new Error(`the commit ended with ${outcome}`);
  }
}

function changeOf(n: number, row: number): Parameters<typeof encodeBody>[0][number] {
  const key = `zeal#${String(n).padStart(4, '0')}#${String(row).padStart(6, '0')}` as RecordKey;
  return { key, digest: hexOf(hash(bytesOf(key))), attributesDigest: hexOf(hash()) };
}
