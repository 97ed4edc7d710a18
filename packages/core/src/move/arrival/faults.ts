import { addressOfKey } from '../../address/canonicalAddress.ts';
import type { DialogueId } from '../../address/DialogueId.ts';
import type { ColloquyError } from '../../errors/index.ts';
import { integrityError } from '../../store/integrity.ts';
import type { ChainBreak } from '../BoundaryChain.ts';
import type { Compared } from './compareStored.ts';

/** What a record that is not what its log says is told as: where it was found, and nothing that it seals. */
export type RecordReason = 'source_record' | 'target_record';

const breaks: Readonly<Record<ChainBreak | 'changed' | 'head', string>> = {
  missing: 'is missing',
  malformed: 'is not an entry that core wrote',
  genesis: 'begins another log',
  link: 'does not carry the hash of the entry before',
  body: 'has another body than its header names',
  state: 'does not repeat the state of the entry before',
  sequence: 'may not stand there',
  identity: 'names another dialogue, tenant or log',
  signature: 'is not signed by whom it names',
  changed: 'is another one than it was when the log was read before',
  head: 'is not the one that the head names',
};

/** A log that cannot be believed (MG-COPY-01). */
export function logFault(
  id: DialogueId,
  reason: 'source_log' | 'target_record',
  n: number,
  why: keyof typeof breaks,
): ColloquyError {
  return integrityError(id, reason, `entry ${n} ${breaks[why]}; nothing more is copied.`, { n, why });
}

/** A record that is not what the log says (MG-COPY-02 to -04). Programs read the context, people the message. */
export function recordFault(
  id: DialogueId,
  reason: RecordReason,
  compared: Exclude<Compared, { is: 'same' }>,
): ColloquyError {
  const key = compared.is === 'missing' ? compared.key : compared.record.key;
  const address = addressOfKey(id, key);
  const logged = compared.is === 'extra' ? null : compared.change;
  const found = compared.is === 'missing' ? null : compared.standing;
  const where = reason === 'source_record' ? 'the source' : 'the target';
  const message =
    logged === null
      ? `${where} holds ${address}, which no entry of the log wrote; nothing more is copied.`
      : found === null
        ? `${where} lacks ${address}, which entry ${logged.n} wrote; nothing more is copied.`
        : `${where} does not hold what entry ${logged.n} wrote at ${address}; nothing more is copied.`;
  return integrityError(id, reason, message, {
    key,
    address,
    ...(logged === null ? {} : { n: logged.n }),
    logged,
    found,
  });
}
