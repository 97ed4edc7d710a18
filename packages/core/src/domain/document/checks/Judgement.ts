import type { EntityType } from '../../enumerations.ts';
import { fieldPath } from '../../fields/fieldPath.ts';
import { parseDisplayId } from '../../ids/displayId.ts';
import { entityKey, type EntityKey } from '../../ids/entityKey.ts';
import { checkVerdict } from '../../plan/checks/Ids.ts';
import { checkRound } from '../../plan/checks/rounds.ts';
import type { Staging } from '../../plan/staging/Staging.ts';
import type { Fault } from '../../validation/Fault.ts';
import type { Draft, Row } from '../Draft.ts';

type Figure = string | number;

/** What all checks of a document's content share. */
export class Judgement {
  /** The document as planners see a dialogue; it also collects the faults. */
  readonly staging: Staging;
  readonly #draft: Draft;

  constructor(draft: Draft) {
    this.#draft = draft;
    this.staging = draft.staging();
  }

  get faults(): readonly Fault[] {
    return this.staging.faults.list;
  }

  rows<T extends EntityType>(type: T): readonly Row<T>[] {
    return this.#draft.rows(type);
  }

  /** True when every entity of the type could be read, so that totals over them mean something. */
  isSound(type: EntityType): boolean {
    return this.#draft.isSound(type);
  }

  /** True when all events or edges of the entity could be read. */
  isWhole(list: 'event' | 'ref', ownerId: string): boolean {
    return this.#draft.isWhole(list, ownerId);
  }

  fault(row: Row, field: readonly (string | number)[], fault: Omit<Fault, 'field'>): void {
    this.staging.fault({ ...fault, field: fieldPath(row.path, field) });
  }

  /** A figure must be what the document itself gives. */
  expect(row: Row, field: string, value: Figure | undefined, expected: Figure | undefined, why: string): void {
    if (value === expected) return;
    this.fault(row, [field], {
      code: value === undefined ? 'missing_field' : 'invalid_value',
      message: expected === undefined ? `${why} Leave this out.` : `${why} It must be ${String(expected)}.`,
      value,
      ...(expected === undefined ? {} : { suggestion: String(expected) }),
    });
  }

  /** What is numbered one after another has no gaps: the number before must be there. */
  follows(row: Row, field: string, type: EntityType, before: EntityKey, message: string): void {
    if (this.staging.has(before) || !this.isSound(type)) return;
    this.fault(row, [field], { code: 'invalid_value', message, context: { missing: before } });
  }

  round(row: Row, field: readonly (string | number)[], round: number): boolean {
    return checkRound(this.staging, round, fieldPath(row.path, field));
  }

  /** An item that something points at. */
  item(row: Row, field: readonly (string | number)[], id: string): boolean {
    const item = parseDisplayId(id);
    if (item !== undefined && this.staging.has(entityKey.item(item.type, item.round, item.seq))) return true;
    this.fault(row, field, {
      code: 'target_not_found',
      message: 'There is no such item in this document.',
      value: id,
      suggestion: 'Correct the id, or add the item.',
    });
    return false;
  }

  /** An item or a verdict that an event names. */
  target(row: Row, field: string, id: string | undefined): void {
    if (id === undefined) return;
    if (parseDisplayId(id) === undefined) checkVerdict(this.staging, id, fieldPath(row.path, [field]));
    else this.item(row, [field], id);
  }
}
