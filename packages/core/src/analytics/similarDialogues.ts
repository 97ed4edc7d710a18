import type { DialogueId } from '../address/DialogueId.ts';
import { compareAscii, utf8Length } from '../bytes/index.ts';
import { dialogueStatuses } from '../domain/enumerations.ts';
import { ColloquyError, isColloquyError, type ErrorCode } from '../errors/index.ts';
import { limits } from '../limits.ts';
import type { AnalyticsPort } from '../traits/AnalyticsPort.ts';
import type { SimilarDialogue, SimilarDialogues, SimilarityBound, Unverified } from '../traits/AnalyticsStore.ts';
import type { DialogueStore } from '../traits/DialogueStore.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import { inOrder } from './inOrder.ts';
import { compareDialoguePositions } from './order.ts';
import { requireCount, unverified } from './page.ts';
import { similarityOf, trigramsOf } from './similarity.ts';

/** Dialogues that are being opened at one time. */
const atOnce = 8;

/** What is wrong with one dialogue, for good: the others open all the same. */
const ofOneDialogue: readonly ErrorCode[] = [
  'key_erased',
  'integrity_error',
  'key_missing',
  'vault_missing',
  'wrong_key',
];

/** What became of one dialogue: compared, or why it was not. */
type Comparison =
  | { readonly dialogueId: DialogueId; readonly similarity: number }
  | { readonly dialogueId: DialogueId; readonly code: ErrorCode };

/** @throws ColloquyError `invalid_argument`, `limit_exceeded`, and what ends the search */
export async function findSimilar(
  port: AnalyticsPort,
  dialogues: Pick<DialogueStore, 'get'>,
  text: string,
  bound: SimilarityBound,
): Promise<Unverified<SimilarDialogues>> {
  const wanted = trigramsOf(requireText(text));
  const scan = requireCount('scan', bound.scan);
  const limit = requireCount('limit', bound.limit);
  const { signal } = bound;
  signal?.throwIfAborted();
  const options: CallOptions = signal === undefined ? {} : { signal };
  const ids = await newest(port, scan, options);
  const compared = await inOrder(ids, { ...options, atOnce }, (id) => compare(dialogues, id, wanted, options));
  const opened = compared.filter((each) => 'similarity' in each);
  const rows = opened.filter(({ similarity }) => similarity > 0).sort(bySimilarity);
  return unverified({
    rows: rows.slice(0, limit).map(unverified),
    compared: opened.length,
    skipped: compared.filter((each) => 'code' in each),
  });
}

function requireText(text: unknown): string {
  if (typeof text !== 'string' || !text.isWellFormed()) {
    throw new ColloquyError('invalid_argument', 'The text to compare with is a string without lone surrogates.');
  }
  const [max, actual] = [limits.textBytes, utf8Length(text)];
  if (actual <= max) return text;
  throw new ColloquyError(
    'limit_exceeded',
    `The text to compare with has ${actual} bytes; at most ${max} are allowed.`,
    {
      context: { limit: 'textBytes', max, actual },
    },
  );
}

/** The ids of the newest dialogues, whatever their status, each once: it may have changed its status between two lists. */
async function newest(port: AnalyticsPort, scan: number, options: CallOptions): Promise<readonly DialogueId[]> {
  const page = { limit: scan, after: undefined };
  const lists = await Promise.all(dialogueStatuses.map((status) => port.listByStatus(status, page, options)));
  const rows = lists.flat().sort(compareDialoguePositions);
  return [...new Set(rows.map(({ dialogueId }) => dialogueId))].slice(0, scan);
}

function bySimilarity(a: SimilarDialogue, b: SimilarDialogue): number {
  return b.similarity - a.similarity || compareAscii(a.dialogueId, b.dialogueId);
}

/** Opens one dialogue and compares it. What would keep the others from opening too is thrown. */
async function compare(
  dialogues: Pick<DialogueStore, 'get'>,
  dialogueId: DialogueId,
  wanted: ReadonlySet<string>,
  options: CallOptions,
): Promise<Comparison> {
  try {
    const read = await dialogues.get(dialogueId, options);
    // An index may be behind, and an unfinished import has no root yet.
    if (read === undefined) return { dialogueId, code: 'dialogue_not_found' };
    const { title, question = '' } = read.value;
    const similarity = Math.max(similarityOf(wanted, trigramsOf(title)), similarityOf(wanted, trigramsOf(question)));
    return { dialogueId, similarity };
  } catch (error) {
    if (isColloquyError(error) && ofOneDialogue.includes(error.code)) return { dialogueId, code: error.code };
    throw error;
  }
}
