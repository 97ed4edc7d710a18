import type { AuditLaw } from '../support/AuditFixture.ts';
import { chainLaws } from './chain.ts';
import { eventLaws } from './events.ts';
import { failureLaws } from './failures.ts';
import { fileLaws } from './files.ts';
import { keyOperationLaws } from './keyOperations.ts';
import { keyLaws } from './keys.ts';
import { operationLaws } from './operations.ts';
import { signingLaws } from './signing.ts';
import { verifyLaws } from './verify.ts';

/** Every test of the clauses of `docs/spec/audit.md`. */
export const auditLaws: readonly AuditLaw[] = [
  ...eventLaws,
  ...chainLaws,
  ...operationLaws,
  ...keyLaws,
  ...keyOperationLaws,
  ...signingLaws,
  ...failureLaws,
  ...fileLaws,
  ...verifyLaws,
];
