import ts from '@typescript/typescript6';
import type { Project } from '../compiler/Project.ts';
import { isAny } from '../compiler/types.ts';

const broad =
  ts.TypeFlags.Unknown |
  ts.TypeFlags.Never |
  ts.TypeFlags.String |
  ts.TypeFlags.Number |
  ts.TypeFlags.BigInt |
  ts.TypeFlags.NonPrimitive;

/** Why a type cannot tell dialogue ids from other values, or undefined when it can. */
export function keyFault(type: ts.Type): string | undefined {
  if (isAny(type) || (type.flags & broad) !== 0) {
    return 'is a type of any value: give it a brand, so that the compiler tells it from other texts';
  }
  return type.isUnion() ? 'is a union: it must be one type' : undefined;
}

/** Why a type marks nothing, or undefined when it does. */
export function markerFault({ checker }: Project, type: ts.Type, dialogueId: ts.Type): string | undefined {
  if (isAny(type) || (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0) return 'is no interface';
  const names = checker
    .getPropertiesOfType(type)
    .map((property) => checker.getTypeOfSymbol(property))
    .some(
      (held) => !isAny(held) && (held.flags & ts.TypeFlags.Never) === 0 && checker.isTypeAssignableTo(held, dialogueId),
    );
  return names ? undefined : 'has no property of the type of the dialogue id, so it names no dialogue';
}
