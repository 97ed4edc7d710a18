import type { DialogueId } from '../../address/DialogueId.ts';
import type { Residence } from '../../traits/MigrationPort.ts';
import type { Claimed, MoveClaim } from '../../traits/MigrationStore.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import { scoped, type Scoped } from '../../traits/PartitionScoped.ts';
import { encodeResidenceText, parseResidenceText, type ResidenceText } from '../residenceText.ts';
import { locate, type Standing } from './location.ts';
import type { StoreParts } from './StoreParts.ts';
import { transit } from './transit.ts';

/** From `absent`, `moved`, `purged` or `aborted` to `importing`, if it is still what the caller saw. */
export async function claim(parts: StoreParts, id: DialogueId, asked: MoveClaim, call?: CallOptions): Promise<Claimed> {
  const standing = await locate(parts, id, call);
  const mayClaim = ['absent', 'moved', 'purged', 'aborted'].includes(standing.state);
  // No text ever returns: a move that was aborted here stays so.
  const isDead = standing.state === 'aborted' && standing.text?.moveId === asked.moveId;
  if (!mayClaim || isDead || !isSame(standing.residence, asked.over)) return claimedOf(standing);
  const text = encodeResidenceText(claimText(standing, asked));
  return change(parts, standing, { status: 'importing', move: text }, call);
}

/** From `importing` of this move, or from what a claim of it would be made over, to `aborted`. */
export async function abort(parts: StoreParts, id: DialogueId, asked: MoveClaim, call?: CallOptions): Promise<Claimed> {
  const standing = await locate(parts, id, call);
  const { state, text, residence } = standing;
  if (!isSame(residence, asked.over)) return claimedOf(standing);
  if (state === 'importing' && text?.moveId === asked.moveId) {
    return change(parts, standing, { status: 'aborted', move: residence?.move ?? '' }, call);
  }
  if (state !== 'absent' && state !== 'moved' && state !== 'purged') return claimedOf(standing);
  return change(parts, standing, { status: 'aborted', move: encodeResidenceText(claimText(standing, asked)) }, call);
}

async function change(parts: StoreParts, from: Scoped<Standing>, to: Residence, call?: CallOptions): Promise<Claimed> {
  const { dialogueId: id, residence, raw } = from;
  const head = raw === undefined ? null : { n: raw.n, commitId: raw.commitId };
  const outcome = await transit(parts, id, { from: residence, to, head }, call);
  if (!outcome.changed) return claimedOf(await locate(parts, id, call));
  return scoped(id, { status: to.status, moveId: parseResidenceText(to.move)?.moveId });
}

function claimText({ state, text, raw }: Standing, { moveId, source, logId }: MoveClaim): ResidenceText {
  // Once the records of a base are gone, they are, whatever claims follow.
  const whole = state === 'moved' || (state === 'aborted' && text?.whole === true);
  return { moveId, other: source, logId, base: raw?.n ?? 0, n: 0, whole };
}

function claimedOf({ dialogueId, state, text, boundary }: Scoped<Standing>): Claimed {
  return scoped(dialogueId, { status: state, moveId: text?.moveId ?? boundary?.body.moveId });
}

function isSame(a: Residence | null, b: Residence | null): boolean {
  return a?.status === b?.status && a?.move === b?.move;
}
