import { itemTypes, type LifecycleType } from '../../enumerations.ts';
import { nearest } from '../../fields/nearest.ts';
import { letterOf } from '../../ids/displayId.ts';
import { canTransition, nextStatuses, statusesOf } from '../../lifecycle/lifecycles.ts';
import type { Staging } from '../staging/Staging.ts';
import { aNoun } from './nouns.ts';

/** Checks that a word is a status of a type: its enumeration. */
export function checkStatusWord(staging: Staging, type: LifecycleType, status: string, field: string): boolean {
  const validOptions = statusesOf(type);
  if (validOptions.includes(status)) return true;
  const owners = itemTypes.filter((other) => statusesOf(other).includes(status));
  const meant = owners.map((owner) => `${aNoun(owner)} (its id begins with ${letterOf(owner)})`).join(' or of ');
  const near = nearest(status, validOptions);
  staging.fault({
    code: 'invalid_value',
    message:
      owners.length === 0
        ? `This is not a status of ${aNoun(type)}.`
        : `This is not a status of ${aNoun(type)}, but of ${meant}.`,
    field,
    value: status,
    validOptions,
    ...(near === undefined ? {} : { suggestion: near }),
  });
  return false;
}

/** Checks that the lifecycle allows the change. */
export function checkTransition(
  staging: Staging,
  type: LifecycleType,
  from: string,
  to: string,
  field: string,
): boolean {
  if (canTransition(type, from, to)) return true;
  const validOptions = nextStatuses(type, from);
  staging.fault({
    code: 'invalid_status_transition',
    message: `The status of ${aNoun(type)} cannot go from '${from}' to '${to}'.`,
    field,
    value: to,
    validOptions,
    suggestion:
      validOptions.length === 0
        ? `'${from}' is final: no other status can follow.`
        : `After '${from}' comes ${validOptions.join(' or ')}.`,
    context: { from, to },
  });
  return false;
}
