import { canonicalJson } from '../bytes/index.ts';
import { isStoreName, type StoreName } from './boundaryBody.ts';

/** What the text of a residence says (`docs/spec/migration.md`, section 2). */
export interface ResidenceText {
  readonly moveId: string;
  /** The store at the other end of the move. */
  readonly other: StoreName;
  /** Of entry 1. */
  readonly logId: string;
  /** n of the `migrate.out` with which an earlier copy of this log left this store; 0: there is none. */
  readonly base: number;
  /** n of `migrate.out` of this move, where there is one; 0 before. */
  readonly n: number;
  /** Of a claim: whether the records of the base are all there. */
  readonly whole: boolean;
}

const idPattern = /^[0-9a-f]{32}$/;

/** Canonical JSON, ASCII, under 512 bytes. */
export function encodeResidenceText({ moveId, other, logId, base, n, whole }: ResidenceText): string {
  return canonicalJson({ base, logId, moveId, n, other: [other.place, other.name], v: 1, whole });
}

/** Reads a text; undefined unless it is exactly what {@link encodeResidenceText} writes. */
export function parseResidenceText(text: string): ResidenceText | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { base, logId, moveId, n, other, whole } = value as Readonly<Record<string, unknown>>;
  if (!isNumber(base) || !isNumber(n) || !isId(logId) || !isId(moveId) || typeof whole !== 'boolean') return undefined;
  if (!Array.isArray(other) || other.length !== 2) return undefined;
  const [place, name] = other as readonly unknown[];
  const store = { place, name };
  if (!isStoreName(store)) return undefined;
  const read: ResidenceText = { moveId, other: store, logId, base, n, whole };
  return encodeResidenceText(read) === text ? read : undefined;
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && idPattern.test(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
