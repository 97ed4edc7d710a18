import type { OpenStore } from './AdapterKit.ts';

/** What a meter may count, in the words of the budgets: requests to DynamoDB, retries among them; or SQL statements, without BEGIN and COMMIT. */
export const measuredUnits = ['dynamoRequests', 'sqlStatements'] as const;

export type MeasuredUnit = (typeof measuredUnits)[number];

/** A client whose physical requests are listed. */
export interface Metered {
  /** Another client of the same data. The fixture closes it. */
  readonly store: OpenStore;
  /**
   * What has left this client since the last time, in that order: one line for each request, counted where it leaves the process and not
   * where the adapter believes that it does. The lines are for people, and the same in every run: no names that are drawn at random.
   */
  take(): readonly string[];
}
