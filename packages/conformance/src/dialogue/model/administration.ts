import { decodeStoreHeader, type DialogueId, type KeyOperations, type KeysOptions } from '@colloquy/core';
import fc from 'fast-check';
import { sure } from '../support/errors.ts';
import { arbitraryCommands, type Command } from './commands.ts';

/** Something that is done to keys, before it is known which dialogue it falls on. */
export interface Administration {
  readonly work: Work;
  /** Which one is destroyed. */
  readonly epoch: number | 'oldest';
  /** Which of the administrators does it. */
  readonly administrator: number;
  /** Which of the dialogues it is about. */
  readonly dialogue: number;
}

const works = {
  rotate: (operations, id) => operations.rotateDataKey(id),
  reseal: (operations, id) => operations.reseal(id),
  rewrap: (operations, id) => operations.rewrap(id),
  erase: (operations, id) => operations.erase(id),
  addEpoch: (operations) => operations.addEpoch(),
  destroyEpoch: (operations, _id, epoch) => operations.destroyEpoch(epoch),
} as const satisfies Record<string, (operations: KeyOperations, id: DialogueId, epoch: number) => Promise<unknown>>;

type Work = keyof typeof works;

/** Does it, and says what it came to. */
export async function administer(
  operations: KeyOperations,
  { header }: KeysOptions,
  id: DialogueId,
  { work, epoch }: Administration,
): Promise<unknown> {
  const oldest = decodeStoreHeader(sure(await header.read())).epochs[0]?.[0] ?? 0;
  return works[work](operations, id, epoch === 'oldest' ? oldest : epoch);
}

/** What is done one after the other: mostly what makes sense, now and then anything. */
const series: readonly (readonly Work[])[] = [
  ['rotate'],
  ['rotate', 'reseal'],
  ['reseal'],
  ['addEpoch'],
  ['addEpoch', 'rewrap', 'destroyEpoch'],
  ['rewrap', 'destroyEpoch'],
  ['rotate', 'addEpoch', 'rewrap', 'reseal'],
];

const arbitrarySeries: fc.Arbitrary<readonly Administration[]> = fc
  .record({
    chosen: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...series) },
      { weight: 1, arbitrary: fc.constant<readonly Work[]>(['erase']) },
    ),
    epoch: fc.constantFrom<Administration['epoch']>('oldest', 'oldest', 'oldest', 0, 1, 2, 3),
    administrator: fc.nat(1),
    dialogue: fc.constantFrom(0, 0, 0, 0, 0, 1),
  })
  .map(({ chosen, ...rest }) => chosen.map((work) => ({ work, ...rest })));

/** Writes, and what is done to the keys between them. */
export function arbitraryWork(maxLength: number): fc.Arbitrary<readonly (Command | Administration)[]> {
  const between = fc.tuple(fc.nat(maxLength + 6), arbitrarySeries);
  return fc
    .tuple(arbitraryCommands(maxLength), fc.array(between, { maxLength: maxLength / 4, size: 'max' }))
    .map(([commands, administrations]) => {
      const all: (Command | Administration)[] = [...commands];
      for (const [at, each] of administrations) all.splice(Math.min(at, all.length), 0, ...each);
      return all;
    });
}
