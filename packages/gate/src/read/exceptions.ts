import type { Place } from '../model/Place.ts';

/** An entry of the exceptions file, as far as it could be read. */
export interface Exception {
  readonly place: Place;
  readonly rule: string | undefined;
  readonly subject: string | undefined;
  readonly reason: string | undefined;
  readonly owner: string | undefined;
  /** `YYYY-MM-DD`: the last day on which it holds. */
  readonly expires: string | undefined;
}
