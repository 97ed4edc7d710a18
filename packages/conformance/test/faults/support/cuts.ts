import type { Fault, Gate, Message } from '@colloquy/engines';
import type { Dice } from '../../../src/processes/Dice.ts';

/** Where the connection of a commit is cut. */
export type Phase =
  | 'none'
  /** Nothing of the request has gone on. */
  | 'before'
  /** Some of it has, or all but what makes it take effect. */
  | 'within'
  /** All of it has, and the cut does not wait: an old session that may still commit. */
  | 'sent'
  /** It has taken effect, and nothing of the answer goes on. */
  | 'unanswered'
  /** Some bytes of the answer have gone on. */
  | 'answering'
  /** Before the answer to the second request, which tells a commit that did not move the head what stands there. */
  | 'looking'
  /** A large commit has taken effect, and its records are on the way to their places. */
  | 'finishing';

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

function anyOf(phases: readonly Phase[], dice: Dice): Cut {
  return { phase: phases[dice.below(phases.length)] ?? 'none', share: dice.below(1000) };
}

/** Every place where the requests of a large commit can be cut. */
export const inTurn: readonly Phase[] = ['before', 'within', 'sent', 'unanswered', 'answering', 'finishing'];

/** Besides, of commits that are finished after they have taken effect. */
const finishing = Array.from({ length: 8 }, (): Phase => 'finishing');

/** What is drawn otherwise. */
export interface Drawing {
  /** A cut each time. */
  readonly storm?: boolean;
  readonly large?: boolean;
}

/** One cut for each time that a commit is sent. */
export function cutsFor(dice: Dice, sendings: number, { storm = false, large = false }: Drawing = {}): readonly Cut[] {
  const first = large ? [...atFirst, ...finishing] : atFirst;
  const rest = storm ? atFirst.slice(1) : again;
  return Array.from({ length: sendings }, (_, at) => anyOf(at === 0 ? first : rest, dice));
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

export function cutName({ phase, share }: Cut): string {
  return phase === 'within' || phase === 'answering' ? `${phase} ${share}` : phase;
}
