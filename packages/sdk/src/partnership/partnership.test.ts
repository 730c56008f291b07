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

describe('partnershipType', () => {
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
  ])('derives the type of a partnership between %j and %j: %s', (one, other, type) => {
    expect(typeOf(one, other)).toBe(type);
  });

  it('returns the code of the list, with its label', () => {
    expect(unwrap(partnershipType(groups('schools'), groups('families')))).toEqual({
      scheme: 'partnership-type',
      code: 'k-12',
      label: 'K-12',
      uri: null,
    });
  });

  it('ignores custom stakeholder groups', () => {
    expect(unwrap(partnershipType([{ scheme: 'our-town', code: 'schools' }], groups('families')))).toBeNull();
  });

  it('does not depend on the order of the two organizations', () => {
    const arbitraryGroups = fc.subarray(stakeholderGroups.codes.map(({ code }) => code));
    fc.assert(fc.property(arbitraryGroups, arbitraryGroups, (one, other) => typeOf(one, other) === typeOf(other, one)));
  });

  it('has a rule for each type of the list, with known stakeholder groups only', () => {
    expect(partnershipTypeRules.map(({ type }) => type).sort()).toEqual(
      partnershipTypes.codes.map(({ code }) => code).sort(),
    );
    const known = new Set(stakeholderGroups.codes.map(({ code }) => code));
    for (const { one, other } of partnershipTypeRules)
      for (const code of [...one, ...other]) expect(known).toContain(code);
  });
});

describe('the ecosystem of a partner', () => {
  const memberships: EcosystemLink[] = [
    { memberId: 'town', networkId: 'state' },
    { memberId: 'city', networkId: 'state' },
    { memberId: 'state', networkId: 'nation' },
    { memberId: 'island', networkId: 'nation' },
    { memberId: 'abroad', networkId: 'elsewhere' },
  ];
  const issueCodes = (ecosystemId: string, partnerEcosystemId: string) =>
    judgePartnerEcosystem({ ecosystemId, partnerEcosystemId }, memberships).map(({ code }) => code);

  it('can be the same ecosystem, or an ecosystem that shares a network directly or through networks of networks', () => {
    expect(issueCodes('lonely', 'lonely')).toEqual([]);
    expect(issueCodes('town', 'city')).toEqual([]);
    expect(issueCodes('island', 'town')).toEqual([]);
  });

  it('can be the network itself', () => {
    expect(issueCodes('town', 'nation')).toEqual([]);
    expect(issueCodes('state', 'town')).toEqual([]);
  });

  it('cannot be an ecosystem without a shared network', () => {
    expect(issueCodes('town', 'abroad')).toEqual(['OTHER_ECOSYSTEM']);
    expect(issueCodes('town', 'lonely')).toEqual(['OTHER_ECOSYSTEM']);
  });
});

describe('a partnership or a rating', () => {
  const id = 'organization_01h455vb4pex5vsknk084sn02q';
  const other = 'organization_01h455vb4pex5vsknk084sn02r';
  const state = { organizationId: id, partnerId: other, startedOn: '2024-01-01', endedOn: null } as never;

  it('is rejected if both organizations are the same', () => {
    expect(partnership.judge(state)).toEqual([]);
    expect(partnership.judge({ ...(state as object), partnerId: id } as never)).toMatchObject([
      { code: 'INVALID', path: ['partnerId'] },
    ]);
    expect(relationshipRating.judge({ raterId: id, ratedId: id } as never)).toMatchObject([
      { code: 'INVALID', path: ['ratedId'] },
    ]);
    expect(relationshipRating.judge({ raterId: id, ratedId: other } as never)).toEqual([]);
  });

  it('is rejected if it ends before it starts', () => {
    expect(partnership.judge({ ...(state as object), endedOn: '2023-12-31' } as never)).toMatchObject([
      { code: 'DATES_OUT_OF_ORDER', path: ['endedOn'] },
    ]);
  });
});
