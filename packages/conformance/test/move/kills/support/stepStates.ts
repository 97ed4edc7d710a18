import type { MoveStep } from '@colloquy/core';
import type { Errand } from '../child/Job.ts';
import { kindOf, textOf, type Look } from './look.ts';
import type { Scene } from './Scene.ts';

/** What the two stores, the register and the headers say, in a line. */
export function stateOf({ giver, taker, before, errand }: Scene, look: Look): string {
  const [from, to] = [look[giver], look[taker]];
  const kinds = look.registered
    .slice(before.registered.length)
    .map(({ entry }) => kindOf(entry).replace('migrate.', ''));
  const peers = look.source.hasPeer && look.target.hasPeer ? 'peers' : 'strangers';
  const copied = errand === 'purge' ? leftOf(look, giver, before) : copiedOf(look, { giver, taker }, before);
  return `${from.state}/${to.state} [${kinds.join(' ')}] ${copied} ${peers}`;
}

function copiedOf(look: Look, { giver, taker }: Pick<Scene, 'giver' | 'taker'>, before: Look): string {
  const [from, to, had] = [look[giver].rows, look[taker].rows, before[taker].rows];
  if (to.log.length === 0 && to.records.length === 0) return 'nothing';
  const isWhole =
    textOf(to.records) === textOf(from.records) && textOf(to.log.slice(0, from.log.length)) === textOf(from.log);
  if (isWhole) return 'whole';
  return textOf([to.log, to.records]) === textOf([had.log, had.records]) ? 'base' : 'part';
}

function leftOf(look: Look, giver: Scene['giver'], before: Look): string {
  const [{ records }, was] = [look[giver].rows, before[giver].rows.records];
  if (records.length === was.length) return 'whole';
  return records.every(({ key }) => key.startsWith('key#log#')) ? 'roots' : 'part';
}

/** A step, and what is so when it is done. */
type Stage = readonly [step: MoveStep, after: string];

const arrival = (none: string): readonly Stage[] => [
  ['publish-out', `moved/importing [out] ${none} peers`],
  ['copy', 'moved/importing [out] whole peers'],
  ['verify', 'moved/importing [out] whole peers'],
  ['activate', 'moved/active [out] whole peers'],
  ['publish-in', 'moved/active [out in] whole peers'],
];

/** The steps of each errand in their order, each with the one effect that it has (docs/spec/migration.md, sections 5 and 6). */
export const stepsOf: Readonly<Record<Errand, { readonly first: string; readonly steps: readonly Stage[] }>> = {
  start: {
    first: 'active/absent [] nothing strangers',
    steps: [
      ['check', 'active/absent [] nothing strangers'],
      ['prepare', 'active/absent [] nothing peers'],
      ['claim', 'active/importing [] nothing peers'],
      ['leave', 'moved/importing [] nothing peers'],
      ...arrival('nothing'),
    ],
  },
  back: {
    first: 'active/moved [] base peers',
    steps: [
      ['check', 'active/moved [] base peers'],
      ['prepare', 'active/moved [] base peers'],
      ['claim', 'active/importing [] base peers'],
      ['leave', 'moved/importing [] base peers'],
      ...arrival('base'),
    ],
  },
  cancel: {
    first: 'moved/importing [] whole peers',
    steps: [
      ['abort', 'moved/aborted [] whole peers'],
      ['publish-cancel', 'moved/aborted [cancel] whole peers'],
      // The source's log is longer than what was copied of it.
      ['reopen', 'active/aborted [cancel] base peers'],
      ['clear', 'active/aborted [cancel] nothing peers'],
    ],
  },
  purge: {
    first: 'moved/active [] whole peers',
    steps: [
      ['purge-begin', 'purging/active [] whole peers'],
      ['purge-remove', 'purging/active [] roots peers'],
      ['purge-end', 'purged/active [] roots peers'],
    ],
  },
};

/** What must be so when a process died before a step, or behind it. */
export function stateAround(errand: Errand, step: MoveStep, phase: 'before' | 'after'): string {
  const { first, steps } = stepsOf[errand];
  const at = steps.findIndex(([name]) => name === step);
  const state = phase === 'after' ? steps[at]?.[1] : at === 0 ? first : steps[at - 1]?.[1];
  if (at === -1 || state === undefined) throw new Error(`${errand} has no step ${step}`);
  return state;
}
