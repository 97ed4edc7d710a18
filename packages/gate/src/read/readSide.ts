import type { Finding } from '../model/Finding.ts';
import type { Side } from '../model/Side.ts';
import { collected } from './collected.ts';
import { readConfiguration } from './readConfiguration.ts';
import { readContracts } from './readContracts.ts';
import { readDecisions } from './readDecisions.ts';
import { readTexts } from './readTexts.ts';
import { readTraits, type ReadTraits } from './readTraits.ts';
import type { Configuration } from './configuration.ts';
import type { Tree } from './Tree.ts';
import { Unreadable } from './Unreadable.ts';

/** A trait in which fewer methods are seen than must be there: either they are gone, or the reader does not see them. */
function belowFloor({ traits }: Configuration, read: ReadTraits): readonly Finding[] {
  return read.traits.flatMap(({ name, place, methods }): Finding[] => {
    const floor = traits[name]?.floor ?? 1;
    if (methods.length >= floor) return [];
    const message = `${name} has ${methods.length} methods, and its floor is ${floor}.`;
    return [{ rule: 'READ-04', subject: name, message, place }];
  });
}

/**
 * Reads one end of a change.
 *
 * @param opaque - of the folders that the configuration calls opaque, only these are; absent: all of them
 *
 * @throws Unreadable with every finding: of the configuration (READ-01), else of traits (READ-02, -03, -04, -09), contracts (READ-05) and decisions (READ-06)
 */
export function readSide(tree: Tree, file?: string, opaque?: readonly string[]): Side {
  const configuration = readConfiguration(tree, file);
  const isOpaque = (folder: string): boolean => opaque?.includes(folder) !== false;
  let read: ReadTraits = { traits: [], unlisted: [] };
  let contracts: Side['contracts'] = [];
  let decisions: Side['decisions'] = [];
  collected([
    () => {
      read = readTraits(tree, { ...configuration, opaque: configuration.opaque.filter(isOpaque) });
      const findings = belowFloor(configuration, read);
      if (findings.length > 0) throw new Unreadable(findings);
    },
    () => {
      contracts = readContracts(tree, configuration);
    },
    () => {
      decisions = readDecisions(tree, configuration.decisions);
    },
  ]);
  return { configuration, ...read, contracts, decisions, texts: readTexts(tree, configuration) };
}
