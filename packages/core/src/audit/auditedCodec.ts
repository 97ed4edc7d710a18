import type { KeyObject } from 'node:crypto';
import type { OpenBatch, PayloadCodec, PayloadContext, WrapRequest } from '../codec/index.ts';
import { kekIdOf } from '../keys/localKek.ts';
import type { AuditRecord } from './AuditEvent.ts';
import { audited } from './audited.ts';
import type { AuditTrail } from './AuditTrail.ts';

/**
 * A codec that records one event for each batch that it seals or opens and each key that it wraps or unwraps, before the result is given
 * out. Operations: `record.seal`, `record.open`, `dek.wrap`, `dek.unwrap`, `log-root.wrap`, `log-root.unwrap`.
 *
 * @throws ColloquyError what the codec throws, and `audit_failed`
 * @example
 * const codec = auditedCodec(envelopeCodec({ randomBytes }), trail);
 */
export function auditedCodec(codec: PayloadCodec, trail: AuditTrail): PayloadCodec {
  return Object.freeze<PayloadCodec>({
    name: codec.name,
    seal: async (batch, options) =>
      audited(
        trail,
        {
          operation: 'record.seal',
          ...placeOf(batch),
          keyVersions: [batch.keyVersion, batch.keyVersion],
          counts: { records: batch.records.length },
        },
        async () => codec.seal(batch, options),
        { signal: options?.signal },
      ),
    open: async (batch, options) =>
      audited(
        trail,
        {
          operation: 'record.open',
          ...placeOf(batch),
          ...versionsOf(batch),
          counts: { records: batch.records.length },
        },
        async () => codec.open(batch, options),
        { signal: options?.signal },
      ),
    wrapKey: async (request, key, options) =>
      audited(trail, aboutWrap(request, 'wrap'), async () => codec.wrapKey(request, key, options), {
        signal: options?.signal,
      }),
    unwrapKey: async (request, wrap, options) =>
      audited(trail, aboutWrap(request, 'unwrap'), async () => codec.unwrapKey(request, wrap, options), {
        signal: options?.signal,
      }),
    forget: () => codec.forget(),
  });
}

type About = Omit<AuditRecord, 'outcome'>;

function placeOf({ tenant, dialogueId, epoch }: PayloadContext): Pick<AuditRecord, 'tenant' | 'dialogue' | 'epoch'> {
  return { tenant, dialogue: dialogueId, epoch };
}

/** The versions that are offered: what the records name is not believed yet. */
function versionsOf({ dataKeys }: OpenBatch): Pick<AuditRecord, 'keyVersions'> {
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const version of dataKeys.keys()) {
    first = Math.min(first, version);
    last = Math.max(last, version);
  }
  return last === 0 ? {} : { keyVersions: [first, last] };
}

function aboutWrap(request: WrapRequest, verb: 'wrap' | 'unwrap'): About {
  const { purpose, version, kek } = request;
  return {
    operation: `${purpose}.${verb}`,
    ...placeOf(request),
    kekId: knownKekId(kek, request),
    keyVersions: [version, version],
  };
}

const kekIds = new WeakMap<KeyObject, string>();

/** Derived once for a key object: it belongs to one tenant and epoch. */
function knownKekId(kek: KeyObject, place: PayloadContext): string {
  let id = kekIds.get(kek);
  if (id === undefined) {
    id = kekIdOf(kek, place);
    kekIds.set(kek, id);
  }
  return id;
}
