import type { RefType } from '../../enumerations.ts';
import type { Staging } from '../staging/Staging.ts';
import type { NamedItem } from './Ids.ts';
import { aNoun } from './nouns.ts';

/** The reference types that say something about the state of a tension, and so can point at nothing else. */
const tensionOnly: ReadonlySet<RefType> = new Set(['resolve', 'reopen', 'address']);

/**
 * Checks what a reference means: `resolve`, `reopen` and `address` point at a tension, `refine` joins two items of one type, and
 * nothing refers to itself. All other combinations are allowed.
 *
 * @param value the target as it was given
 * @param targetField where the target stands: the place of every such fault
 */
export function checkEdge(
  staging: Staging,
  source: NamedItem | undefined,
  refType: RefType | undefined,
  target: NamedItem | undefined,
  value: string | undefined,
  targetField: string,
): void {
  if (refType === undefined || target === undefined) return;
  if (tensionOnly.has(refType) && target.type !== 'tension') {
    staging.fault({
      code: 'invalid_ref_target',
      message: `'${refType}' can only point at a tension, whose id begins with T; this is the id of ${aNoun(target.type)}.`,
      field: targetField,
      value,
      suggestion: `Name the tension, or use a type such as support or question for ${aNoun(target.type)}.`,
      context: { refType, targetType: target.type },
    });
  } else if (refType === 'refine' && source !== undefined && source.type !== target.type) {
    staging.fault({
      code: 'refine_type_mismatch',
      message: `Refining joins two items of one type, here ${aNoun(source.type)} with another; this is the id of ${aNoun(target.type)}.`,
      field: targetField,
      value,
      suggestion: `Name ${aNoun(source.type)}, or use a type such as support or question.`,
      context: { refType, sourceType: source.type, targetType: target.type },
    });
  } else if (source?.id !== undefined && source.id === target.id) {
    staging.fault({
      code: 'invalid_ref_target',
      message: 'An item cannot refer to itself.',
      field: targetField,
      value,
      suggestion: 'Name another item, or leave the reference out.',
      context: { refType },
    });
  }
}
