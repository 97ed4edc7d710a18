import { id } from './stored.ts';
import { flipped, other, type Intruder, type Kept } from './tamper.ts';

/** Kind, record key, log entry. */
type Where = readonly [kind: string, key?: string | undefined, n?: number];

export interface Tampering {
  readonly name: string;
  readonly tamper: (intruder: Intruder, kept: Kept) => void;
  /** Whose dialogue it breaks. */
  readonly dialogue: typeof id;
  /** The reason of the `integrity_error` with which loading fails; undefined when records and head are as they were. */
  readonly load: string | undefined;
  /** Every finding, in order. */
  readonly findings: readonly Where[];
}

const tension = 'tension#00#01';
const deleteRecord = 'DELETE FROM records WHERE dialogue_id = ? AND key = ?';
const deleteEntry = 'DELETE FROM log WHERE dialogue_id = ? AND n = ?';
const headBack =
  'UPDATE heads SET (n, commit_id, header, auth) = (SELECT n, commit_id, header, auth FROM log ' +
  'WHERE dialogue_id = heads.dialogue_id AND n = ?) WHERE dialogue_id = ?';
const otherActor = `CAST(replace(CAST(header AS TEXT), '"actor":"example"', '"actor":"exampla"') AS BLOB)`;

const inRecords: readonly Tampering[] = [
  {
    name: 'a byte of a payload flipped',
    tamper: (file) => file.put(id, tension, { envelope: flipped(file.row(id, tension).envelope, 40) }),
    dialogue: id,
    load: 'digest',
    findings: [['record_changed', tension, 3]],
  },
  {
    name: 'a digest overwritten',
    tamper: (file) => file.put(id, tension, { digest: 'a'.repeat(64) }),
    dialogue: id,
    load: 'digest',
    findings: [['record_changed', tension, 3]],
  },
  {
    name: 'a row removed',
    tamper: (file) => file.change(deleteRecord, id, tension),
    dialogue: id,
    load: 'state_tag',
    findings: [['record_missing', tension, 3]],
  },
  {
    name: 'one resolution of several removed',
    tamper: (file) => file.change(deleteRecord, id, 'event#tension#T0103#0002'),
    dialogue: id,
    load: 'state_tag',
    findings: [['record_missing', 'event#tension#T0103#0002', 4]],
  },
  {
    name: 'the root removed',
    tamper: (file) => file.change(deleteRecord, id, 'dialogue#meta'),
    dialogue: id,
    load: 'state_tag',
    findings: [['record_missing', 'dialogue#meta', 7]],
  },
  {
    name: 'an old row put back, whole',
    tamper: (file, { firstRoot }) => file.put(id, 'dialogue#meta', firstRoot),
    dialogue: id,
    load: 'state_tag',
    findings: [['record_replayed', 'dialogue#meta', 1]],
  },
  {
    name: 'two rows swapped, whole',
    tamper: (file) => {
      const [a, b] = [file.row(id, tension), file.row(id, 'tension#00#02')];
      file.put(id, tension, b);
      file.put(id, 'tension#00#02', a);
    },
    dialogue: id,
    load: 'state_tag',
    findings: [
      ['record_misplaced', tension, 3],
      ['record_misplaced', 'tension#00#02', 3],
    ],
  },
  {
    name: 'the payloads of two rows swapped',
    tamper: (file) => {
      const [a, b] = [file.row(id, 'perspective#00#01'), file.row(id, 'perspective#00#02')];
      file.put(id, 'perspective#00#01', { envelope: b.envelope });
      file.put(id, 'perspective#00#02', { envelope: a.envelope });
    },
    dialogue: id,
    load: 'digest',
    findings: [
      ['record_misplaced', 'perspective#00#01', 3],
      ['record_misplaced', 'perspective#00#02', 2],
    ],
  },
  {
    name: 'a row copied to another dialogue',
    tamper: (file) =>
      file.change(
        'INSERT INTO records SELECT ?, key, digest, attributes, envelope FROM records WHERE dialogue_id = ? AND key = ?',
        other,
        id,
        tension,
      ),
    dialogue: other,
    load: 'state_tag',
    findings: [['record_unexpected', tension]],
  },
  {
    name: 'a row copied over the same one of another dialogue',
    tamper: (file) => file.put(other, 'dialogue#meta', file.row(id, 'dialogue#meta')),
    dialogue: other,
    load: 'state_tag',
    findings: [['record_changed', 'dialogue#meta', 1]],
  },
  {
    name: 'an attribute changed: a resolved tension shown as open',
    tamper: (file) =>
      file.change(
        "UPDATE records SET attributes = json_set(attributes, '$.status', 'open') WHERE dialogue_id = ? AND key = ?",
        id,
        tension,
      ),
    dialogue: id,
    load: 'projection',
    findings: [['attributes_changed', tension, 3]],
  },
  {
    name: 'attributes that are not even JSON',
    tamper: (file) => file.put(id, tension, { attributes: '{' }),
    dialogue: id,
    load: 'the attributes are not a JSON object of texts, integers and booleans',
    findings: [['integrity_error', tension]],
  },
  {
    name: 'a wrapped key removed',
    tamper: (file) => file.change(deleteRecord, id, 'key#log#0001'),
    dialogue: id,
    load: 'key_record',
    findings: [
      ['keys_unreadable', 'key#log#0001'],
      ['record_missing', 'key#log#0001', 1],
    ],
  },
];

const inLog: readonly Tampering[] = [
  {
    name: 'the last entry removed',
    tamper: (file) => file.change(deleteEntry, id, 7),
    dialogue: id,
    load: undefined,
    findings: [['entry_missing', undefined, 7]],
  },
  {
    name: 'an entry in the middle removed',
    tamper: (file) => file.change(deleteEntry, id, 3),
    dialogue: id,
    load: undefined,
    findings: [['entry_missing', undefined, 3]],
  },
  {
    name: 'log and head truncated together',
    tamper: (file) => {
      file.change(deleteEntry, id, 7);
      file.change(headBack, 6, id);
    },
    dialogue: id,
    load: 'state_tag',
    findings: [
      ['record_changed', 'dialogue#meta', 6],
      ['record_unexpected', 'event#dialogue#meta#0003'],
      ['record_unexpected', 'operation#status-after-round-3'],
    ],
  },
  {
    name: 'the head alone set back',
    tamper: (file) => file.change(headBack, 6, id),
    dialogue: id,
    load: 'state_tag',
    findings: [
      ['head_not_last', undefined, 6],
      ['record_unreadable', 'dialogue#meta'],
      ['record_unreadable', 'event#dialogue#meta#0003'],
      ['record_unreadable', 'operation#status-after-round-3'],
    ],
  },
  {
    name: 'the head removed',
    tamper: (file) => file.change('DELETE FROM heads WHERE dialogue_id = ?', id),
    dialogue: id,
    load: 'head_missing',
    findings: [['head_missing']],
  },
  {
    name: 'another actor in the head',
    tamper: (file) => file.change(`UPDATE heads SET header = ${otherActor} WHERE dialogue_id = ?`, id),
    dialogue: id,
    load: 'head_mac',
    findings: [
      ['head_not_last', undefined, 7],
      ['head_invalid', undefined, 7],
    ],
  },
  {
    name: 'another actor in an entry',
    tamper: (file) => file.change(`UPDATE log SET header = ${otherActor} WHERE dialogue_id = ? AND n = 3`, id),
    dialogue: id,
    load: undefined,
    findings: [
      ['entry_mac', undefined, 3],
      ['link_broken', undefined, 4],
    ],
  },
  {
    name: 'the changes of an entry emptied',
    tamper: (file) => file.change("UPDATE log SET body = CAST('[]' AS BLOB) WHERE dialogue_id = ? AND n = 3", id),
    dialogue: id,
    load: undefined,
    findings: [['entry_malformed', undefined, 3]],
  },
  {
    name: 'the authenticator of an entry zeroed',
    tamper: (file) => file.change('UPDATE log SET auth = zeroblob(32) WHERE dialogue_id = ? AND n = 3', id),
    dialogue: id,
    load: undefined,
    findings: [['entry_mac', undefined, 3]],
  },
  {
    name: 'two entries swapped',
    tamper: (file) => {
      for (const [from, to] of [
        [3, 99],
        [5, 3],
        [99, 5],
      ]) {
        file.change('UPDATE log SET n = ? WHERE dialogue_id = ? AND n = ?', to, id, from);
      }
    },
    dialogue: id,
    load: undefined,
    findings: [
      ['entry_malformed', undefined, 3],
      ['link_broken', undefined, 4],
      ['entry_malformed', undefined, 5],
      ['link_broken', undefined, 6],
    ],
  },
];

/** What somebody may do to the file, and what is then said of it. */
export const tamperings: readonly Tampering[] = [...inRecords, ...inLog];
