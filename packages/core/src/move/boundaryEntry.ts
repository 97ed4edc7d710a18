import { concat, fromHex, sha256, toBase64, toHex, utf8Bytes } from '../bytes/index.ts';
import type { NoteSigner } from '../checkpoint/NoteSigner.ts';
import { encodeHeader, entryHash, maskSourceOf, type EntryHeader } from '../log/index.ts';
import type { CallOptions, LogEntry } from '../traits/PartitionStore.ts';
import { encodeBoundaryBody, type BoundaryBody, type BoundaryKind } from './boundaryBody.ts';

/** Bytes of the auth of a boundary entry: a key id and an Ed25519 signature. */
export const boundaryAuthBytes = 4 + 64;

/** What a mover adds of its own to the entry that it follows. */
export interface Mover {
  /** Its key: what readers pin. */
  readonly signer: NoteSigner;
  /** Token, 1 to 64 of `[A-Za-z0-9._~-]`. */
  readonly actor: string;
  /** Milliseconds since the Unix epoch, by its clock; nothing is decided by it. */
  readonly time: number;
  /** 16 random bytes. */
  readonly commitId: Uint8Array;
}

/** The bytes that are signed: a text of a kind of its own, so that no checkpoint and no announcement passes for a boundary. */
export function boundaryText(hash: Uint8Array): Uint8Array {
  return utf8Bytes(`colloquy/v1/boundary\n${toBase64(hash)}\n`);
}

/**
 * The boundary entry that follows `previous`, signed. It changes no record, and so needs no key of the dialogue: tag, key versions and
 * epoch are those of the entry before (`docs/spec/migration.md`, section 3).
 *
 * @param previous the header bytes of the head, and what they say
 * @throws what the signer throws
 */
export async function boundaryEntry(
  previous: { readonly header: EntryHeader; readonly bytes: Uint8Array },
  kind: BoundaryKind,
  body: BoundaryBody,
  { signer, actor, time, commitId }: Mover,
  options?: CallOptions,
): Promise<LogEntry> {
  const bodyBytes = encodeBoundaryBody(body);
  const header = encodeHeader({
    ...inherited(previous.header),
    n: previous.header.n + 1,
    kind,
    commitId,
    prevHash: entryHash(previous.bytes),
    time,
    actor,
    changes: sha256(bodyBytes),
  });
  const signature = await signer.sign(boundaryText(entryHash(header)), options);
  const keyId = fromHex(signer.verifier.keyId) ?? new Uint8Array(0);
  const auth = concat([keyId, signature]);
  return { n: previous.header.n + 1, commitId: toHex(commitId), header, body: bodyBytes, auth };
}

/** What an entry without changes takes over from the one before: the state, whose mask it is, and the keys. */
type Inherited = Pick<
  EntryHeader,
  'stateTag' | 'tagOf' | 'tag' | 'rootVersion' | 'dek' | 'dekMin' | 'epoch' | 'erased'
>;

/** The fields that a boundary entry repeats of the header before it. */
export function inherited(previous: EntryHeader): Inherited {
  const { stateTag, tagOf, rootVersion, dek, dekMin, epoch, erased } = previous;
  const { commitId, prevHash } = maskSourceOf(previous);
  const keys = { rootVersion, dek, dekMin, epoch, ...(erased === undefined ? {} : { erased }) };
  return { stateTag, tagOf, tag: { commitId, prevHash }, ...keys };
}
