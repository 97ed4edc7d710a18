import type { DialogueId } from '../../address/DialogueId.ts';
import { ColloquyError } from '../../errors/index.ts';
import type { DialogueStore } from '../../traits/DialogueStore.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import { originOf } from '../checkpointText.ts';
import { createCheckpoint, entryAt, type SignedCheckpoint } from '../createCheckpoint.ts';
import type { NoteSigner } from '../NoteSigner.ts';
import type { NoteVerifier } from '../NoteVerifier.ts';
import { openCheckpoint, type OpenedCheckpoint } from '../openCheckpoint.ts';
import type { Anchor } from './Anchor.ts';

export interface AnchorOptions extends CallOptions {
  /** Older keys of the signer, by which a note that is anchored already may be signed. */
  readonly keys?: readonly NoteVerifier[];
}

export interface AnchoredCheckpoint extends SignedCheckpoint {
  /** False when the anchor had this very checkpoint already. */
  readonly published: boolean;
}

/**
 * Makes a checkpoint of a dialogue and publishes it, unless it contradicts the newest one that the anchor keeps of this log: then the
 * database was put back or rewritten, and a note would make that look right (CK-ANCHOR-03, -04).
 *
 * The anchor is asked by log. A dialogue that was deleted and written anew under the same id has another log, of which it keeps nothing:
 * that is found by verifying against an older note of the dialogue.
 *
 * @throws ColloquyError `integrity_error`, `context.reason` `rollback` (the anchor knows a higher n), `fork` (it knows another hash at
 * an n that the log has), `note_malformed` or `note_untrusted` (what it keeps is not signed by the signer's key or `keys`); what store,
 * signer and anchor throw
 * @example
 * const { checkpoint } = await anchorCheckpoint(store, id, signer, new FileAnchor({ directory }));
 */
export async function anchorCheckpoint(
  store: DialogueStore,
  id: DialogueId,
  signer: NoteSigner,
  anchor: Anchor,
  options: AnchorOptions = {},
): Promise<AnchoredCheckpoint> {
  const signed = await createCheckpoint(store, id, signer, options);
  const { checkpoint, note } = signed;
  const kept = await anchor.latest(originOf(checkpoint), options);
  if (kept !== undefined) {
    const older = (options.keys ?? []).filter((key) => !key.equals(signer.verifier));
    const anchored = openCheckpoint({ note: kept, keys: [signer.verifier, ...older] });
    if (anchored.logId !== checkpoint.logId) {
      throw contradiction(id, 'note_malformed', anchored, 'the anchor answers with a note of another log');
    }
    if (anchored.n > checkpoint.n) {
      const what = `the anchor knows n = ${anchored.n}, and the log ends at n = ${checkpoint.n}: an old state was put back`;
      throw contradiction(id, 'rollback', anchored, what);
    }
    const { hash } = anchored.n === checkpoint.n ? checkpoint : await entryAt(store, id, anchored.n, options);
    if (hash !== anchored.hash) {
      throw contradiction(
        id,
        'fork',
        anchored,
        `entry ${anchored.n} is not the one that was anchored: history was rewritten`,
      );
    }
    if (anchored.n === checkpoint.n) return { ...signed, published: false };
  }
  await anchor.publish(note, options);
  return { ...signed, published: true };
}

function contradiction(id: DialogueId, reason: string, { n }: OpenedCheckpoint, what: string): ColloquyError {
  return new ColloquyError('integrity_error', `Dialogue ${id}: ${what}. Nothing was published.`, {
    context: { dialogueId: id, reason, n },
  });
}
