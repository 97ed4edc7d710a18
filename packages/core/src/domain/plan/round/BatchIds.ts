import type { ItemType } from '../../enumerations.ts';
import { displayId, letterOf, parseDisplayId, type ItemId } from '../../ids/displayId.ts';
import { entityKey } from '../../ids/entityKey.ts';
import { localId, parseLocalId, type LocalId } from '../../ids/localId.ts';
import { checkType, namedByDisplayId, type Expected, type Ids, type NamedItem } from '../checks/Ids.ts';
import { aNoun } from '../checks/nouns.ts';
import { given } from '../staging/make.ts';
import type { Staging } from '../staging/Staging.ts';

/** An item of the batch that gives itself a local id. */
export interface Declaration {
  readonly type: ItemType;
  readonly localId: string;
  /** The display id it is going to have; absent when it cannot have one. */
  readonly id: string | undefined;
  readonly contributors: readonly (string | undefined)[] | undefined;
  readonly field: string;
}

/**
 * The ids of a round registration: local ids of the batch, and display ids of what the dialogue held before. A local id means
 * nothing outside its batch: experts use the same ones again in other rounds.
 */
export class BatchIds implements Ids {
  readonly #staging: Staging;
  readonly #round: number | undefined;
  readonly #items = new Map<string, NamedItem>();

  /** @param round the number that the batch gives, even if it is not the right one; absent when it gives none. */
  constructor(staging: Staging, round: number | undefined) {
    this.#staging = staging;
    this.#round = round;
  }

  /** Makes an item known under its local id, faulty or not: whoever names it is not to blame. */
  declare(item: Declaration): void {
    const parsed = parseLocalId(item.localId);
    if (parsed === undefined) return;
    this.#checkDeclaration(item, parsed);
    const key = keyOf(parsed);
    if (this.#items.has(key)) {
      this.#staging.fault({
        code: 'duplicate_entity',
        message: 'Another item of this batch has the same local id.',
        field: item.field,
        value: item.localId,
        suggestion: 'Give every item of an expert a number of its own.',
      });
      return;
    }
    // What others meant by it is what its letter says.
    this.#items.set(key, { type: parsed.type, ...given({ id: parsed.type === item.type ? item.id : undefined }) });
  }

  item(text: string | undefined, field: string, expected: Expected): NamedItem | undefined {
    if (text === undefined) return undefined;
    const global = parseDisplayId(text);
    if (global !== undefined) return this.#global(global, field, expected);
    const local = parseLocalId(text);
    return local === undefined ? undefined : this.#local(local, text, field, expected);
  }

  #global(item: ItemId, field: string, expected: Expected): NamedItem {
    const unborn = item.round === this.#round && this.#staging.stored(entityKey.round(item.round)) === undefined;
    const suggestion = unborn
      ? 'Items of this batch have no display id yet: give the item a local id and name that.'
      : undefined;
    return namedByDisplayId(this.#staging, item, field, expected, suggestion);
  }

  #local(item: LocalId, text: string, field: string, expected: Expected): NamedItem {
    const { type } = item;
    if (!checkType(this.#staging, item, text, field, expected)) return { type };
    const known = this.#items.get(keyOf(item));
    if (known !== undefined) return known;
    const earlier = item.round !== this.#round;
    this.#staging.fault({
      code: expected.missing,
      message: 'No item of this batch has this local id.',
      field,
      value: text,
      suggestion: earlier
        ? 'Local ids hold within one batch: name an item of an earlier round by its display id.'
        : 'Correct it, or give the item this local id.',
    });
    return { type };
  }

  /** The three things that a local id says must be those of its item: the type, the round, the expert. */
  #checkDeclaration(item: Declaration, said: LocalId): void {
    const { field, type, localId: value, contributors } = item;
    const round = this.#round ?? said.round;
    const authors = contributors ?? [];
    // With a faulty list of contributors nobody can tell whether the expert was meant to be in it.
    const isAuthor = authors.length === 0 || authors.some((slug) => slug === undefined || slug === said.expert);
    const suggestion = localId(isAuthor ? said.expert : (authors[0] ?? said.expert), type, round, said.seq);
    if (said.type !== type) {
      const message = `The letter says ${aNoun(said.type)}, but this is registered as ${aNoun(type)}, whose letter is ${letterOf(type)}.`;
      this.#staging.fault({ code: 'type_id_mismatch', message, field, value, suggestion });
    }
    if (said.round !== round) {
      const message = `The local id says round ${said.round}, but the batch registers round ${round}.`;
      this.#staging.fault({ code: 'invalid_local_id', message, field, value, suggestion });
    }
    if (!isAuthor) {
      const message = 'The expert of the local id is not a contributor of the item.';
      this.#staging.fault({ code: 'invalid_local_id', message, field, value, suggestion });
    }
  }
}

/** One expert's numbering of a round. */
function keyOf({ expert, type, round, seq }: LocalId): string {
  return `${expert}#${displayId(type, round, seq)}`;
}
