import type { Contract } from './Contract.ts';
import type { Decision } from './Decision.ts';
import type { Trait } from './Trait.ts';
import type { Configuration } from '../read/configuration.ts';

/** What stands at one end of a change: in the working tree, or at the base. */
export interface Side {
  readonly configuration: Configuration;
  readonly traits: readonly Trait[];
  /** Exported interfaces with methods in the trait folders that the configuration lists nowhere: name and place. */
  readonly unlisted: readonly { readonly name: string; readonly place: Trait['place'] }[];
  readonly contracts: readonly Contract[];
  readonly decisions: readonly Decision[];
  /** Texts of files that rules compare or search, by path: changes, trait report, owners. Undefined: there is none. */
  readonly texts: Readonly<Record<string, string | undefined>>;
}
