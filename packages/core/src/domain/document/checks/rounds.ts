import type { Round } from '../../entities/types.ts';
import { entityKey } from '../../ids/entityKey.ts';
import { checkDistinct } from '../../plan/checks/distinct.ts';
import { checkExpert } from '../../plan/checks/experts.ts';
import { alignment, scoresOfRound } from '../../read/scores.ts';
import type { Row } from '../Draft.ts';
import { fieldPath } from '../../fields/fieldPath.ts';
import type { Judgement } from './Judgement.ts';

const scoreFields = ['score', 'wisdom', 'consistency', 'truth', 'relationships'] as const;
const metricFields = ['openTensions', 'newPerspectives', 'convergeSignals', 'panelSize'] as const;

/** Rounds are numbered from 0, their panels are experts, their scores and metrics are whole. */
export function checkRounds(judgement: Judgement): void {
  for (const row of judgement.rows('round')) {
    const { round } = row.entity;
    if (round > 0) {
      const message = `Rounds are numbered from 0 without gaps, and there is no round ${round - 1}.`;
      judgement.follows(row, 'round', 'round', entityKey.round(round - 1), message);
    }
    checkWhole(judgement, row, scoreFields, 'A round has all five figures of its score or none.');
    checkWhole(judgement, row, metricFields, 'A round has all four metrics or none.');
    const figures = scoresOfRound(row.entity);
    if (figures !== undefined && row.entity.score !== undefined) {
      const why = 'This is the sum of wisdom, consistency, truth and relationships.';
      judgement.expect(row, 'score', row.entity.score, alignment(figures), why);
    }
    checkPanel(judgement, row);
  }
}

function checkWhole(judgement: Judgement, row: Row<'round'>, names: readonly (keyof Round)[], message: string): void {
  const absent = names.filter((name) => row.entity[name] === undefined);
  if (absent.length === names.length) return;
  for (const name of absent) judgement.fault(row, [name], { code: 'missing_field', message });
}

function checkPanel(judgement: Judgement, row: Row<'round'>): void {
  const { staging } = judgement;
  const slugs = row.entity.panel.map(({ slug }) => slug);
  const fieldOf = (index: number): string => fieldPath(row.path, ['panel', index, 'slug']);
  checkDistinct(staging, slugs, fieldOf);
  slugs.forEach((slug, index) => {
    checkExpert(staging, slug, fieldOf(index));
    const expert = staging.get(entityKey.expert(slug));
    if (expert === undefined || expert.firstRound !== undefined) return;
    judgement.fault(row, ['panel', index, 'slug'], {
      code: 'invalid_value',
      message: 'An expert who sits on a panel has a firstRound; this one has none.',
      value: slug,
      suggestion: 'Give the expert the firstRound in which it sat for the first time.',
    });
  });
}
