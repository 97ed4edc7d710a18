/*
 * What reads reports, without what writes them: this subpath loads neither core nor fast-check.
 */
export type { Measured, MeasuredRequest, MeasuredSizes, Measurement } from './Measurement.ts';
export type { ClauseReport, KillTable, Report, SourcesReport, SuiteReport } from './Report.ts';
export { MergeError, mergeReports } from './mergeReports.ts';
export { reportSchema } from './reportSchema.ts';
export { sourcesDigest, SourcesError } from './sourcesDigest.ts';
