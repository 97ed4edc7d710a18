import type { Json } from '../../bytes/index.ts';

/**
 * A field is declared once. From the declaration follow its TypeScript type ({@link Fields}), its run-time validation
 * (`fieldSchema`), its place in the cleartext projection (`project`), its stored form (`encodeEntity`) and the test
 * suite's generators.
 */
export type Field =
  | TextField
  | TokenField
  | EnumField
  | IntegerField
  | RatioField
  | BooleanField
  | InstantField
  | JsonField
  | ListField
  | RecordField
  | RoundMapField;

/** Where a field may be seen, and whether it may be absent. */
interface Placement {
  /** True: also a cleartext attribute that a backend may index. Absent: sealed only. */
  readonly clear?: true;
  /** True: may be absent. Absent is never null. */
  readonly optional?: true;
}

/** Free text, any well-formed Unicode, bounded in UTF-8 bytes: a label (2 KiB) or a text (256 KiB). */
export interface TextField extends Placement {
  readonly kind: 'text';
  readonly limit: 'label' | 'text';
}

/** An ASCII token of a named format. */
export interface TokenField extends Placement {
  readonly kind: 'token';
  readonly format: TokenFormat;
}

/**
 * slug: `[a-z0-9][a-z0-9-]*`, at most 64. displayId: `{P|R|T|E|C}{rr}{ss}`. tensionId: the same with T.
 * actor: `[A-Za-z0-9._~-]`, at most 64. target: a display id or a slug (verdicts have slugs).
 *
 * Only in inputs, never stored: localId: `{EXPERT}-{P|R|T|E|C}{rr}{ss}`. itemId: a display id or a local id. batchTarget: a
 * display id, a local id or a slug.
 */
export type TokenFormat =
  | 'slug'
  | 'displayId'
  | 'tensionId'
  | 'actor'
  | 'target'
  | 'localId'
  | 'itemId'
  | 'batchTarget';

/** One of a closed set of words. `code` is the validation code of a word outside it. */
export interface EnumField extends Placement {
  readonly kind: 'enum';
  readonly values: readonly string[];
  readonly code?: 'invalid_entity_type' | 'invalid_ref_type';
}

/** A safe integer between bounds; never -0. */
export interface IntegerField extends Placement {
  readonly kind: 'integer';
  readonly min: number;
  readonly max: number;
  readonly code?: 'invalid_round';
}

/** A number from 0 to 1 with at most four decimals; stored as the integer `round(x * 10 000)`. */
export interface RatioField extends Placement {
  readonly kind: 'ratio';
}

export interface BooleanField extends Placement {
  readonly kind: 'boolean';
}

/** `YYYY-MM-DDTHH:MM:SS.sssZ`, a real instant of the Gregorian calendar. */
export interface InstantField extends Placement {
  readonly kind: 'instant';
}

/** Any JSON value, at most 64 KiB canonical and 32 levels. */
export interface JsonField extends Placement {
  readonly kind: 'json';
}

/** At most 200 items, or as many as a commit may change. */
export interface ListField extends Placement {
  readonly kind: 'list';
  readonly of: Field;
  /** The limit that bounds it: `listItems` when absent. */
  readonly limit?: 'listItems' | 'commitChanges';
  /** Fewest items; 0 when absent. */
  readonly min?: number;
}

export interface RecordField extends Placement {
  readonly kind: 'record';
  readonly fields: FieldTable;
}

/** Round number to integer, for the scores of an expert. */
export interface RoundMapField extends Placement {
  readonly kind: 'roundMap';
  readonly min: number;
  readonly max: number;
}

export interface FieldTable {
  readonly [name: string]: Field;
}

/** The value type of one field. */
export type FieldValue<F extends Field> = F extends { kind: 'text' | 'token' | 'instant' }
  ? string
  : F extends { kind: 'enum'; values: readonly (infer V)[] }
    ? V
    : F extends { kind: 'integer' | 'ratio' }
      ? number
      : F extends { kind: 'boolean' }
        ? boolean
        : F extends { kind: 'json' }
          ? Json
          : F extends { kind: 'list'; of: infer Item extends Field }
            ? readonly FieldValue<Item>[]
            : F extends { kind: 'record'; fields: infer Table extends FieldTable }
              ? Fields<Table>
              : F extends { kind: 'roundMap' }
                ? { readonly [round: string]: number }
                : never;

type OptionalKeys<T extends FieldTable> = { [K in keyof T]: T[K] extends { optional: true } ? K : never }[keyof T];

type Simplify<T> = { [K in keyof T]: T[K] };

/** The object type of a table of fields. */
export type Fields<T extends FieldTable> = Simplify<
  { readonly [K in Exclude<keyof T, OptionalKeys<T>>]: FieldValue<T[K]> } & {
    readonly [K in OptionalKeys<T>]?: FieldValue<T[K]>;
  }
>;
