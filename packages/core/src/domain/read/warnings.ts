/** What may be wrong with a dialogue that is valid all the same: for a person to look at. */
export const warningCodes = {
  new_perspectives_differ: 'The registered number of new perspectives is not the number of perspectives of the round.',
  open_tensions_differ:
    'The registered number of open tensions is not the number of unresolved tensions after the round.',
  converge_signals_differ:
    'The registered number of convergence signals is not the number of converge moves of the round.',
  panel_size_differs: 'The registered panel size is not the number of members on the panel of the round.',
  signal_outside_panel: 'An expert signalled convergence in a round without sitting on its panel.',
  missing_round_score: 'A completed round was not scored.',
  missing_metrics: 'A completed round has no registered metrics.',
  missing_expert_score: 'A member of the panel of a scored or completed round has no score for it.',
  score_outside_panel: 'An expert has a score for a round without sitting on its panel.',
  expert_without_contribution: 'An expert has contributed no item, move, content or verdict.',
  open_tension_at_convergence: 'The dialogue converged while a tension was neither resolved nor accepted.',
  converged_without_final_verdict: 'The dialogue converged without a final verdict.',
  adopted_without_verdict: 'A recommendation is adopted but names no verdict that adopts it.',
  dependency_cycle: 'Items depend on each other in a circle.',
  unresolved_tension: 'A tension is neither resolved nor accepted although the last round registered none as open.',
  convergence_forced: 'Convergence was forced because the maximum number of rounds was reached.',
} as const;

export type WarningCode = keyof typeof warningCodes;

/** One warning. Its message and context hold ids, slugs and numbers, never sealed text. */
export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
  readonly context: Readonly<Record<string, unknown>>;
}
