import { itemTypes } from '../../enumerations.ts';
import { displayId } from '../../ids/displayId.ts';
import { entityKey } from '../../ids/entityKey.ts';
import { fieldPath } from '../../fields/fieldPath.ts';
import { checkDistinct } from '../../plan/checks/distinct.ts';
import { checkExperts } from '../../plan/checks/experts.ts';
import { checkVerdict } from '../../plan/checks/Ids.ts';
import type { ItemType } from '../../enumerations.ts';
import type { Row } from '../Draft.ts';
import type { Judgement } from './Judgement.ts';

/** Items stand in rounds, are numbered without gaps, come from experts, and their references are edges. */
export function checkItems(judgement: Judgement): void {
  for (const type of itemTypes) for (const row of judgement.rows(type)) checkItem(judgement, type, row);
  for (const row of judgement.rows('recommendation')) checkAdoption(judgement, row);
}

function checkItem(judgement: Judgement, type: ItemType, row: Row<ItemType>): void {
  const { round, seq, contributors } = row.entity;
  judgement.round(row, ['round'], round);
  if (seq > 1) {
    const message = `Numbers of a type and round have no gaps, and there is no ${displayId(type, round, seq - 1)}.`;
    judgement.follows(row, 'id', type, entityKey.item(type, round, seq - 1), message);
  }
  checkExperts(judgement.staging, contributors, fieldPath(row.path, ['contributors']));
  checkReferences(judgement, row);
}

/** An item was registered together with the edges of its references. */
function checkReferences(judgement: Judgement, row: Row<ItemType>): void {
  const { id, references, createdAt } = row.entity;
  const named = references.map(({ refType, targetId }) => `${refType} ${targetId}`);
  checkDistinct(judgement.staging, named, (index) => fieldPath(row.path, ['references', index]));
  if (!judgement.isWhole('ref', id)) return;
  references.forEach(({ refType, targetId }, index) => {
    const edge = judgement.staging.get(entityKey.ref(id, refType, targetId));
    if (edge === undefined) {
      judgement.fault(row, ['references', index], {
        code: 'target_not_found',
        message: 'A reference of an item is also one of its refs, and there is no such ref.',
        value: targetId,
        suggestion: 'Add it to the refs of this item, or remove the reference.',
      });
    } else if (edge.createdAt !== createdAt) {
      judgement.fault(row, ['references', index], {
        code: 'invalid_value',
        message: 'A reference is recorded together with its item, but the ref has another createdAt.',
        value: targetId,
        suggestion: createdAt,
      });
    }
  });
}

function checkAdoption(judgement: Judgement, row: Row<'recommendation'>): void {
  const { status, adoptedInVerdict } = row.entity;
  if (adoptedInVerdict === undefined) return;
  if (status !== 'adopted') {
    judgement.fault(row, ['adoptedInVerdict'], {
      code: 'invalid_value',
      message: `Only an adopted recommendation names the verdict that adopts it; this one is ${status}.`,
      value: adoptedInVerdict,
      suggestion: 'Leave it out.',
    });
  }
  checkVerdict(judgement.staging, adoptedInVerdict, fieldPath(row.path, ['adoptedInVerdict']));
}
