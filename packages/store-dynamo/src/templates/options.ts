import { ColloquyError } from '@colloquy/core';
import { tableName } from '../options.ts';

/** What a template is made for. */
export interface TemplateOptions {
  /** Name of the table: 3 to 255 of `[A-Za-z0-9_.-]`. Default `colloquy`. */
  readonly table?: string;
  /** Continuous backups, from which any second of the last 35 days can be restored. Default true. */
  readonly pointInTimeRecovery?: boolean;
  /** The table cannot be deleted before this is taken off. Default true. */
  readonly deletionProtection?: boolean;
  /**
   * Tags of the table: at most 50, of letters, digits, spaces and `_.:/=+-@`, keys of 1 to 128 characters, values of up to 256; a key
   * does not begin with `aws:` (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html). Default none.
   */
  readonly tags?: Readonly<Record<string, string>>;
}

export interface TemplateSettings {
  readonly table: string;
  readonly pointInTimeRecovery: boolean;
  readonly deletionProtection: boolean;
  /** In the order of their keys' bytes. */
  readonly tags: readonly (readonly [key: string, value: string])[];
}

const keyPattern = /^(?!aws:)[\p{L}\p{Nd} _.:/=+@-]{1,128}$/iu;
const valuePattern = /^[\p{L}\p{Nd} _.:/=+@-]{0,256}$/u;
const tagsAtMost = 50;

function invalid(message: string): ColloquyError {
  return new ColloquyError('invalid_argument', message);
}

function flag(value: unknown, name: string): boolean {
  if (value === undefined || typeof value === 'boolean') return value !== false;
  throw invalid(`${name} must be true or false.`);
}

function tagsOf(tags: unknown): TemplateSettings['tags'] {
  if (tags === undefined) return [];
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags)) throw invalid('tags must be an object.');
  const entries: readonly (readonly [string, unknown])[] = Object.entries(tags);
  if (entries.length > tagsAtMost) throw invalid(`There are at most ${tagsAtMost} tags.`);
  const valid = entries.map(([key, value]): readonly [string, string] => {
    if (!keyPattern.test(key) || typeof value !== 'string' || !valuePattern.test(value)) {
      throw invalid(`The tag ${JSON.stringify(key)} has a key or a value that AWS does not allow.`);
    }
    return [key, value];
  });
  // By code units: the same text whatever the locale.
  return valid.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** @throws ColloquyError `invalid_argument` */
export function templateSettings(options: TemplateOptions = {}): TemplateSettings {
  if (typeof options !== 'object' || options === null) throw invalid('options must be an object.');
  return {
    table: tableName(options.table),
    pointInTimeRecovery: flag(options.pointInTimeRecovery, 'pointInTimeRecovery'),
    deletionProtection: flag(options.deletionProtection, 'deletionProtection'),
    tags: tagsOf(options.tags),
  };
}
