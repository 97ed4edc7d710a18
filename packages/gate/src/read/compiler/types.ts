import ts from '@typescript/typescript6';

/** True for `any`, also the one that stands for a type that does not resolve. */
export function isAny(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.Any) !== 0;
}

/** True for the `any` that the compiler puts in the place of a type that does not resolve. */
export function isUnresolved(type: ts.Type): boolean {
  return isAny(type) && (type as { readonly intrinsicName?: string }).intrinsicName === 'error';
}

/** A type as a person writes it, whole. */
export function textOfType(checker: ts.TypeChecker, type: ts.Type): string {
  const { NoTruncation, UseAliasDefinedOutsideCurrentScope } = ts.TypeFormatFlags;
  const flags = (NoTruncation | UseAliasDefinedOutsideCurrentScope) as ts.TypeFormatFlags;
  return checker.typeToString(type, undefined, flags);
}

/** For a message: at most 120 characters of a type. */
export function shortTextOfType(checker: ts.TypeChecker, type: ts.Type): string {
  const text = textOfType(checker, type);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

/** The type that a type parameter, or a type made of one, stands for at most; the type itself otherwise. */
export function constraintOf(checker: ts.TypeChecker, type: ts.Type): ts.Type {
  if ((type.flags & ts.TypeFlags.Instantiable) === 0) return type;
  return checker.getBaseConstraintOfType(type) ?? type;
}

/** The members of a union, or the one type that it is. */
export function membersOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

/** The arguments of a type that is a reference to a generic interface or class. */
export function argumentsOf(checker: ts.TypeChecker, type: ts.Type): readonly ts.Type[] {
  const isReference =
    (type.flags & ts.TypeFlags.Object) !== 0 && ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0;
  return isReference ? checker.getTypeArguments(type as ts.TypeReference) : [];
}
