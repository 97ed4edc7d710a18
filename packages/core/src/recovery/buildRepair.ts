import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { compareAscii, toHex, type Json } from '../bytes/index.ts';
import { parseDisplayId } from '../domain/ids/displayId.ts';
import { entityKey } from '../domain/ids/entityKey.ts';
import { ColloquyError } from '../errors/index.ts';
import { limits } from '../limits.ts';
import { buildCommit, type AsItIs, type BuiltCommit, type Unsealed } from '../store/buildCommit.ts';
import type { RootKeys } from '../store/dialogueKeys.ts';
import { importKind, isImporting } from '../store/loadVerified.ts';
import { withFirstN } from '../store/operation.ts';
import { isKeyKey, operationKey, reattestKey, reattestKind } from '../store/physicalKeys.ts';
import { plainRecord } from '../store/records.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import { buried } from '../store/tombstone.ts';
import type { CallOptions, Digest, StoredRecord } from '../traits/PartitionStore.ts';
import { statementVersion, type ReattestStatement } from '../verify/reattestations.ts';
import type { Examination } from './diagnose.ts';
import { mendEvents } from './mendEvents.ts';
import { mendKeys } from './mendKeys.ts';
import type { StandingKeys } from './standingKeys.ts';
import type { Known } from './standingLog.ts';

/** The commit of a reattestation, and what it states. */
export interface Repair {
  readonly built: BuiltCommit;
  readonly statement: ReattestStatement;
}

/**
 * Builds the commit that follows the log's end: every record that is not what the log says is sealed anew as it stands, with what stands
 * there as its condition and what the log says as what the tag counts; what is missing becomes a tombstone.
 */
export async function buildRepair(
  context: StoreContext,
  id: DialogueId,
  found: Examination,
  { end, root }: { readonly end: Known; readonly root: RootKeys },
  reason: string,
  options: CallOptions,
): Promise<Repair> {
  const { diagnosis, standing, log, judged } = found;
  const n = end.header.n + 1;
  const stands = new Map(standing.records.map((record) => [record.key, record]));
  const digestInLog = (key: RecordKey): Digest | null => log.history.current.get(key)?.digest ?? null;
  const keys: StandingKeys = { dataKeys: new Map(), opened: new Set(), ...found.keys, root };
  const wraps = { torn: new Set(judged.torn.map(({ key }) => key).filter(isKeyKey)), standing: stands, digestInLog };
  const { made, ...change } = await mendKeys(context, id, end.header, { ...keys, root }, wraps, options);

  const own = reattestKey(n);
  const lost = judged.torn.filter(({ key, state }) => state === 'missing' && !isKeyKey(key)).map(({ key }) => key);
  const named = diagnosis.dangling.flatMap(({ id: target }) => itemKeyOf(target) ?? []);
  const reserved = [...new Set(named)].filter((key) => !stands.has(key) && digestInLog(key) === null);
  const places = new Set<RecordKey>([...lost, ...reserved]);
  const { counts, orphans } = mendEvents(judged.opened, [...stands.keys(), ...places]);
  for (const { key } of orphans) places.add(key);
  places.delete(own);

  const accepted = judged.torn.filter(({ key, state }) => state !== 'missing' && !isKeyKey(key)).map(({ key }) => key);
  const anew = [...new Set([...accepted, ...counts.keys()])].filter((key) => !places.has(key) && key !== own);
  const statement = statementOf(found, reason, {
    keysMade: made,
    recounted: [...counts.keys()].sort(compareAscii),
    reserved: reserved.sort(compareAscii),
    orphans,
  });
  const sealed = plainRecord(id, own, statementVersion, n, statement as unknown as Json);
  checkSize(id, sealed.plaintext);
  const records: Unsealed[] = [
    ...anew.map((key) => sealedAnew(id, key, n, found, stands, counts.get(key), digestInLog(key))),
    { ...sealed, attributes: {}, prior: stands.get(own)?.digest ?? null, counts: digestInLog(own) },
  ];
  const written: AsItIs[] = [
    ...change.written,
    ...[...places].map((key) => buried(key, stands.get(key)?.digest ?? null, digestInLog(key))),
  ];
  const hasRoot = stands.has(entityKey.dialogue());
  const kind = isImporting(log.work) && !hasRoot ? `${importKind}.${reattestKind}` : reattestKind;
  const plan = { kind, time: context.sources.now(), records, checks: [] };
  const head = { n: end.header.n, header: end.header, hash: end.hash, keys: change.keys };
  return { built: await buildCommit(context, id, head, plan, options, { ...change, written }), statement };
}

/** The key of an item by its display id. */
function itemKeyOf(named: string): RecordKey | undefined {
  const item = parseDisplayId(named);
  return item && entityKey.item(item.type, item.round, item.seq);
}

/** A record as it stands, sealed by this commit: what it says does not change but for the number of events. */
function sealedAnew(
  id: DialogueId,
  key: RecordKey,
  n: number,
  { judged }: Examination,
  stands: ReadonlyMap<RecordKey, StoredRecord>,
  eventCount: number | undefined,
  counts: Digest | null,
): Unsealed {
  const opened = judged.opened.get(key);
  const record = stands.get(key);
  if (opened === undefined || record === undefined) throw new RangeError(`${key} was not opened.`);
  const { plain } = opened;
  const payload = key.startsWith(operationKey('')) ? withFirstN(id, plain) : plain.payload;
  const entity = eventCount === undefined ? payload : { ...(payload as Readonly<Record<string, Json>>), eventCount };
  return { ...plainRecord(id, key, plain.v, n, entity), attributes: record.attributes, prior: record.digest, counts };
}

function statementOf(
  { diagnosis, log }: Examination,
  reason: string,
  mended: Pick<ReattestStatement, 'keysMade' | 'recounted' | 'reserved' | 'orphans'>,
): ReattestStatement {
  const { digest, records, lostEntries, strayEntries, complete, rolledBack } = diagnosis;
  return {
    reason,
    diagnosis: digest,
    head: log.head === undefined ? null : { n: log.head.header.n, hash: toHex(log.head.hash) },
    records,
    lostEntries: lostEntries ?? null,
    removedEntries: strayEntries,
    complete,
    ...mended,
    rolledBack: rolledBack.map(({ message }) => message),
  };
}

/** The statement is one record: what is torn further than that is not a torn transaction. */
function checkSize(id: DialogueId, plaintext: Uint8Array): void {
  const max = limits.textBytes;
  if (plaintext.byteLength <= max) return;
  throw new ColloquyError('limit_exceeded', `What would have to be stated is more than ${max} bytes (textBytes).`, {
    context: { dialogueId: id, limit: 'textBytes', max, actual: plaintext.byteLength },
  });
}
