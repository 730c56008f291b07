import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EcosystemLink, stakeholderGroups } from '../ecosystem/index.ts';
import { unwrap } from '../shared/outcome.ts';
import { partnership } from './partnership.ts';
import { judgePartnerEcosystem } from './partnership-rules.ts';
import { partnershipType, partnershipTypeRules, partnershipTypes } from './partnership-type.ts';
import { relationshipRating } from './relationship-rating.ts';

const groups = (...codes: string[]) => codes.map((code) => ({ scheme: 'stakeholder-group', code }));
const typeOf = (one: string[], other: string[]) =>
  unwrap(partnershipType(groups(...one), groups(...other)))?.code ?? null;

describe('the type of a partnership', () => {
  it.each([
    [['schools'], ['out-of-school-time'], 'in-school-out-of-school'],
    [['schools'], ['stem-companies'], 'k-12'],
    [['schools'], ['libraries'], 'k-12'],
    [['stem-companies'], ['higher-education'], 'business'],
    [['businesses'], ['out-of-school-time'], 'business'],
    [['higher-education'], ['museums-and-science-centers'], 'higher-education'],
    [['libraries'], ['community-based-organizations'], 'informal-education'],
    [['museums-and-science-centers'], ['philanthropies'], 'informal-education'],
    [['schools'], ['schools'], null],
    [['stem-companies'], ['businesses'], null],
    [['museums-and-science-centers'], ['libraries'], null],
    [['families'], ['philanthropies'], null],
    [['schools'], [], null],
    [['schools'], ['schools', 'out-of-school-time'], 'in-school-out-of-school'],
    [['businesses', 'philanthropies'], ['businesses'], 'business'],
  ])('of %j and %j is %s', (one, other, type) => {
    expect(typeOf(one, other)).toBe(type);
  });

  it('has its label from the list', () => {
    expect(unwrap(partnershipType(groups('schools'), groups('families')))).toEqual({
      scheme: 'partnership-type',
      code: 'k-12',
      label: 'K-12',
      uri: null,
    });
  });

  it("does not follow from groups of a site's own", () => {
    expect(unwrap(partnershipType([{ scheme: 'our-town', code: 'schools' }], groups('families')))).toBeNull();
  });

  it('is the same from both sides', () => {
    const some = fc.subarray(stakeholderGroups.codes.map(({ code }) => code));
    fc.assert(fc.property(some, some, (one, other) => typeOf(one, other) === typeOf(other, one)));
  });

  it('is of the list, and every type of the list has a line', () => {
    expect(partnershipTypeRules.map(({ type }) => type).sort()).toEqual(
      partnershipTypes.codes.map(({ code }) => code).sort(),
    );
    const known = new Set(stakeholderGroups.codes.map(({ code }) => code));
    for (const { one, other } of partnershipTypeRules)
      for (const code of [...one, ...other]) expect(known).toContain(code);
  });
});

describe('the partner', () => {
  const holding: EcosystemLink[] = [
    { memberId: 'town', networkId: 'state' },
    { memberId: 'city', networkId: 'state' },
    { memberId: 'state', networkId: 'nation' },
    { memberId: 'island', networkId: 'nation' },
    { memberId: 'abroad', networkId: 'elsewhere' },
  ];
  const judged = (ecosystemId: string, partnerEcosystemId: string) =>
    judgePartnerEcosystem({ ecosystemId, partnerEcosystemId }, holding).map(({ code }) => code);

  it('can be of the same ecosystem, or of one in the same network, directly or not', () => {
    expect(judged('lonely', 'lonely')).toEqual([]);
    expect(judged('town', 'city')).toEqual([]);
    expect(judged('island', 'town')).toEqual([]);
  });

  it('can be of the network itself', () => {
    expect(judged('town', 'nation')).toEqual([]);
    expect(judged('state', 'town')).toEqual([]);
  });

  it('cannot be of any other', () => {
    expect(judged('town', 'abroad')).toEqual(['OTHER_ECOSYSTEM']);
    expect(judged('town', 'lonely')).toEqual(['OTHER_ECOSYSTEM']);
  });
});

describe('a partnership and a rating', () => {
  const id = 'organization_01h455vb4pex5vsknk084sn02q';
  const other = 'organization_01h455vb4pex5vsknk084sn02r';
  const state = { organizationId: id, partnerId: other, startedOn: '2024-01-01', endedOn: null } as never;

  it('are of two', () => {
    expect(partnership.judge(state)).toEqual([]);
    expect(partnership.judge({ ...(state as object), partnerId: id } as never)).toMatchObject([
      { code: 'INVALID', path: ['partnerId'] },
    ]);
    expect(relationshipRating.judge({ raterId: id, ratedId: id } as never)).toMatchObject([
      { code: 'INVALID', path: ['ratedId'] },
    ]);
    expect(relationshipRating.judge({ raterId: id, ratedId: other } as never)).toEqual([]);
  });

  it('end no sooner than they start', () => {
    expect(partnership.judge({ ...(state as object), endedOn: '2023-12-31' } as never)).toMatchObject([
      { code: 'DATES_OUT_OF_ORDER', path: ['endedOn'] },
    ]);
  });
});
