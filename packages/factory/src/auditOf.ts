import { createAuditTrail, FileAuditSink, type AuditTrail } from '@colloquy/core';
import type { BackendConfiguration } from './Configuration.ts';

/** The configured audit, if there is one. Also where the store is only read: opening what is sealed is what the audit is for. */
export function auditOf({ audit, actor }: Pick<BackendConfiguration, 'audit' | 'actor'>): AuditTrail | undefined {
  if (audit === undefined) return undefined;
  return createAuditTrail({ sink: new FileAuditSink({ path: audit }), principal: actor, onFailure: 'refuse' });
}
