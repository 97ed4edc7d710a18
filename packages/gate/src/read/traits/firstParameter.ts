import ts from '@typescript/typescript6';
import type { Project } from '../compiler/Project.ts';
import { constraintOf, isAny, shortTextOfType } from '../compiler/types.ts';

/** Something seen in a signature, and the node that it was seen at. */
export interface Sighting {
  readonly message: string;
  readonly at: ts.Node | undefined;
}

/** Why a type is not the dialogue id, or undefined when it is. */
function typeFault({ checker }: Project, given: ts.Type, dialogueId: ts.Type, name: string): string | undefined {
  const type = constraintOf(checker, given);
  if (isAny(type)) return 'the first parameter is any';
  if ((type.flags & ts.TypeFlags.Never) !== 0) return 'the first parameter is never: nobody can call it';
  const shown = shortTextOfType(checker, given);
  const fits = checker.isTypeAssignableTo(type, dialogueId);
  const takesAll = checker.isTypeAssignableTo(dialogueId, type);
  if (fits && takesAll) return undefined;
  if (fits) return `the first parameter is narrower than ${name}: ${shown}`;
  if (takesAll) return `the first parameter is wider than ${name}: ${shown}`;
  return `the first parameter is no ${name}: ${shown}`;
}

/** Why the first parameter of a signature is not the dialogue id and nothing else, or undefined when it is. */
export function firstParameterFault(
  project: Project,
  signature: ts.Signature,
  dialogueId: ts.Type,
  name: string,
): Sighting | undefined {
  const [first] = signature.getParameters();
  if (first === undefined)
    return { message: `there is no parameter: the first one must be the ${name}`, at: undefined };
  const at = first.valueDeclaration;
  const declared = at !== undefined && ts.isParameter(at) ? at : undefined;
  if (declared?.dotDotDotToken !== undefined) return { message: 'the first parameter takes any number of values', at };
  if (declared !== undefined && (declared.questionToken !== undefined || declared.initializer !== undefined)) {
    return { message: 'the first parameter is optional', at };
  }
  if (declared !== undefined && !ts.isIdentifier(declared.name)) {
    return { message: `the first parameter is taken apart: it must be the ${name} itself`, at };
  }
  const message = typeFault(project, project.checker.getTypeOfSymbol(first), dialogueId, name);
  return message === undefined ? undefined : { message, at };
}
