import type { Content } from '../../entities/types.ts';
import { fieldPath } from '../../fields/fieldPath.ts';
import { entityKey } from '../../ids/entityKey.ts';
import { checkExpert } from '../checks/experts.ts';
import { isWhole, type Parts } from '../input/Parts.ts';
import { contentTable } from '../input/tables.ts';
import { makeEntity } from '../staging/make.ts';
import type { Staging } from '../staging/Staging.ts';

/**
 * Stages an expert's raw text of a round. It is written once and never replaced.
 *
 * @param round absent when there is a fault in it
 */
export function stageContent(
  staging: Staging,
  round: number | undefined,
  parts: Parts<typeof contentTable>,
  path: string,
): Content | undefined {
  const field = fieldPath(path, ['expert']);
  const known = checkExpert(staging, parts.expert, field);
  if (parts.expert === undefined || round === undefined || !known) return undefined;
  const key = entityKey.content(round, parts.expert);
  if (staging.has(key)) {
    staging.fault({
      code: 'duplicate_entity',
      message: `The text of this expert in round ${round} was recorded already; it is written once and stays as it is.`,
      field,
      value: parts.expert,
      suggestion: 'Record it under another round, or leave it out.',
    });
    return undefined;
  }
  staging.announce(key);
  if (!isWhole(contentTable, parts)) return undefined;
  const content = makeEntity('content', key, { createdAt: staging.now, content: parts.content });
  staging.put(key, content);
  return content;
}
