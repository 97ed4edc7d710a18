import type { Finding } from '../model/Finding.ts';
import { startOf } from '../model/Place.ts';
import type { Contract } from '../model/Contract.ts';
import { collected } from './collected.ts';
import type { Configuration } from './configuration.ts';
import { entryOf } from './contracts/entry.ts';
import type { Plain, PlainRecord } from './plain/Plain.ts';
import { kindOf } from './plain/Plain.ts';
import { PlainFile } from './plain/PlainFile.ts';
import { target } from './target.ts';
import type { Tree } from './Tree.ts';
import { Unreadable } from './Unreadable.ts';

function refusal(subject: string, message: string, place: Finding['place']): Unreadable {
  return new Unreadable([{ rule: 'READ-05', subject, message: `${message}.`, place }]);
}

/** The part of a contract that must be an object. */
function recordIn(trait: string, value: Plain | undefined, what: string, otherwise: Plain): PlainRecord {
  if (value?.kind === 'record') return value;
  const found = value === undefined ? 'is missing' : `is ${kindOf(value)}, not an object`;
  throw refusal(trait, `${what} of ${trait} ${found}`, (value ?? otherwise).place);
}

function contractOf(tree: Tree, trait: string, setting: string): Contract {
  const { file: path, name } = target(setting);
  const file = PlainFile.in(tree, path, { rule: 'READ-05', subject: trait });
  if (file === undefined)
    throw refusal(trait, `the contract of ${trait} is missing: there is no file ${path}`, startOf(path));
  const declaration = file.exported().get(name);
  if (declaration === undefined) {
    throw refusal(trait, `the contract of ${trait} is missing: ${path} exports no constant ${name}`, startOf(path));
  }
  file.refuseWhatRuns();
  const value = file.valueOf(declaration);
  const contract = recordIn(trait, value, 'the contract', value);
  const of = contract.parts.get('trait');
  if (of?.value.kind !== 'text' || of.value.text !== trait) {
    const place = of?.place ?? contract.place;
    throw refusal(trait, `the contract of ${trait} does not say that it is: it must have trait: '${trait}'`, place);
  }
  const methods = recordIn(trait, contract.parts.get('methods')?.value, 'methods in the contract', contract);
  return {
    trait,
    place: file.placeOf(declaration.name),
    entries: [...methods.parts].map(([method, part]) => entryOf(trait, method, part)),
  };
}

/**
 * Reads the contracts of a project, without running them: each is an exported constant of plain data, in a file of types and constants.
 * What is missing or malformed in one entry is told by the entry.
 *
 * @throws Unreadable with a finding for every contract that is missing or is not plain data (READ-05), or does not parse (READ-02)
 */
export function readContracts(tree: Tree, configuration: Configuration): readonly Contract[] {
  return collected(
    Object.entries(configuration.traits).map(
      ([trait, { contract }]) =>
        () =>
          contractOf(tree, trait, contract),
    ),
  );
}
