import { type AuditEvent, type AuditRecord, type AuditSink, type AuditTrail, type AuditWarning } from '@colloquy/core';
import { createTestAuditTrail, seededSources, type Sources } from '@colloquy/core/testing';

/** A trail that refuses, with sources that repeat. */
export function refusing(sink: AuditSink, sources: Sources = seededSources({ seed: 1 })): AuditTrail {
  return createTestAuditTrail({ sink, principal: 'svc-7', onFailure: 'refuse', sources });
}

/** A trail that warns, and what it warned of. */
export function warning(sink: AuditSink): { readonly trail: AuditTrail; readonly warnings: AuditWarning[] } {
  const warnings: AuditWarning[] = [];
  const sources = seededSources({ seed: 1 });
  const onWarning = (each: AuditWarning): void => {
    warnings.push(each);
  };
  return { trail: createTestAuditTrail({ sink, principal: 'svc-7', onFailure: 'warn', onWarning, sources }), warnings };
}

export function tick(number = 1): AuditRecord {
  return { operation: 'test.tick', outcome: 'ok', counts: { tick: number } };
}

/** What an event says, without its place in the chain, its id and its time. */
export function saying(event: AuditEvent | undefined): Partial<AuditEvent> {
  const said: Record<string, unknown> = { ...event };
  for (const name of ['v', 'chain', 'n', 'id', 'time', 'prev', 'hash', 'principal']) delete said[name];
  return said;
}
