import { columns } from '../render/blocks.ts';
import type { Layout } from '../render/Layout.ts';

/** A finding as far as a person is told. */
export interface Told {
  readonly kind: string;
  /** The record. */
  readonly key?: string;
  /** The log entry. */
  readonly n?: number;
  readonly message: string;
}

/** What is wrong and where: the kind, the record or the entry, and a sentence. */
export function findingLines(layout: Layout, findings: readonly Told[]): readonly string[] {
  if (findings.length === 0) return [];
  const rows = findings.map(({ kind, key = '', n, message }) => [
    kind,
    key,
    n === undefined ? '' : `n = ${n}`,
    message,
  ]);
  return columns(layout, rows).flat();
}
