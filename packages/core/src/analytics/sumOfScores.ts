/**
 * The sum of two total scores; 2^53 - 1 where it would be more. So a sum is exact or says the greatest number, and does not depend
 * on the order in which scores are added: none of them is negative.
 */
export function sumOfScores(a: number, b: number): number {
  return Math.min(a + b, Number.MAX_SAFE_INTEGER);
}
