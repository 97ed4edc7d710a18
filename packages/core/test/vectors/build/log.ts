import { toHex, type Json } from '../../../src/bytes/index.ts';
import { attributesDigest } from '../../../src/log/body.ts';
import { deriveLogKeys } from '../../../src/log/hashes.ts';
import { exported } from './material.ts';
import { moveVectors } from './moves.ts';
import { id, logId, root, story, tenant, type StoryCommit } from './story.ts';

function entry({ changes, headerBytes, body, hash, mac, mask, sum, header }: StoryCommit): Json {
  return {
    header: Buffer.from(headerBytes).toString('utf8'),
    body: Buffer.from(body).toString('utf8'),
    entryHash: toHex(hash),
    auth: toHex(mac),
    changes: changes.map(({ key, digest, prior, attributes, element }) => ({
      key,
      digest,
      prior,
      attributes,
      attributesDigest: attributesDigest(attributes),
      element: toHex(element),
    })),
    mask: toHex(mask),
    sum: toHex(sum),
    stateTag: toHex(header.stateTag),
  };
}

export async function logVectors(): Promise<Json> {
  const { auditKey, stateKey } = deriveLogKeys(root);
  return {
    tenant,
    dialogueId: id,
    logId: toHex(logId),
    root: exported(root),
    auditKey: toHex(auditKey),
    stateKey: toHex(stateKey),
    entries: story().map(entry),
    moves: await moveVectors(),
  };
}
