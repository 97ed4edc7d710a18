import { displayId, type BatchItem, type ItemType, type NewDialogue, type RoundBatch } from '@colloquy/core';
import { seededRandom } from '../harness/random.ts';
import { proseOf } from './text.ts';

/** The calls that make a dialogue of a known number of entities. */
export interface DialogueData {
  readonly dialogue: NewDialogue;
  /** In the order of registration. */
  readonly rounds: readonly RoundBatch[];
}

/** Entities that `create` leaves: the root and its first event. */
export const createdEntities = 2;
/** Entities that a round costs by itself: the round and its first event. */
const roundEntities = 2;
/** Tensions first: the smallest dialogue has one. */
const cycle: readonly ItemType[] = ['tension', 'perspective', 'recommendation', 'evidence', 'claim'];
/** Bytes that make the plaintext of an item about 1 KiB. */
const itemBytes = 750;

/**
 * A dialogue of exactly `size` entities, 10 or more, the same for the same seed: rounds of at most `perRound` records, of which
 * four in five are items and their events, one in ten refs and one in ten moves.
 */
export function dialogueData(size: number, seed: number, perRound = 500): DialogueData {
  const random = seededRandom(seed);
  const experts = size < 100 ? 1 : 12;
  const rounds: RoundBatch[] = [];
  let left = size - createdEntities;
  while (left > 0) {
    const newcomers = rounds.length === 0 ? experts : 0;
    let entities = Math.min(left, perRound);
    // What remains must be enough for a round of its own.
    if (left > entities && left - entities < 10) entities -= 10;
    rounds.push(roundData(random, rounds.length, experts, newcomers, entities));
    left -= entities;
  }
  return { dialogue: { title: proseOf(random, 40), question: proseOf(random, 120) }, rounds };
}

/** A round of exactly `entities` entities, itself included. */
export function roundData(
  random: () => number,
  round: number,
  experts: number,
  newcomers: number,
  entities: number,
): RoundBatch {
  const slugs = Array.from({ length: experts }, (_, at) => slugOf(at));
  const room = entities - roundEntities - newcomers;
  const count = Math.floor(room / 2.5);
  const refs = Math.floor(count / 4);
  const moves = room - 2 * count - refs;
  const items = Array.from({ length: count }, (_, at) => itemOf(random, round, slugs, at, at >= count - refs));
  return {
    round,
    title: proseOf(random, 40),
    panel: slugs.map((slug) => ({ slug, source: round === 0 ? 'pool' : 'retained' })),
    experts: slugs
      .slice(0, newcomers)
      .map((slug) => ({ slug, role: proseOf(random, 40), tier: 'Core', source: 'pool' })),
    ...listsOf(items),
    moves: Array.from({ length: moves }, (_, at) => ({
      expert: slugs[at % experts] ?? '',
      moveType: 'challenge',
      targets: [localIdOf(slugs, round, at % count)],
      context: proseOf(random, 200),
    })),
  };
}

function slugOf(at: number): string {
  return `expert-${String.fromCharCode(97 + at)}`;
}

/** An item of any type before its text is called content or description. */
interface TypedItem {
  readonly type: ItemType;
  readonly text: string;
  readonly rest: Omit<BatchItem<'perspective'>, 'content'>;
}

function typeAt(at: number): ItemType {
  return cycle[at % cycle.length] ?? 'tension';
}

function localIdOf(slugs: readonly string[], round: number, at: number): string {
  const expert = slugs[at % slugs.length] ?? '';
  return `${expert.toUpperCase()}-${displayId(typeAt(at), round, 1 + Math.floor(at / cycle.length))}`;
}

function itemOf(random: () => number, round: number, slugs: readonly string[], at: number, refers: boolean): TypedItem {
  const target = localIdOf(slugs, round, Math.floor(random() * at));
  return {
    type: typeAt(at),
    text: proseOf(random, itemBytes),
    rest: {
      localId: localIdOf(slugs, round, at),
      label: proseOf(random, 60),
      contributors: [slugs[at % slugs.length] ?? ''],
      references: refers ? [{ refType: 'support', target }] : [],
    },
  };
}

function listsOf(items: readonly TypedItem[]): Partial<RoundBatch> {
  const of = (wanted: ItemType): readonly TypedItem[] => items.filter(({ type }) => type === wanted);
  const withContent = ({ rest, text }: TypedItem): BatchItem<'perspective'> => ({ ...rest, content: text });
  return {
    tensions: of('tension').map(({ rest, text }) => ({ ...rest, description: text })),
    perspectives: of('perspective').map(withContent),
    recommendations: of('recommendation').map(withContent),
    evidence: of('evidence').map(withContent),
    claims: of('claim').map(withContent),
  };
}
