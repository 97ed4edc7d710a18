import type { MeasuredUnit } from './Metered.ts';

/** What a backend declares about itself. Data: every entry is tested when it is declared and when it is not. */
export interface Capabilities {
  /** Acknowledged data outlives every client, and a kill. */
  readonly durable: boolean;
  /** Several processes may open the same data at once; then the fixture says how: {@link Fixture.elsewhere}. */
  readonly processes: boolean;
  /** The suite may hold each physical request of a client: {@link Fixture.stepped}. */
  readonly stepped: boolean;
  /** The data may be opened to write nothing: {@link Fixture.readOnly}. */
  readonly readOnly?: boolean;
  /**
   * A commit with at least so many changes takes more than one transaction. Absent: every commit is one transaction. Such a
   * backend must be `stepped`, because the moments between its transactions are where its faults are.
   */
  readonly transactionLimit?: number;
  /**
   * Every store answers questions across dialogues: {@link OpenStore} has `analytics`. `immediate`: what was committed before a call shows
   * in its answer. `eventual`: it shows in the end. Absent: no store has `analytics`.
   */
  readonly analytics?: 'immediate' | 'eventual';
  /** What {@link Fixture.metered} counts. Absent: nothing leaves the process, or nobody counts it; then no budget of this backend is judged. */
  readonly measures?: MeasuredUnit;
}
