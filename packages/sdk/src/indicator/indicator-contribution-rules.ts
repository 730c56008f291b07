import { fields, flag, judgeInput, oneOf } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';
import { type IndicatorLevel, indicatorLevels } from './vocabulary.ts';

/** The levels of both indicators of a contribution. */
export type ContributionLevels = { indicator: IndicatorLevel; coreIndicator: IndicatorLevel };
/** The roles of an indicator in contributions. */
export type ContributionRoles = { isContributing: boolean; isCore: boolean };

const contributionLevels = fields<ContributionLevels>({
  indicator: oneOf(indicatorLevels),
  coreIndicator: oneOf(indicatorLevels),
});
const contributionRoles = fields<ContributionRoles>({ isContributing: flag, isCore: flag });

/**
 * Issues of an indicator contribution: the contributing indicator must not be population-level, and the core indicator
 * must be (`INVALID`).
 */
export function judgeContributionLevels(levels: ContributionLevels): Issue[] {
  const malformed = contributionLevels(levels, []);
  if (malformed.length > 0) return malformed;
  const issues: Issue[] = [];
  if (levels.indicator === 'POPULATION') {
    issues.push({
      code: 'INVALID',
      path: ['indicatorId'],
      message:
        'A population-level indicator cannot be a contributing indicator. Use an indicator of the level PROGRAM or SYSTEM.',
    });
  }
  if (levels.coreIndicator !== 'POPULATION') {
    issues.push({
      code: 'INVALID',
      path: ['coreIndicatorId'],
      message: `An indicator of the level ${levels.coreIndicator} cannot be a core indicator. Use an indicator of the level POPULATION.`,
    });
  }
  return issues;
}

/**
 * Issues of a new `level` of an indicator: a contributing indicator cannot become population-level, and a core indicator
 * must stay population-level (`INVALID`).
 */
export function judgeLevelChange(level: IndicatorLevel, contributions: ContributionRoles): Issue[] {
  const malformed = judgeInput(
    { level, contributions },
    { level: oneOf(indicatorLevels), contributions: contributionRoles },
  );
  if (malformed.length > 0) return malformed;
  if (level === 'POPULATION' && contributions.isContributing) {
    const message =
      'The level cannot be POPULATION, because the indicator contributes to a population-level indicator. Use PROGRAM or SYSTEM.';
    return [{ code: 'INVALID', path: ['level'], message }];
  }
  if (level !== 'POPULATION' && contributions.isCore) {
    const message = `The level cannot be ${level}, because other indicators contribute to this core indicator. Keep the level POPULATION.`;
    return [{ code: 'INVALID', path: ['level'], message }];
  }
  return [];
}
