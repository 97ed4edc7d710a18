import ts from '@typescript/typescript6';
import { byCodeUnits } from '../byCodeUnits.ts';

/** Text in the normal form, or a declaration of the project that it refers to. */
export type Part = string | ts.Symbol;

/** A name that a person chose, where it stands. */
export interface Name {
  readonly text: string;
  readonly kind: 'parameter' | 'property' | 'type' | 'literal';
  readonly at: ts.Node;
  /** The type that is written beside it. */
  readonly type: ts.TypeNode | undefined;
}

/** A type of a package, or of the platform beyond the language. */
export interface Foreign {
  /** `node:crypto#KeyObject`, `pg#Pool`, `global#Buffer`. */
  readonly id: string;
  readonly at: ts.Node;
  /** It is not installed, so that nothing else is known of it. */
  readonly isAbsent: boolean;
}

/** What does not resolve. */
export interface Broken {
  readonly message: string;
  readonly at: ts.Node;
  /** The import of another file leads nowhere: a matter of the file, not of what uses it. */
  readonly isImport: boolean;
}

/** What a declaration or a signature says, without what is only for its reader. */
export interface Outline {
  readonly parts: readonly Part[];
  readonly names: readonly Name[];
  readonly foreign: readonly Foreign[];
  readonly broken: readonly Broken[];
}

/** The text of parts, every declaration by its own name: to put them in an order that no file decides. */
export function plain(parts: readonly Part[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.name)).join('');
}

/** Puts groups in order by a text of each; those with the same text stay as they are. */
export function inOrder(
  groups: readonly (readonly Part[])[],
  keyOf: (group: readonly Part[]) => string = plain,
): readonly (readonly Part[])[] {
  return groups
    .map((group) => ({ group, key: keyOf(group) }))
    .toSorted((a, b) => byCodeUnits(a.key, b.key))
    .map(({ group }) => group);
}

/** Groups with something between them. */
export function joined(groups: readonly (readonly Part[])[], between: string): Part[] {
  return groups.flatMap((group, at) => (at === 0 ? group : [between, ...group]));
}
