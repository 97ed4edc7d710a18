import { isDialogueId } from '../address/DialogueId.ts';
import { canonicalJsonBytes, fromBase64url, toBase64url, type Json } from '../bytes/index.ts';
import type { Dialogue } from '../domain/entities/types.ts';
import { isSlug, parseDisplayId } from '../domain/ids/index.ts';
import { ColloquyError } from '../errors/index.ts';
import type { DialoguePosition, ExpertPosition, TensionPosition } from '../traits/AnalyticsPort.ts';
import { isScore, isTimestamp } from './indexedRow.ts';

/** A list whose pages have cursors: its name in them, and what a position in it is made of. */
export interface CursorList<Position> {
  readonly name: string;
  /** Each field of a position, and what it may be. */
  readonly fields: { readonly [F in keyof Position]: (value: unknown) => boolean };
}

const dialogueFields = { createdAt: isTimestamp, dialogueId: isDialogueId };

/** The dialogues of one status. Every status is a list of its own. */
export function dialogueList(status: Dialogue['status']): CursorList<DialoguePosition> {
  return { name: `dialogues/${status}`, fields: dialogueFields };
}

export const tensionList: CursorList<TensionPosition> = {
  name: 'tensions/open',
  fields: { ...dialogueFields, tensionId: (value) => parseDisplayId(value)?.type === 'tension' },
};

export const expertList: CursorList<ExpertPosition> = {
  name: 'experts/ranking',
  fields: { totalScore: isScore, slug: isSlug },
};

/** Characters of a cursor, at most: more than the longest one, that of a tension. */
const longest = 512;

/**
 * The position as text: base64url of the canonical JSON of the list's name and the fields of the position. So it is the same on every
 * backend, and holds nothing that the row does not show.
 */
export function encodeCursor<Position extends object>(list: CursorList<Position>, position: Position): string {
  const at = Object.fromEntries(Object.keys(list.fields).map((name) => [name, Reflect.get(position, name) as Json]));
  return toBase64url(canonicalJsonBytes({ at, list: list.name, v: 1 }));
}

/**
 * The position that a cursor says.
 *
 * @throws ColloquyError `invalid_argument` for anything that {@link encodeCursor} does not write for this list
 */
export function decodeCursor<Position extends object>(list: CursorList<Position>, cursor: unknown): Position {
  const position = typeof cursor === 'string' && cursor.length <= longest ? positionIn(list, cursor) : undefined;
  if (position !== undefined && encodeCursor(list, position) === cursor) return position;
  throw new ColloquyError(
    'invalid_argument',
    `This is no cursor of the list ${list.name}: pass on what the page before has given, or none to begin.`,
    { context: { list: list.name } },
  );
}

function positionIn<Position extends object>(list: CursorList<Position>, cursor: string): Position | undefined {
  const bytes = fromBase64url(cursor);
  const parsed = bytes === undefined ? undefined : objectIn(Buffer.from(bytes).toString('utf8'));
  const at: unknown = parsed === undefined ? undefined : Reflect.get(parsed, 'at');
  if (typeof at !== 'object' || at === null) return undefined;
  const fields = Object.entries<(value: unknown) => boolean>(list.fields);
  if (!fields.every(([name, isValid]) => isValid(Reflect.get(at, name)))) return undefined;
  // Every field was checked by the list's own table.
  return at as Position;
}

function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
