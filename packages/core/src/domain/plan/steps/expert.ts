import type { Expert } from '../../entities/types.ts';
import { fieldPath } from '../../fields/fieldPath.ts';
import { entityKey } from '../../ids/entityKey.ts';
import { isWhole, type Parts } from '../input/Parts.ts';
import { newExpertTable } from '../input/tables.ts';
import { makeEntity } from '../staging/make.ts';
import type { Staging } from '../staging/Staging.ts';

/** Stages a new expert, without scores. */
export function stageExpert(staging: Staging, parts: Parts<typeof newExpertTable>, path: string): Expert | undefined {
  if (parts.slug === undefined) return undefined;
  const key = entityKey.expert(parts.slug);
  if (staging.has(key)) {
    staging.fault({
      code: 'duplicate_entity',
      message: 'An expert of this slug is registered already.',
      field: fieldPath(path, ['slug']),
      value: parts.slug,
      suggestion: 'Choose another slug, or leave this expert out.',
    });
    return undefined;
  }
  staging.announce(key);
  if (!isWhole(newExpertTable, parts)) return undefined;
  const { slug: _, ...fields } = parts;
  const expert = makeEntity('expert', key, { ...fields, createdAt: staging.now, totalScore: 0, scores: {} });
  staging.put(key, expert);
  return expert;
}
