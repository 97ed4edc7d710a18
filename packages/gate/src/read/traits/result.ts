import ts from '@typescript/typescript6';
import type { Project } from '../compiler/Project.ts';
import { argumentsOf, constraintOf, isAny, membersOf, shortTextOfType } from '../compiler/types.ts';

const unknownFlags = ts.TypeFlags.Unknown;
const nothing = ts.TypeFlags.Undefined | ts.TypeFlags.Void | ts.TypeFlags.Never;

/** What the Promise of the language resolves to, or undefined for any other type. */
export function promised(project: Project, type: ts.Type): ts.Type | undefined {
  const symbol = type.getSymbol();
  if (symbol?.name !== 'Promise') return undefined;
  const isGlobal = symbol.declarations?.some((node) => project.isLibrary(node.getSourceFile())) === true;
  return isGlobal ? argumentsOf(project.checker, type)[0] : undefined;
}

/** Why a result is not the promise of something scoped, or undefined when it is. */
export function resultFault(project: Project, given: ts.Type, marker: ts.Type, name: string): string | undefined {
  const { checker } = project;
  const result = constraintOf(checker, given);
  if (isAny(result)) return 'the result is any';
  const resolved = promised(project, result);
  if (resolved === undefined) return `the result is no Promise: ${shortTextOfType(checker, given)}`;
  const value = constraintOf(checker, resolved);
  if (isAny(value)) return 'the result is a Promise of any';
  if ((value.flags & unknownFlags) !== 0) return 'the result is a Promise of unknown';
  const members = membersOf(value).filter(({ flags }) => (flags & ts.TypeFlags.Undefined) === 0);
  if (members.every(({ flags }) => (flags & nothing) !== 0)) return 'the result names no dialogue';
  const unscoped = members.find((member) => !checker.isTypeAssignableTo(member, marker));
  return unscoped === undefined ? undefined : `the result is not ${name}: ${shortTextOfType(checker, unscoped)}`;
}
