import type { DialogueId } from '../../address/DialogueId.ts';
import { limits } from '../../limits.ts';

const pattern = /^[a-z0-9][a-z0-9-]*$/;

/** The last suffix that is tried for a taken id. */
const lastSuffix = 99;

/** Room for the longest suffix, `-99`. */
const slugLength = limits.dialogueIdLength - `-${lastSuffix}`.length;

/** The slug of a title in which nothing is usable. */
const fallback = 'dialogue';

/** True for the slug of an expert, a domain or a verdict: `[a-z0-9][a-z0-9-]*`, 1 to 64 characters. */
export function isSlug(value: unknown): value is string {
  return typeof value === 'string' && value.length <= limits.tokenLength && pattern.test(value);
}

/**
 * The slug of a title: compatibility decomposition (Unicode NFKD) without its marks, lower case, every run of anything else than
 * `a-z` and `0-9` one hyphen; cut so that a suffix fits. A title of which nothing is left gives `dialogue`.
 *
 * A slug tells what the title says, and ids are not encrypted: see `opaqueId` for titles that must not be told.
 *
 * @example
 * slugify('NVIDIA: Analysis & Début'); // 'nvidia-analysis-debut'
 */
export function slugify(title: string): string {
  const slug = title
    // Decomposition lengthens a text, and only the beginning is used.
    .slice(0, limits.labelBytes)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, slugLength)
    .replace(/-$/, '');
  return slug === '' ? fallback : slug;
}

/**
 * The ids to try for a title, in order: its slug, then the slug with `-2` to `-99`.
 *
 * @example
 * [...candidateIds('Parity')].slice(0, 2); // ['parity', 'parity-2']
 */
export function* candidateIds(title: string): Generator<DialogueId, void, undefined> {
  const slug = slugify(title);
  // A slug and its suffixed forms are dialogue ids by construction.
  yield slug as DialogueId;
  for (let suffix = 2; suffix <= lastSuffix; suffix++) yield `${slug}-${suffix}` as DialogueId;
}
