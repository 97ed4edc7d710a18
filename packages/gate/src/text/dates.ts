const form = /^(\d{4})-(\d{2})-(\d{2})$/;
const dayInMs = 86_400_000;

function timeOf(date: string): number | undefined {
  const match = form.exec(date);
  if (match === null) return undefined;
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  // The 30th of February would become a day in March.
  return new Date(time).toISOString().slice(0, 10) === date ? time : undefined;
}

/** True for a day of the calendar in the form `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  return timeOf(text) !== undefined;
}

/** Days from one day to another; negative when `to` is earlier. Both must be days of the calendar. */
export function daysBetween(from: string, to: string): number {
  const [start, end] = [timeOf(from), timeOf(to)];
  if (start === undefined || end === undefined) throw new RangeError(`not days of the calendar: ${from}, ${to}`);
  return (end - start) / dayInMs;
}
