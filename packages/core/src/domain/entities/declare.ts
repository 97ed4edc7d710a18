import type { EntityType } from '../enumerations.ts';
import type { FieldTable, Fields } from '../fields/Field.ts';

/** How the subkey of a type is made of its identity. */
export type KeyScheme =
  | 'meta'
  | 'slug'
  | 'round-slug'
  | 'round'
  | 'id'
  | 'round-seq'
  | 'round-slug-seq'
  | 'edge'
  | 'event';

/**
 * What identifies an entity inside its dialogue, by key scheme. Never repeated in the stored fields.
 *
 * `id` is the display id of the five item types (`P0102`), and of every other type its subkey: `meta`, `muffin`, `01`,
 * `01#muffin`, `01#muffin#01`, `P0102#support#T0001`, `tension#T0001#0001`.
 */
export interface Identities {
  /** The root: one a dialogue. */
  meta: { readonly id: 'meta' };
  slug: { readonly id: string };
  'round-slug': { readonly id: string; readonly round: number; readonly expert: string };
  round: { readonly id: string; readonly round: number };
  id: { readonly id: string };
  'round-seq': { readonly id: string; readonly round: number; readonly seq: number };
  'round-slug-seq': { readonly id: string; readonly round: number; readonly expert: string; readonly seq: number };
  edge: { readonly id: string; readonly sourceId: string; readonly refType: string; readonly targetId: string };
  event: { readonly id: string; readonly entityType: string; readonly entityId: string; readonly seq: number };
}

export interface EntityDeclaration {
  readonly type: EntityType;
  readonly key: KeyScheme;
  /** Version of the field table, `v` in the sealed plaintext. */
  readonly v: number;
  readonly fields: FieldTable;
}

export function declareEntity<const D extends EntityDeclaration>(declaration: D): D {
  return declaration;
}

/** An entity as the domain sees it: its type, its identity, its fields. */
export type EntityOf<D extends EntityDeclaration> = { readonly type: D['type'] } & Identities[D['key']] &
  Fields<D['fields']>;
