import type { Place } from './Place.ts';
import type { RuleId } from '../rules/registry.ts';

/** One thing that the gate refuses. What to do about it is said by its rule. */
export interface Finding {
  readonly rule: RuleId;
  /** What it is about, for exceptions: `PartitionStore.head`, the number of a decision, a setting, a file. */
  readonly subject: string;
  /** The reason, in one sentence that names what was found. */
  readonly message: string;
  readonly place: Place;
  /** What was seen, line by line, such as the requests of a measured call. */
  readonly evidence?: readonly string[];
}
