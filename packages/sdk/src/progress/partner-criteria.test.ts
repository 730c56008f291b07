import { describe, expect, it } from 'vitest';
import { stakeholderGroups } from '../ecosystem/index.ts';
import { judged, scoreOf, term } from './criterion.fixture.ts';
import { broadRangeOfStakeholders, partnerships } from './partner-criteria.ts';

const organization = (id: string, ...groups: string[]) => ({
  id,
  stakeholderGroups: groups.map((code) => term('stakeholder-group', code)),
});
const everyGroup = stakeholderGroups.codes.map(({ code }) => organization(code, code));
const allButFamilies = everyGroup.filter(({ id }) => id !== 'families');

describe('a broad range of stakeholders', () => {
  it('has no result if no participating organization has a stakeholder group', () => {
    const left = { ...organization('museum', 'libraries'), leftOn: '2025-08-31' };
    const ofOwnScheme = { id: 'site', stakeholderGroups: [term('site', 'libraries')] };
    expect(judged(broadRangeOfStakeholders, { organizations: [organization('none'), left, ofOwnScheme] })).toEqual({
      met: null,
      value: null,
      threshold: null,
      explanation: 'No participating organization has a stakeholder group.',
      evidence: [],
    });
  });

  it('is met with all twelve groups, and not with eleven, and names the missing one', () => {
    expect(scoreOf(broadRangeOfStakeholders, { organizations: everyGroup })).toEqual([true, '12 of 12']);
    expect(judged(broadRangeOfStakeholders, { organizations: allButFamilies })).toMatchObject({
      met: false,
      value: 11,
      explanation: expect.stringContaining('missing: Families and parent organizations.'),
      evidence: allButFamilies.map(({ id }) => id).sort(),
    });
  });

  it('is made by those who have joined by the day and not left by it', () => {
    const families = organization('families', 'families');
    const with_ = (days: object) =>
      scoreOf(broadRangeOfStakeholders, { organizations: [...allButFamilies, { ...families, ...days }] });
    expect(with_({ joinedOn: '2025-08-31', leftOn: '2025-09-01' })[0]).toBe(true);
    expect(with_({ joinedOn: '2025-09-01' })[0]).toBe(false);
    expect(with_({ leftOn: '2025-08-31' })[0]).toBe(false);
  });
});

describe('partnerships', () => {
  const organizations = [
    organization('school', 'schools'),
    organization('library', 'libraries'),
    organization('both', 'schools', 'libraries'),
  ];
  const partnership = (organizationId: string, partnerId: string, days: object = {}) => ({
    id: `${organizationId}-${partnerId}`,
    organizationId,
    partnerId,
    ...days,
  });

  it('has no result if none is recorded', () => {
    expect(judged(partnerships, { organizations })).toMatchObject({
      met: null,
      explanation: 'No partnership is recorded.',
    });
  });

  it('count where they join different groups, and those of both are known', () => {
    expect(judged(partnerships, { organizations, partnerships: [partnership('school', 'library')] })).toMatchObject({
      met: true,
      evidence: ['school-library'],
    });
    for (const partnerId of ['both', 'unseen']) {
      expect(scoreOf(partnerships, { organizations, partnerships: [partnership('school', partnerId)] })).toEqual([
        false,
        '0 of 1',
      ]);
    }
  });

  it('count across ecosystems, with the groups of the partner there', () => {
    const abroad = [organization('library-abroad', 'libraries'), organization('school-abroad', 'schools')];
    const with_ = (partnerId: string) =>
      scoreOf(partnerships, {
        organizations,
        partnersElsewhere: abroad,
        partnerships: [partnership('school', partnerId)],
      });
    expect(with_('library-abroad')).toEqual([true, '1 of 1']);
    expect(with_('school-abroad')).toEqual([false, '0 of 1']);
  });

  it('count on their last day, and not after it', () => {
    const ending = (endedOn: string) =>
      scoreOf(partnerships, { organizations, partnerships: [partnership('school', 'library', { endedOn })] });
    expect(ending('2025-08-31')[0]).toBe(true);
    expect(ending('2025-08-30')[0]).toBe(false);
  });
});
