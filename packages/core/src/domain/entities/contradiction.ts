import { subkeyOf, typeOfKey, type RecordKey } from '../../address/RecordKey.ts';
import { parseDisplayId } from '../ids/displayId.ts';
import { convergenceSeq } from '../ids/entityKey.ts';
import type { Fault } from '../validation/Fault.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * Some types say one thing twice, in the key and in a field, because the key makes it unique and the field makes it indexable.
 * The fault when the two differ: what is stored under a key belongs there and nowhere else.
 *
 * A reference: its type and the types of its ends. A verdict: the one with the id `final` is the final one. A move: the one with
 * number 0 is the convergence signal.
 */
export function contradiction(key: RecordKey, fields: Values): Fault | undefined {
  switch (typeOfKey(key)) {
    case 'ref':
      return edgeContradiction(subkeyOf(key).split('#'), fields);
    case 'verdict':
      return differing('verdictType', (subkeyOf(key) === 'final') === (fields['verdictType'] === 'final'));
    case 'move':
      return differing('moveType', (Number(key.slice(-2)) === convergenceSeq) === (fields['moveType'] === 'converge'));
    default:
      return undefined;
  }
}

function edgeContradiction([source = '', refType, target = '']: readonly string[], fields: Values): Fault | undefined {
  return (
    differing('refType', refType === fields['refType']) ??
    differing('sourceType', parseDisplayId(source)?.type === fields['sourceType']) ??
    differing('targetType', parseDisplayId(target)?.type === fields['targetType'])
  );
}

function differing(field: string, agree: boolean): Fault | undefined {
  if (agree) return undefined;
  return { code: 'type_id_mismatch', message: `The key of this entity says another ${field}.`, field };
}
