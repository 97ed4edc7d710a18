import { ColloquyError } from '../errors/index.ts';
import { limits } from '../limits.ts';

declare const dialogueIdBrand: unique symbol;

/** The id of a dialogue, and so of its partition: `[a-z0-9][a-z0-9-]*`, 1 to 128 characters. Made by {@link dialogueId}. */
export type DialogueId = string & { readonly [dialogueIdBrand]: true };

const pattern = /^[a-z0-9][a-z0-9-]*$/;

export function isDialogueId(value: unknown): value is DialogueId {
  return typeof value === 'string' && value.length <= limits.dialogueIdLength && pattern.test(value);
}

/**
 * Checks a dialogue id.
 *
 * @throws ColloquyError `invalid_dialogue_id`
 * @example
 * const id = dialogueId('nvidia-analysis');
 */
export function dialogueId(value: string): DialogueId {
  if (isDialogueId(value)) return value;
  throw new ColloquyError(
    'invalid_dialogue_id',
    `A dialogue id is 1 to ${limits.dialogueIdLength} characters of a-z, 0-9 and '-', and starts with a letter or digit.`,
    { context: { value: typeof value === 'string' ? value.slice(0, 200) : typeof value } },
  );
}
