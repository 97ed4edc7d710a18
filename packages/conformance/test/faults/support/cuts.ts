import type { Commit } from '@colloquy/core';
import { cutAnswer, cutBefore, cutWithin, type Fault, type Gate, type Message } from '@colloquy/engines';
import type { Dice } from '../../../src/processes/Dice.ts';

/** Where the connection of a commit is cut. */
export type Phase =
  | 'none'
  /** Nothing of the request has gone on. */
  | 'before'
  /** Some of it has, or all but the Sync that makes it take effect. */
  | 'within'
  /** All of it has, and the cut does not wait: an old session that may still commit. */
  | 'sent'
  /** It has taken effect, and nothing of the answer goes on. */
  | 'unanswered'
  /** Some bytes of the answer have gone on. */
  | 'answering'
  /** Before the answer to the second statement, which tells a commit that did not move the head what stands there. */
  | 'looking';

export interface Cut {
  readonly phase: Phase;
  /** How much of the request, or of the answer, goes on: thousandths. */
  readonly share: number;
}

export const noCut: Cut = { phase: 'none', share: 0 };

/** In these proportions. */
const atFirst: readonly Phase[] = [
  'none',
  ...(['before', 'within', 'sent', 'unanswered', 'answering'] as const).flatMap((phase) => [phase, phase, phase]),
];
const again: readonly Phase[] = [
  ...Array.from({ length: 7 }, (): Phase => 'none'),
  'before',
  'within',
  'sent',
  'unanswered',
  'answering',
  'looking',
];

/** From this share on all but the Sync goes on. */
const allButSync = 850;
/** The answer to a commit, from ParseComplete to ReadyForQuery. */
const answerBytes = 230;

function anyOf(phases: readonly Phase[], dice: Dice): Cut {
  return { phase: phases[dice.below(phases.length)] ?? 'none', share: dice.below(1000) };
}

/** One cut for each time that a commit is sent; a storm is a cut each time. */
export function cutsFor(dice: Dice, sendings: number, storm = false): readonly Cut[] {
  const rest = storm ? atFirst.slice(1) : again;
  return Array.from({ length: sendings }, (_, at) => anyOf(at === 0 ? atFirst : rest, dice));
}

/** The whole request goes on, and then the connection is reset without waiting for what the server makes of it. */
export function cutAfter(isLast: (message: Message) => boolean): Fault {
  return {
    name: 'cut after',
    open: (): Gate => (message) =>
      message.direction === 'request' && message.exchange > 0 && isLast(message)
        ? { kind: 'cut', bytes: message.bytes }
        : { kind: 'pass' },
  };
}

/** About the length of the Bind of a commit, and never less than half of it. */
function requestBytes({ header, body, auth, changes }: Commit): number {
  const parts = changes.map(
    ({ key, attributes, envelope }) => 256 + 2 * key.length + JSON.stringify(attributes).length + envelope.byteLength,
  );
  return parts.reduce((sum, part) => sum + part, 150 + header.byteLength + body.byteLength + auth.byteLength);
}

/** The fault on a connection that sends this commit and nothing else. */
export function faultOf({ phase, share }: Cut, commit: Commit): Fault | undefined {
  const request = { type: 'B', text: commit.commitId };
  switch (phase) {
    case 'none':
      return undefined;
    case 'before':
      return cutBefore(request);
    case 'within':
      if (share >= allButSync) return cutBefore({ type: 'S' });
      return cutWithin(request, Math.floor((requestBytes(commit) * share) / allButSync));
    case 'sent':
      return cutAfter(({ type }) => type === 'S');
    case 'unanswered':
      return cutAnswer(request);
    case 'answering':
      return cutAnswer(request, 1 + Math.floor((answerBytes * share) / 1000));
    case 'looking':
      return cutAnswer({ type: 'B', nth: 2 });
  }
}

export function cutName({ phase, share }: Cut): string {
  return phase === 'within' || phase === 'answering' ? `${phase} ${share}` : phase;
}
