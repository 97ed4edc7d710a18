/**
 * Convergence in percent, as exact as a number can be: `signals * 100 / panelSize`, 0 for an empty panel. For figures only: a
 * decision compares the two integers ({@link isFullConvergence}).
 */
export function convergePercent(signals: number, panelSize: number): number {
  return panelSize === 0 ? 0 : (signals * 100) / panelSize;
}

/**
 * Convergence in percent as people see it: rounded half up, in integers, so 83.33 shows 83, 66.67 shows 67 and 0.5 shows 1.
 *
 * @example
 * convergePercentShown(5, 6); // 83
 */
export function convergePercentShown(signals: number, panelSize: number): number {
  if (panelSize === 0) return 0;
  const numerator = signals * 200 + panelSize;
  const denominator = panelSize * 2;
  return (numerator - (numerator % denominator)) / denominator;
}

/** True when the percentage is exactly 100: as many signals as members, and at least one. Nothing is rounded. */
export function isFullConvergence(signals: number, panelSize: number): boolean {
  return panelSize > 0 && signals === panelSize;
}
