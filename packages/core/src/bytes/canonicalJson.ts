import canonicalize from 'canonicalize';
import { utf8Bytes } from './encode.ts';

/** What RFC 8785 can carry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The JSON Canonicalization Scheme (RFC 8785) of a value, as text.
 *
 * The caller has validated the value: no NaN, infinity, -0, lone surrogates or undefined array items.
 */
export function canonicalJson(value: Json): string {
  return canonicalize(value) as string;
}

/** {@link canonicalJson} as UTF-8 bytes. */
export function canonicalJsonBytes(value: Json): Uint8Array {
  return utf8Bytes(canonicalJson(value));
}
