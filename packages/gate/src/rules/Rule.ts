/** What a rule is: data, for `explain`, for SARIF and for the documentation. */
export interface Rule {
  /** What it demands, in a few words. */
  readonly title: string;
  /** Why it is demanded. */
  readonly reason: string;
  /** What to do about a finding. */
  readonly fix: string;
}
