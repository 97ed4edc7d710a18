import { entityKey } from '../../ids/entityKey.ts';
import type { Staging } from '../staging/Staging.ts';
import { checkDistinct } from './distinct.ts';

/** Checks that an expert is registered, in the dialogue or by the batch. An absent slug was reported before. */
export function checkExpert(staging: Staging, slug: string | undefined, field: string): boolean {
  if (slug === undefined) return false;
  if (staging.has(entityKey.expert(slug))) return true;
  staging.fault({
    code: 'expert_not_in_dialogue',
    message: 'No expert of this slug is registered in this dialogue.',
    field,
    value: slug,
    suggestion: 'Register the expert first, or correct the slug.',
  });
  return false;
}

/** Checks a list of experts: each registered, none named twice. */
export function checkExperts(
  staging: Staging,
  slugs: readonly (string | undefined)[] | undefined,
  field: string,
): void {
  slugs?.forEach((slug, index) => {
    checkExpert(staging, slug, `${field}[${index}]`);
  });
  checkDistinct(staging, slugs, (index) => `${field}[${index}]`);
}
