import type { Commit } from '@colloquy/core';
import { patternBytes } from '../data/bytes.ts';
import { foreignDigest, type Put } from '../data/draft.ts';
import { manyKeys } from '../data/names.ts';
import type { Call } from './Call.ts';
import type { ModelDialogue } from './ModelDialogue.ts';
import type { Move, PutSpec } from './Move.ts';

/** The call that a move is now; undefined when there is nothing yet to do it with. `turn` makes its bytes unlike earlier ones. */
export function resolve(move: Exclude<Move, { kind: 'reopen' }>, model: ModelDialogue, turn: number): Call | undefined {
  switch (move.kind) {
    case 'head':
    case 'load':
    case 'settle':
      return { method: move.kind };
    case 'get':
      return { method: 'get', keys: move.keys };
    case 'last':
      return { method: 'last', prefix: move.prefix };
    case 'log':
      return { method: 'log', from: move.from, limit: move.limit };
    case 'commit':
      return sent(
        'PS-COMMIT-01',
        model.draft({ variant: turn, puts: putsOf(move.puts), checks: unput(move.checks, move.puts) }),
      );
    case 'large':
      return sent('PS-LARGE-01', model.draft({ variant: turn, puts: manyKeys(move.count, move.from) }));
    case 'gap':
      return sent('PS-COMMIT-04', model.draft({ variant: turn, n: model.n + 1 + move.ahead, puts: putsOf(move.puts) }));
    case 'wrongPrior':
      return sent(
        'PS-COMMIT-07',
        model.draft({ variant: turn, puts: putsOf(move.puts).map((put) => withPrior(put, move.prior, model)) }),
      );
    case 'wrongCheck': {
      const checks = unput(move.checks, move.puts).map((key) => ({ key, digest: foreignDigest(turn) }));
      return sent('PS-COMMIT-08', model.draft({ variant: turn, puts: putsOf(move.puts), checks }));
    }
    case 'stale':
    case 'again':
    case 'lookalike':
      return repeated(move, model, turn);
  }
}

function repeated(
  move: Extract<Move, { kind: 'stale' | 'again' | 'lookalike' }>,
  model: ModelDialogue,
  turn: number,
): Call | undefined {
  const earlier = model.commits.at(-1 - (move.behind % Math.max(1, model.n)));
  if (earlier === undefined) return undefined;
  if (move.kind === 'again') return sent('PS-COMMIT-05', earlier);
  if (move.kind === 'stale')
    return sent('PS-COMMIT-03', model.draft({ variant: turn, n: earlier.n, puts: putsOf(move.puts) }));
  const bytes = earlier[move.part].slice();
  if (bytes.length === 0) return sent('PS-COMMIT-06', { ...earlier, [move.part]: Uint8Array.of(0) });
  bytes[turn % bytes.length] = (bytes[turn % bytes.length] ?? 0) ^ 1;
  return sent('PS-COMMIT-06', { ...earlier, [move.part]: bytes });
}

function sent(clause: Extract<Call, { method: 'commit' }>['clause'], commit: Commit): Call {
  return { method: 'commit', clause, commit };
}

function putsOf(specs: readonly PutSpec[]): readonly Put[] {
  return specs.map(({ key, envelope, attributes }) => {
    return { key, attributes, envelope: patternBytes(envelope.length, envelope.seed) };
  });
}

function withPrior(put: Put, prior: 'null' | 'foreign' | 'first', model: ModelDialogue): Put {
  if (prior === 'null') return { ...put, prior: null };
  if (prior === 'foreign') return { ...put, prior: foreignDigest() };
  return { ...put, prior: model.versions(put.key)[0]?.record.digest ?? foreignDigest(1) };
}

/** A checked key is not a changed one. */
function unput(keys: readonly PutSpec['key'][], puts: readonly PutSpec[]): readonly PutSpec['key'][] {
  return keys.filter((key) => !puts.some((put) => put.key === key));
}
