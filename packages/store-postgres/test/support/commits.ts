import { createHash } from 'node:crypto';
import {
  dialogueId,
  isRecordKey,
  type Attributes,
  type Change,
  type Check,
  type Commit,
  type RecordKey,
} from '@colloquy/core';

export const id = dialogueId('nvidia-analysis');

export function key(text: string): RecordKey {
  if (!isRecordKey(text)) throw new Error(`not a key: ${text}`);
  return text;
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function digest(envelope: Uint8Array): string {
  return createHash('sha256').update(envelope).digest('hex');
}

interface ChangeParts {
  readonly prior?: string | null;
  readonly attributes?: Attributes;
  readonly envelope?: Uint8Array;
}

export function change(name: string, parts: ChangeParts = {}): Change {
  const envelope = parts.envelope ?? bytes(`sealed ${name}`);
  return {
    key: key(name),
    prior: parts.prior ?? null,
    digest: digest(envelope),
    attributes: parts.attributes ?? {},
    envelope,
  };
}

interface CommitParts {
  readonly changes?: readonly Change[];
  readonly checks?: readonly Check[];
  readonly body?: Uint8Array;
  /** Tells commits of the same n apart. */
  readonly by?: string;
}

export function commit(n: number, parts: CommitParts = {}): Commit {
  const { changes = [], checks = [], by = 'one', body = bytes(`body ${n} ${by}`) } = parts;
  const commitId = digest(bytes(`${n} ${by}`)).slice(0, 32);
  return { n, commitId, header: bytes(`header ${n} ${by}`), body, auth: bytes(`auth ${n} ${by}`), changes, checks };
}
