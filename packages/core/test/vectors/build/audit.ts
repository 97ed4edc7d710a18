import type { AuditEvent, AuditRecord } from '../../../src/audit/AuditEvent.ts';
import { createAuditTrailWith } from '../../../src/audit/AuditTrail.ts';
import { CallbackAuditSink } from '../../../src/audit/CallbackAuditSink.ts';
import { genesisHash } from '../../../src/audit/encodeEvent.ts';
import { verifyAudit } from '../../../src/audit/verify/verifyAudit.ts';
import { toHex, type Json } from '../../../src/bytes/index.ts';
import { seededSources } from '../../../src/testing/seededSources.ts';
import { material } from './material.ts';

const kekId = toHex(material('audit/kek').subarray(0, 16));
const place = { tenant: 'acme', dialogue: 'nvidia-analysis', epoch: 1 } as const;

const records: readonly AuditRecord[] = [
  { operation: 'kek.open', outcome: 'ok', provider: 'local-file', tenant: 'acme', epoch: 1, kekId },
  { operation: 'dek.unwrap', outcome: 'ok', ...place, kekId, keyVersions: [1, 1] },
  { operation: 'record.open', outcome: 'ok', ...place, keyVersions: [1, 2], counts: { records: 42 } },
  {
    operation: 'record.open',
    outcome: 'refused',
    code: 'integrity_error',
    step: 4,
    ...place,
    keyVersions: [1, 2147483647],
    counts: { records: 1, bytes: Number.MAX_SAFE_INTEGER, a: 0 },
  },
  { operation: 'dialogue.check', outcome: 'refused', code: 'integrity_error', check: 'state_tag', tenant: 'acme' },
  { operation: 'vault.put', outcome: 'begun', tenant: 'acme', epoch: 2 },
];

/** A chain in which an event was lost, a write was torn, and calls were traced. */
async function chain(): Promise<readonly string[]> {
  const lines: string[] = [];
  const events: AuditEvent[] = [];
  const torn = { bytes: 5, sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824' };
  const sink = new CallbackAuditSink({
    write: (line, event) => {
      if (event.n === 3 && event.unrecorded === undefined) throw new Error('no space');
      lines.push(line);
      events.push(event);
    },
  });
  const last = async (): Promise<object> => {
    const event = events.at(-1);
    if (event?.n !== 2) return event === undefined ? {} : { event };
    lines.push('hello');
    return { event, torn };
  };
  let call = 0;
  const trail = createAuditTrailWith(
    {
      sink: { last, append: async (group) => sink.append(group), close: async () => {} },
      principal: 'svc-7',
      trace: () => {
        call += 1;
        return call % 2 === 0 ? { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' } : undefined;
      },
      onFailure: 'warn',
      onWarning: () => {},
    },
    seededSources({ seed: 22 }),
  );
  for (const record of records) await trail.record(record);
  return lines;
}

export async function auditVectors(): Promise<Json> {
  const lines = await chain();
  const [first = ''] = lines;
  const { chain: id } = JSON.parse(first) as AuditEvent;
  const changed = lines.map((line) => line.replace('"state_tag"', '"digest"'));
  const cases: readonly (readonly [name: string, lines: readonly string[]])[] = [
    ['sound', lines],
    ['changed', changed],
    ['missing', lines.toSpliced(1, 1)],
    ['reordered', [...lines.slice(0, -2), ...lines.slice(-2).toReversed()]],
    ['duplicated', [...lines, ...lines.slice(-1)]],
    ['foreign', [...lines, 'hello']],
    ['not canonical', lines.map((line) => line.replace('{"chain"', '{ "chain"'))],
  ];
  const verdicts = cases.map(async ([name, each]): Promise<Json> => {
    const { findings, torn, unrecorded } = await verifyAudit(each);
    return {
      name,
      lines: each,
      torn,
      unrecorded,
      findings: findings.map(({ kind, line, n }) => ({ kind, line, n: n ?? null })),
    };
  });
  return { chain: id, genesis: genesisHash(id), lines, cases: await Promise.all(verdicts) };
}
