import { ColloquyError } from '../../errors/index.ts';
import { entityTypes, type EntityType } from '../enumerations.ts';
import type { FieldTable } from '../fields/Field.ts';
import { declarations } from './declarations.ts';
import type { EntityDeclaration } from './declare.ts';

const byType: ReadonlyMap<string, EntityDeclaration> = new Map(entityTypes.map((type) => [type, declarations[type]]));

/** The declaration of a type token, or undefined when the domain has no such type. */
export function findDeclaration(type: string): EntityDeclaration | undefined {
  return byType.get(type);
}

/** The declaration of an entity type, for those who handle all types alike. */
export function declarationOf(type: EntityType): EntityDeclaration {
  const declaration = byType.get(type);
  if (declaration === undefined) throw new ColloquyError('invalid_argument', 'There is no such entity type.');
  return declaration;
}

/** The field table of an entity type. */
export function fieldsOf(type: EntityType): FieldTable {
  return declarationOf(type).fields;
}
