import type { LifecycleType } from '../../enumerations.ts';

/** A type in a sentence. */
export function aNoun(type: LifecycleType): string {
  return type === 'evidence' ? 'evidence' : `a ${type}`;
}
