import type { Finding } from '../model/Finding.ts';
import type { Exception } from './exceptions.ts';
import { PlainYaml } from './plainYaml.ts';
import type { Tree } from './Tree.ts';
import { Unreadable } from './Unreadable.ts';

const parts = ['rule', 'subject', 'reason', 'owner', 'expires'] as const;

function isPart(key: string): key is (typeof parts)[number] {
  return (parts as readonly string[]).includes(key);
}

/**
 * Reads the exceptions: a YAML list of `{ rule, subject, reason, owner, expires }`. A file that is not there holds none. What is missing from an entry is
 * undefined, for EXCEPTION-03 to find.
 *
 * @throws Unreadable with READ-01 for a file that does not parse, and for members that it does not know
 */
export function readExceptions(tree: Tree, file: string): readonly Exception[] {
  const text = tree.read(file);
  if (text === undefined) return [];
  const yaml = new PlainYaml(text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n'), file, 1);
  const exceptions = yaml.items(yaml.root, 'the file of exceptions').map((item): Exception => {
    const found: Partial<Record<(typeof parts)[number], string | undefined>> = {};
    for (const { key, place, value } of yaml.entries(item, 'an exception')) {
      if (isPart(key)) found[key] = yaml.text(value, key);
      else yaml.fault(`an exception has "${key}"; its parts are ${parts.join(', ')}`, place);
    }
    const { rule, subject, reason, owner, expires } = found;
    return { place: yaml.placeOf(item), rule, subject, reason, owner, expires };
  });
  if (yaml.faults.length === 0) return exceptions;
  throw new Unreadable(
    yaml.faults.map(({ message, place }): Finding => ({
      rule: 'READ-01',
      subject: file,
      message: `${file}: ${message}.`,
      place,
    })),
  );
}
