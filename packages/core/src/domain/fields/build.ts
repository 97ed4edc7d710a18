import { limits } from '../../limits.ts';
import type { Field, FieldTable, TokenFormat } from './Field.ts';

/** A label, role or title: at most 2 KiB. */
export const label = { kind: 'text', limit: 'label' } as const;

/** Any other text: at most 256 KiB. */
export const text = { kind: 'text', limit: 'text' } as const;

export const boolean = { kind: 'boolean' } as const;

export const instant = { kind: 'instant' } as const;

export const ratio = { kind: 'ratio' } as const;

export const json = { kind: 'json' } as const;

export const count = { kind: 'integer', min: 0, max: limits.commitChanges * limits.maxRound } as const;

export const score = { kind: 'integer', min: 0, max: limits.maxScore } as const;

/** A sum of score components: exact, whatever the components are. */
export const totalScore = { kind: 'integer', min: 0, max: Number.MAX_SAFE_INTEGER } as const;

export const roundNumber = { kind: 'integer', min: 0, max: limits.maxRound, code: 'invalid_round' } as const;

export const scoresByRound = { kind: 'roundMap', min: 0, max: limits.maxScore } as const;

export function token<const T extends TokenFormat>(format: T): { readonly kind: 'token'; readonly format: T } {
  return { kind: 'token', format };
}

export function oneOf<const V extends readonly string[]>(values: V): { readonly kind: 'enum'; readonly values: V } {
  return { kind: 'enum', values };
}

export function listOf<const F extends Field>(of: F): { readonly kind: 'list'; readonly of: F } {
  return { kind: 'list', of };
}

export function record<const T extends FieldTable>(fields: T): { readonly kind: 'record'; readonly fields: T } {
  return { kind: 'record', fields };
}

/** Also a cleartext attribute. */
export function clear<const F extends Field>(field: F): F & { readonly clear: true } {
  return { ...field, clear: true };
}

/** May be absent. */
export function optional<const F extends Field>(field: F): F & { readonly optional: true } {
  return { ...field, optional: true };
}
