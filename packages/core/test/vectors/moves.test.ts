import { expect, test } from 'vitest';
import { dialogueId } from '../../src/address/DialogueId.ts';
import { fromHex, toHex, utf8Bytes } from '../../src/bytes/index.ts';
import { NoteVerifier } from '../../src/checkpoint/NoteVerifier.ts';
import { parseHeader } from '../../src/log/index.ts';
import { BoundaryChain } from '../../src/move/BoundaryChain.ts';
import { MoverKeys } from '../../src/move/MoverKeys.ts';
import type { LogEntry } from '../../src/traits/PartitionStore.ts';
import { publishedText } from './support/vectorsFolder.ts';

interface PublishedEntry {
  readonly header: string;
  readonly body: string;
  readonly auth: string;
}

interface PublishedLog {
  readonly tenant: string;
  readonly dialogueId: string;
  readonly entries: readonly PublishedEntry[];
  readonly moves: {
    readonly movers: readonly string[];
    readonly cases: readonly {
      readonly name: string;
      readonly broken: { readonly n: number; readonly why: string } | null;
      readonly entries: readonly PublishedEntry[];
    }[];
  };
}

const log = JSON.parse(publishedText('log.json')) as PublishedLog;

function entryOf({ header, body, auth }: PublishedEntry): LogEntry {
  const bytes = utf8Bytes(header);
  const parsed = parseHeader(bytes);
  return {
    n: parsed?.n ?? 0,
    commitId: toHex(parsed?.commitId ?? new Uint8Array(0)),
    header: bytes,
    body: utf8Bytes(body),
    auth: fromHex(auth) ?? new Uint8Array(0),
  };
}

const movers = new MoverKeys(log.moves.movers.map((key) => NoteVerifier.parse(key)));

test.each(log.moves.cases)('$name', ({ broken, entries }) => {
  const chain = new BoundaryChain(dialogueId(log.dialogueId), log.tenant, movers);
  for (const entry of [...log.entries, ...entries]) chain.add(entryOf(entry));
  expect(chain.broken ?? null).toEqual(broken);
  if (broken !== null) return;
  expect(chain.boundaries.map(({ trust }) => trust.trust)).toEqual(entries.map(() => 'signed'));
  expect(chain.last?.n).toBe(log.entries.length + entries.length);
});

test('some follow, and each kind of break is among the others', () => {
  const whys = new Set(log.moves.cases.map(({ broken }) => broken?.why ?? 'none'));
  expect(whys).toEqual(new Set(['body', 'identity', 'link', 'none', 'sequence', 'signature', 'state']));
});
