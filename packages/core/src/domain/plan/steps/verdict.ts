import type { Verdict } from '../../entities/types.ts';
import { fieldPath } from '../../fields/fieldPath.ts';
import { entityKey } from '../../ids/entityKey.ts';
import { checkDistinct } from '../checks/distinct.ts';
import { checkExpert, checkExperts } from '../checks/experts.ts';
import type { Ids } from '../checks/Ids.ts';
import { isWhole, type Parts } from '../input/Parts.ts';
import { tables } from '../input/tables.ts';
import { given, makeEntity } from '../staging/make.ts';
import type { Staging } from '../staging/Staging.ts';

/** The id of the final verdict, and its type: the one implies the other, so that there can be only one. */
const final = 'final';

type VerdictParts = Parts<typeof tables.verdict>;

/**
 * Stages a verdict. It is an immutable snapshot, put once.
 *
 * @param round absent when there is a fault in it
 */
export function stageVerdict(
  staging: Staging,
  ids: Ids,
  round: number | undefined,
  parts: VerdictParts,
  path: string,
): Verdict | undefined {
  checkFinal(staging, parts, path);
  const isNew = checkNew(staging, parts.id, path);
  if (parts.authorExpert !== undefined) checkExpert(staging, parts.authorExpert, fieldPath(path, ['authorExpert']));
  const accepted = parts.tensionsAccepted?.map(
    (tension, index) =>
      ids.item(tension, fieldPath(path, ['tensionsAccepted', index]), { missing: 'target_not_found', type: 'tension' })
        ?.id,
  );
  checkDistinct(staging, accepted, (index) => fieldPath(path, ['tensionsAccepted', index]));
  checkExperts(staging, parts.supportingExperts, fieldPath(path, ['supportingExperts']));
  if (!isNew || round === undefined || !isWhole(tables.verdict, parts)) return undefined;
  const { id, tensionsAccepted: _, ...fields } = parts;
  const key = entityKey.verdict(id);
  const tensionsAccepted = accepted?.filter((tension) => tension !== undefined);
  const verdict = makeEntity('verdict', key, {
    ...fields,
    ...given({ tensionsAccepted }),
    round,
    createdAt: staging.now,
  });
  staging.put(key, verdict);
  return verdict;
}

function checkFinal(staging: Staging, { id, verdictType }: VerdictParts, path: string): void {
  if (id === undefined || verdictType === undefined || (id === final) === (verdictType === final)) return;
  const message = `The verdict with the id '${final}' has the type '${final}', and no other has.`;
  const suggestion = `Give id and type '${final}', or neither.`;
  if (id === final) {
    const field = fieldPath(path, ['verdictType']);
    staging.fault({ code: 'invalid_value', message, field, value: verdictType, validOptions: [final], suggestion });
  } else {
    const field = fieldPath(path, ['id']);
    staging.fault({ code: 'invalid_value', message, field, value: id, validOptions: [final], suggestion });
  }
}

function checkNew(staging: Staging, id: string | undefined, path: string): boolean {
  if (id === undefined) return false;
  const key = entityKey.verdict(id);
  const isNew = !staging.has(key);
  if (!isNew) {
    staging.fault({
      code: 'duplicate_entity',
      message: 'A verdict of this id exists already; verdicts are recorded once and never change.',
      field: fieldPath(path, ['id']),
      value: id,
      suggestion:
        id === final
          ? 'There is one final verdict; record a dissent or minority verdict instead.'
          : 'Choose another id.',
    });
  }
  staging.announce(key);
  return isNew;
}
