import { describe, expect, it } from 'vitest';
import { judgeContributionLevels, judgeLevelChange } from './indicator-contribution-rules.ts';
import { indicatorLevels } from './vocabulary.ts';

describe('judgeContributionLevels', () => {
  it('accepts program-level and system-level indicators that contribute to a population-level indicator', () => {
    const accepted = indicatorLevels.filter(
      (indicator) => judgeContributionLevels({ indicator, coreIndicator: 'POPULATION' }).length === 0,
    );
    expect(accepted).toEqual(['PROGRAM', 'SYSTEM']);
  });

  it('rejects a core indicator of another level, and names each field', () => {
    const issues = judgeContributionLevels({ indicator: 'POPULATION', coreIndicator: 'SYSTEM' });
    expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'INVALID indicatorId',
      'INVALID coreIndicatorId',
    ]);
    expect(judgeContributionLevels({ indicator: 'PROGRAM', coreIndicator: 'PROGRAM' })).toHaveLength(1);
  });
});

describe('judgeLevelChange', () => {
  const allowed = (contributions: { isContributing: boolean; isCore: boolean }) =>
    indicatorLevels.filter((level) => judgeLevelChange(level, contributions).length === 0);

  it('keeps a contributing indicator below the population level, and a core indicator at it', () => {
    expect(allowed({ isContributing: true, isCore: false })).toEqual(['PROGRAM', 'SYSTEM']);
    expect(allowed({ isContributing: false, isCore: true })).toEqual(['POPULATION']);
    expect(allowed({ isContributing: false, isCore: false })).toEqual(['PROGRAM', 'SYSTEM', 'POPULATION']);
  });
});
