import type { DialogueContext, DialogueFixture } from '../kit/DialogueFixture.ts';
import { fill, operationId } from './keyWork.ts';
import { id, perform, perspective, roundBatch, tension, type Step } from './story.ts';
import { momentOf, type Moment } from './torn.ts';

/** What a torn transaction may have been. */
export interface LastCommits {
  readonly name: string;
  /** Each is one commit. */
  readonly commits: readonly ((fixture: DialogueFixture) => Promise<unknown>)[];
}

const by =
  (step: Step, options = {}) =>
  (fixture: DialogueFixture): Promise<unknown> =>
    perform(fixture.store(), id, step, options);

const resolve: Step = { method: 'transitionItem', input: { target: 'T0001', status: 'resolved' } };
const addressed: Step = { method: 'transitionItem', input: { target: 'T0001', status: 'addressed' } };
const comment: Step = {
  method: 'commentTension',
  input: { target: 'T0001', actors: ['scone'], reason: 'Still unclear.' },
};
const reference: Step = { method: 'addRef', input: { source: 'P0001', refType: 'address', target: 'T0002' } };
const round: Step = { method: 'createRound', input: { round: 1, panel: [{ slug: 'muffin', source: 'retained' }] } };

/** Last commits of few items: every subset of them is tried. */
export const single: readonly LastCommits[] = [
  { name: 'a status that changes', commits: [by(resolve)] },
  { name: 'an item by a repeatable call', commits: [by(perspective, { operationId: `${operationId}-2` })] },
  { name: 'a round that begins', commits: [by(round)] },
];

/** Last commits of many items, or several: subsets are drawn. */
export const several: readonly LastCommits[] = [
  { name: 'one entity twice', commits: [by(comment), by(addressed)] },
  { name: 'an item, and an edge to it', commits: [by(tension), by(reference)] },
  { name: 'a whole round', commits: [by({ method: 'registerRound', input: roundBatch(1) })] },
  { name: 'a round, and a status', commits: [by(round), by(resolve)] },
];

/** Last commits of key administration. */
export const ofKeys: readonly LastCommits[] = [
  { name: 'a rotation', commits: [({ operations }) => operations().rotateDataKey(id)] },
  {
    name: 'a rotation, and a record under the new key',
    commits: [({ operations }) => operations().rotateDataKey(id), by(tension)],
  },
  {
    name: 'a rewrapping',
    commits: [
      async ({ operations }) => {
        await operations().addEpoch();
        await operations().rewrap(id);
      },
    ],
  },
];

/** The dialogue before the last commits, between them and after. */
export async function momentsOf(
  t: DialogueContext,
  { commits }: LastCommits,
): Promise<{ readonly fixture: DialogueFixture; readonly moments: readonly Moment[] }> {
  const fixture = await t.open();
  await fill(fixture);
  const moments = [await momentOf(fixture)];
  for (const commit of commits) {
    await commit(fixture);
    moments.push(await momentOf(fixture));
  }
  return { fixture, moments };
}
