import type { DialogueId } from '../../address/DialogueId.ts';
import { listingLimit } from '../../adapter/requireListing.ts';
import type { Location } from '../../traits/MigrationStore.ts';
import type { Scoped } from '../../traits/PartitionScoped.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import { portOf } from '../portOf.ts';
import type { StoreName } from '../boundaryBody.ts';
import { look, patiently, type MoverContext, type Side } from '../mover/MoverContext.ts';
import type { DialogueReport } from './MoveReport.ts';

/** What a move of the whole store has to do about a dialogue. */
export type Standing =
  /** A move can be tried: it is at the source, and the target is not claimed for it. */
  | { readonly is: 'here'; readonly source: Scoped<Location>; readonly target: Scoped<Location> }
  /** Between steps 2 and 8, or between C1 and C3. */
  | { readonly is: 'transit'; readonly source: Scoped<Location>; readonly target: Scoped<Location> }
  /** It had gone already, or there is nothing but a claim that had ended. */
  | { readonly is: 'gone'; readonly report: DialogueReport }
  /** Rows without a head: what a torn restore leaves, or a first commit that is large and under way. */
  | { readonly is: 'headless' };

/** Looks at both stores, as far as it takes. Writes nothing. */
export async function standingOf(
  context: MoverContext,
  to: Side,
  id: DialogueId,
  call: CallOptions,
): Promise<Standing> {
  const source = await look(context, context.source, id, call);
  if (source.state === 'absent') return { is: 'headless' };
  const gone = goneFrom(source, (await to.identity(call)).here);
  if (gone !== undefined) return { is: 'gone', report: gone };
  const target = await look(context, to, id, call);
  const arrived = arrivedAt(source, target, to);
  if (arrived !== undefined) return { is: 'gone', report: arrived };
  return { is: (await isInTransit(context, source, target, call)) ? 'transit' : 'here', source, target };
}

/** The n above which a target lacks entries: that of an earlier copy's end. */
export function baseOf({ state, head, text }: Location): number {
  return state === 'importing' || state === 'aborted' ? (text?.base ?? 0) : (head?.n ?? 0);
}

/** What has gone as far as the source alone can tell. */
function goneFrom(
  { dialogueId, state, head, text, boundary }: Scoped<Location>,
  there: StoreName,
): DialogueReport | undefined {
  const about = { dialogueId, outcome: 'skipped', ...(head === undefined ? {} : { n: head.n }) } as const;
  if (state === 'aborted') {
    const message =
      text === undefined
        ? 'A move into the source was cancelled: the dialogue is elsewhere.'
        : `A move into the source was cancelled: the dialogue is in the store ${text.other.name}, or was when that was.`;
    return { ...about, message };
  }
  if (state === 'importing' || boundary?.kind !== 'migrate.out') return undefined;
  const { moveId, target } = boundary.body;
  const message = `It left the source for the store ${target.name} with entry ${head?.n ?? 0}.`;
  if (state === 'purging' || state === 'purged' || target.place !== there.place) return { ...about, moveId, message };
  return undefined;
}

function arrivedAt(
  { dialogueId, head, boundary }: Scoped<Location>,
  target: Scoped<Location>,
  { name }: Side,
): DialogueReport | undefined {
  if (boundary?.kind !== 'migrate.out' || (target.head?.n ?? 0) <= (head?.n ?? 0)) return undefined;
  const { moveId } = boundary.body;
  const message = `It had arrived in the store ${name} before.`;
  return { dialogueId, outcome: 'skipped', moveId, n: head?.n ?? 0, message };
}

async function isInTransit(
  { source: { identity } }: MoverContext,
  source: Scoped<Location>,
  target: Scoped<Location>,
  call: CallOptions,
): Promise<boolean> {
  if (source.boundary?.kind === 'migrate.out') return true;
  const { here } = await identity(call);
  return target.state === 'importing' && target.text?.other.place === here.place && target.logId === source.logId;
}

/** Every dialogue of which the source holds anything, each once. */
export async function* dialoguesAt(
  context: MoverContext,
  call: CallOptions,
): AsyncGenerator<DialogueId, void, undefined> {
  const port = portOf(context.source.backend);
  const seen = new Set<DialogueId>();
  let cursor: string | undefined;
  do {
    const wanted = { limit: listingLimit, ...(cursor === undefined ? {} : { cursor }), ...call };
    const page = await patiently(context, () => port.listPartitions(wanted), call);
    for (const id of page.ids) {
      if (seen.has(id)) continue;
      seen.add(id);
      yield id;
    }
    ({ cursor } = page);
  } while (cursor !== undefined);
}
