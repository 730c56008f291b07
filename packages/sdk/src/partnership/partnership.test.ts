import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EcosystemLink, stakeholderGroups } from '../ecosystem/index.ts';
import { unwrap } from '../shared/outcome.ts';
import { partnership } from './partnership.ts';
import { judgePartnerEcosystem } from './partnership-rules.ts';
import { derivePartnershipTypes, partnershipTypeRules, partnershipTypes } from './partnership-type.ts';
import { relationshipRating } from './relationship-rating.ts';

const groups = (...codes: string[]) => codes.map((code) => ({ scheme: 'stakeholder-group', code }));
const typesOf = (one: string[], other: string[]) =>
  unwrap(derivePartnershipTypes(groups(...one), groups(...other))).map(({ code }) => code);

describe('derivePartnershipTypes', () => {
  it.each([
    [['schools'], ['museums-and-science-centers'], ['k-12', 'informal-education']],
    [['schools'], ['libraries'], ['k-12', 'informal-education']],
    [['schools'], ['stem-companies'], ['k-12', 'business']],
    [['schools'], ['higher-education'], ['k-12', 'higher-education']],
    [['stem-companies'], ['higher-education'], ['business', 'higher-education']],
    [['higher-education'], ['museums-and-science-centers'], ['higher-education', 'informal-education']],
    [['businesses'], ['libraries'], ['business', 'informal-education']],
    [['schools'], ['families'], ['k-12']],
    [['businesses'], ['out-of-school-time'], ['business']],
    [['libraries'], ['community-based-organizations'], ['informal-education']],
    [['museums-and-science-centers'], ['philanthropies'], ['informal-education']],
    [['schools'], ['schools'], []],
    [['stem-companies'], ['businesses'], []],
    [['museums-and-science-centers'], ['libraries'], []],
    [['families'], ['philanthropies'], []],
    [['schools'], [], []],
    [['businesses', 'philanthropies'], ['businesses'], ['business']],
  ])('derives the types of a partnership between %j and %j: %j', (one, other, types) => {
    expect(typesOf(one, other)).toEqual(types);
  });

  it('separates links between in-school and out-of-school time from K-12, unless another group makes it K-12', () => {
    expect(typesOf(['schools'], ['out-of-school-time'])).toEqual(['in-school-out-of-school']);
    expect(typesOf(['schools'], ['schools', 'out-of-school-time'])).toEqual(['in-school-out-of-school']);
    expect(typesOf(['schools'], ['out-of-school-time', 'families'])).toEqual(['k-12', 'in-school-out-of-school']);
  });

  it('returns the codes of the list, with their labels', () => {
    const [scheme, uri] = ['partnership-type', null];
    expect(unwrap(derivePartnershipTypes(groups('libraries'), groups('schools')))).toEqual([
      { scheme, code: 'k-12', label: 'K-12', uri },
      { scheme, code: 'informal-education', label: 'Informal education', uri },
    ]);
  });

  it('ignores custom stakeholder groups', () => {
    const custom = [{ scheme: 'our-town', code: 'schools' }];
    expect(unwrap(derivePartnershipTypes(custom, groups('families')))).toEqual([]);
  });

  it('does not depend on the order of the two organizations', () => {
    const arbitraryGroups = fc.subarray(stakeholderGroups.codes.map(({ code }) => code));
    fc.assert(
      fc.property(arbitraryGroups, arbitraryGroups, (one, other) => {
        expect(typesOf(one, other)).toEqual(typesOf(other, one));
      }),
    );
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
