import {
  canonicalJson,
  concat,
  lengthPrefixed,
  sha256,
  toHex,
  utf8Bytes,
  type AuditEvent,
  type Json,
} from '@colloquy/core';

/** An event with other fields and the hash that these have: what somebody does who may write to the file. */
export function rewrite(line: string, change: Partial<AuditEvent>): string {
  const { hash: _old, ...rest } = { ...(JSON.parse(line) as AuditEvent), ...change };
  const body = rest as unknown as { readonly [key: string]: Json };
  const bytes = concat([lengthPrefixed('colloquy/v1/audit-event'), utf8Bytes(canonicalJson(body))]);
  return canonicalJson({ ...body, hash: toHex(sha256(bytes)) });
}
