import type { Side } from '../model/Side.ts';
import { configurationFile, type Configuration } from './configuration.ts';
import type { Tree } from './Tree.ts';

/** Texts that rules compare or search, by path: the changelog, the trait report, the owners and the configuration. Undefined for a file that is not there. */
export function readTexts(tree: Tree, { changes, traitReport, owners }: Configuration): Side['texts'] {
  return Object.fromEntries([changes, traitReport, owners, configurationFile].map((path) => [path, tree.read(path)]));
}
