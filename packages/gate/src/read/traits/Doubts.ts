import type ts from '@typescript/typescript6';
import type { Finding } from '../../model/Finding.ts';
import type { Place } from '../../model/Place.ts';
import type { Project } from '../compiler/Project.ts';
import { suppressionsIn } from '../compiler/suppressions.ts';
import { printable } from '../printable.ts';
import type { Closure } from '../reach/closure.ts';
import type { Outline } from '../reach/Outline.ts';
import { isGranted } from './foreign.ts';
import type { Reacher } from './judgeTrait.ts';

/** Collects what does not resolve, and what keeps the compiler from saying so, in all that signatures reach: READ-09. */
export class Doubts {
  readonly #unresolved = new Map<string, Finding>();
  readonly #suppressed = new Map<string, readonly Finding[]>();
  readonly #project: Project;

  constructor(project: Project) {
    this.#project = project;
  }

  /** Of a signature, and of every declaration that it reaches. */
  of({ start, reached }: Closure, by: Reacher): void {
    this.#outline(start, by, by.subject);
    for (const outline of reached.values()) this.#outline(outline, by, undefined);
    for (const symbol of reached.keys()) {
      for (const declaration of symbol.declarations ?? []) this.ofFile(declaration.getSourceFile());
    }
  }

  /** Of a file, whatever of it is reached. */
  ofFile(source: ts.SourceFile): void {
    const file = this.#project.pathOf(source);
    if (file === undefined || this.#suppressed.has(file)) return;
    const found = suppressionsIn(source, file).map(({ place, comment }): Finding => {
      const message = `${comment} keeps the compiler from saying what does not resolve.`;
      return { rule: 'READ-09', subject: file, message, place };
    });
    this.#suppressed.set(file, found);
  }

  /** Where the compiler is silenced, it is not asked what else does not resolve in that file: whoever silenced it knew. */
  findings(): readonly Finding[] {
    const suppressed = [...this.#suppressed.values()].flat();
    const files = new Set(suppressed.map(({ place }) => place.file));
    return [...suppressed, ...[...this.#unresolved.values()].filter(({ place }) => !files.has(place.file))];
  }

  #outline({ broken, foreign }: Outline, by: Reacher, subject: string | undefined): void {
    for (const { message, at, isImport } of broken) {
      this.#add(message, this.#project.placeOf(at) ?? by.place, isImport ? undefined : subject);
    }
    for (const { id, at, isAbsent } of foreign) {
      // One that is not granted is refused whatever it is.
      if (!isAbsent || !isGranted(by.grants, id)) continue;
      this.#add(`${printable(id)} is not installed`, this.#project.placeOf(at) ?? by.place, subject);
    }
  }

  #add(message: string, place: Place, subject: string | undefined): void {
    const key = `${place.file}:${place.line}:${place.column}`;
    if (this.#unresolved.has(key)) return;
    const finding = { rule: 'READ-09', subject: subject ?? place.file, message: `${message}.`, place } as const;
    this.#unresolved.set(key, finding);
  }
}
