import { describe, expect, it } from 'vitest';
import { stakeholderGroups } from '../ecosystem/index.ts';
import { judgmentOf, scoreOf, term } from './criterion.fixture.ts';
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
    const customGroup = { id: 'site', stakeholderGroups: [term('site', 'libraries')] };
    expect(judgmentOf(broadRangeOfStakeholders, { organizations: [organization('none'), left, customGroup] })).toEqual({
      met: null,
      value: null,
      threshold: null,
      explanation: 'No participating organization has a stakeholder group.',
      remedy: 'Record the stakeholder groups of the organizations.',
      evidence: [],
    });
  });

  it('is met with all twelve groups, and lists a missing group', () => {
    expect(scoreOf(broadRangeOfStakeholders, { organizations: everyGroup })).toEqual([true, '12 of 12']);
    expect(judgmentOf(broadRangeOfStakeholders, { organizations: allButFamilies })).toMatchObject({
      met: false,
      value: 11,
      explanation: expect.stringContaining('missing: Families and parent organizations.'),
      evidence: allButFamilies.map(({ id }) => id).sort(),
    });
  });

  it('counts organizations that have joined and not left by the date', () => {
    const families = organization('families', 'families');
    const scoreWith = (days: object) =>
      scoreOf(broadRangeOfStakeholders, { organizations: [...allButFamilies, { ...families, ...days }] });
    expect(scoreWith({ joinedOn: '2025-08-31', leftOn: '2025-09-01' })[0]).toBe(true);
    expect(scoreWith({ joinedOn: '2025-09-01' })[0]).toBe(false);
    expect(scoreWith({ leftOn: '2025-08-31' })[0]).toBe(false);
  });
});

describe('partnerships', () => {
  const organizations = [
    organization('school', 'schools'),
    organization('library', 'libraries'),
    organization('both', 'schools', 'libraries'),
    organization('museum', 'stem-institutions'),
    organization('other-library', 'libraries'),
  ];
  const partnership = (organizationId: string, partnerId: string, days: object = {}) => ({
    id: `${organizationId}-${partnerId}`,
    organizationId,
    partnerId,
    ...days,
  });

  it('have no result if no partnership is recorded', () => {
    expect(judgmentOf(partnerships, { organizations })).toMatchObject({
      met: null,
      explanation: 'No partnership is recorded.',
    });
  });

  it('count if both organizations have known groups and no group in common', () => {
    expect(judgmentOf(partnerships, { organizations, partnerships: [partnership('school', 'library')] })).toMatchObject(
      {
        met: false,
        value: 1,
        evidence: ['school-library'],
      },
    );
    for (const partnerId of ['both', 'unseen']) {
      expect(scoreOf(partnerships, { organizations, partnerships: [partnership('school', partnerId)] })).toEqual([
        false,
        '0 of 2',
      ]);
    }
  });

  it('are met with two different links between sectors, in either direction', () => {
    const metWith = (...pairs: [string, string][]) =>
      judgmentOf(partnerships, { organizations, partnerships: pairs.map((pair) => partnership(...pair)) });
    expect(metWith(['school', 'library'], ['other-library', 'school'])).toMatchObject({
      met: false,
      value: 1,
      explanation:
        '2 of 2 active partnerships join organizations of different stakeholder groups. The number of different links between sectors is 1; 2 are required.',
    });
    expect(metWith(['school', 'library'], ['museum', 'school'])).toMatchObject({
      met: true,
      value: 2,
      evidence: ['museum-school', 'school-library'],
    });
  });

  it('count across ecosystems, with the groups of the partner', () => {
    const partnersElsewhere = [organization('library-abroad', 'libraries'), organization('school-abroad', 'schools')];
    const scoreWith = (partnerId: string) =>
      scoreOf(partnerships, {
        organizations,
        partnersElsewhere,
        partnerships: [partnership('school', partnerId)],
      });
    expect(scoreWith('library-abroad')).toEqual([false, '1 of 2']);
    expect(scoreWith('school-abroad')).toEqual([false, '0 of 2']);
  });

  it('count on their last day, and not after it', () => {
    const scoreEndedOn = (endedOn: string) =>
      scoreOf(partnerships, { organizations, partnerships: [partnership('school', 'library', { endedOn })] });
    expect(scoreEndedOn('2025-08-31')[1]).toBe('1 of 2');
    expect(scoreEndedOn('2025-08-30')[1]).toBe('0 of 2');
  });
});
