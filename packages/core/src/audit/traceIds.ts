import type { TraceIds } from './AuditEvent.ts';
import { isSpanId, isTraceId } from './eventFields.ts';

/** What tells the trace of the current call: ids, a W3C `traceparent`, or undefined when there is none. */
export type TraceSource = () => TraceIds | string | undefined;

/** `00-{trace}-{span}-{flags}`; a later version may carry more behind it (W3C Trace Context, section 3.2). */
const traceparent = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(?:-.*)?$/;

/** The ids that the source tells, or none: a trace that is not well-formed is left out, as W3C demands, and never fails a call. */
export function currentTrace(source: TraceSource | undefined): { trace: string; span: string } | undefined {
  if (source === undefined) return undefined;
  let told: TraceIds | string | undefined;
  try {
    told = source();
  } catch {
    return undefined;
  }
  if (told === undefined || told === null) return undefined;
  const [, trace, span] = typeof told === 'string' ? (traceparent.exec(told) ?? []) : ['', told.traceId, told.spanId];
  return isTraceId(trace) && isSpanId(span) ? { trace, span } : undefined;
}
