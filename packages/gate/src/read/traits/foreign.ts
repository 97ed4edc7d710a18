import type { Remark } from '../../model/Trait.ts';
import type { Place } from '../../model/Place.ts';
import type { Project } from '../compiler/Project.ts';
import type { Closure } from '../reach/closure.ts';
import type { Outline } from '../reach/Outline.ts';
import { printable } from '../printable.ts';
import { areAttributeTypes, engineWord } from './words.ts';

/** How a grant and a type of Node are compared: `crypto` is `node:crypto`. */
function canonical(id: string): string {
  return id.replace(/^(?!node:)(?=(crypto|buffer|stream|events|url|util)#)/, 'node:');
}

/** True where a trait may name a type. */
export function isGranted(grants: readonly string[], id: string): boolean {
  return grants.some((grant) => canonical(grant) === canonical(id));
}

function remarksOf(project: Project, outline: Outline, grants: readonly string[], otherwise: Place): Remark[] {
  const types = outline.foreign
    .filter(({ id }) => !isGranted(grants, id))
    .map(({ id, at }) => ({ message: `${id} is a type of a package`, place: project.placeOf(at) ?? otherwise }));
  const words = outline.names.flatMap((name): Remark[] => {
    const word = engineWord(name);
    const place = project.placeOf(name.at) ?? otherwise;
    return word === undefined ? [] : [{ message: `${printable(name.text)} speaks of a storage engine`, place }];
  });
  const properties = outline.names.filter(({ kind }) => kind === 'property');
  const [first] = areAttributeTypes(properties.map(({ text }) => text)) ? properties : [];
  const values =
    first === undefined
      ? []
      : [{ message: 'this is the attribute value of a storage engine', place: project.placeOf(first.at) ?? otherwise }];
  return [...types, ...words, ...values];
}

/**
 * Types of packages that are not granted, and words of a storage engine, in a signature and in all declarations of the project that it
 * reaches. Each place is told once.
 *
 * @param grants ids such as `node:crypto#KeyObject` that the trait may name
 */
export function foreignIn(
  project: Project,
  { start, reached }: Closure,
  grants: readonly string[],
  otherwise: Place,
): readonly Remark[] {
  const all = [start, ...reached.values()].flatMap((outline) => remarksOf(project, outline, grants, otherwise));
  const known = new Set<string>();
  return all.filter(({ message, place }) => {
    const key = `${place.file}:${place.line}:${place.column} ${message}`;
    return !known.has(key) && known.add(key);
  });
}
