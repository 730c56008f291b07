import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { type CoveringOrganization, type CoveringPartnership, sectorCoverage } from './sector-coverage.ts';
import { stakeholderGroups } from './stakeholder-group.ts';

const codes = stakeholderGroups.codes.map(({ code }) => code);

describe('sectorCoverage', () => {
  it('returns all 12 groups in the order of the source, with their labels', () => {
    const { groups } = unwrap(sectorCoverage([]));
    expect(groups.map(({ group }) => group.code)).toEqual(codes);
    expect(groups[0]).toEqual({
      group: { scheme: 'stakeholder-group', code: 'schools', label: 'Schools and school districts', uri: null },
      organizations: 0,
      partnerships: 0,
    });
  });

  it('counts an organization once in each of its groups', () => {
    const actual = counts([named('libraries', 'schools'), named('libraries', 'libraries'), named()]);
    expect(actual).toEqual({ libraries: 2, schools: 1 });
  });

  it('lists the groups without an organization as missing', () => {
    const all = unwrap(sectorCoverage(codes.map((code) => named(code))));
    expect(all.missing).toEqual([]);
    const without = unwrap(sectorCoverage(codes.filter((code) => code !== 'families').map((code) => named(code))));
    expect(without.missing.map(({ code }) => code)).toEqual(['families']);
    expect(unwrap(sectorCoverage([])).missing.map(({ code }) => code)).toEqual(codes);
  });

  it('excludes custom codes, even if they equal a standard code', () => {
    const custom = { stakeholderGroups: [{ scheme: 'our-town', code: 'libraries' }] };
    const unknown = { stakeholderGroups: [{ scheme: 'stakeholder-group', code: 'sports-clubs' }] };
    expect(counts([custom, unknown])).toEqual({});
    expect(unwrap(sectorCoverage([custom, unknown])).groups).toHaveLength(12);
  });

  it('excludes organizations that have left', () => {
    const left = { ...named('libraries'), leftOn: '2025-06-30' };
    const staying = { ...named('libraries'), leftOn: null };
    expect(counts([left, staying])).toEqual({ libraries: 1 });
  });

  it('includes the organizations that joined on or before a date and left after it', () => {
    const member = { ...named('libraries'), joinedOn: '2024-01-15', leftOn: '2025-06-30' };
    expect(counts([member], '2024-01-14')).toEqual({});
    expect(counts([member], '2024-01-15')).toEqual({ libraries: 1 });
    expect(counts([member], '2025-06-29')).toEqual({ libraries: 1 });
    expect(counts([member], '2025-06-30')).toEqual({});
    expect(counts([{ ...named('libraries'), joinedOn: null }], '0001-01-01')).toEqual({ libraries: 1 });
  });

  describe('with partnerships', () => {
    const school = { id: 'school', ...named('schools') };
    const museum = { id: 'museum', ...named('museums-and-science-centers', 'schools') };
    const bank = { id: 'bank', ...named('businesses'), leftOn: '2024-06-30' };
    const partnership = { organizationId: 'school', partnerId: 'museum' };

    it('counts a partnership once in each group of its two organizations', () => {
      expect(partnerships([school, museum], [partnership])).toEqual({ schools: 1, 'museums-and-science-centers': 1 });
      expect(partnerships([school], [partnership, { organizationId: 'museum', partnerId: 'school' }])).toEqual({
        schools: 2,
      });
    });

    it('adds no groups for an organization that left or is of another ecosystem', () => {
      expect(partnerships([school, bank], [{ organizationId: 'bank', partnerId: 'stranger' }])).toEqual({});
      expect(partnerships([named('libraries')], [{ organizationId: '', partnerId: 'x' }])).toEqual({});
    });

    it('counts partnerships that are active on the date, including their last day', () => {
      const past = { ...partnership, startedOn: '2024-01-01', endedOn: '2024-05-31' };
      const days = ['2023-12-31', '2024-01-01', '2024-05-31', '2024-06-01'];
      expect(days.map((on) => partnerships([school], [past], on))).toEqual([{}, { schools: 1 }, { schools: 1 }, {}]);
      expect(partnerships([school], [past])).toEqual({});
    });
  });

  it('lists exactly the groups with a count of 0 as missing, in any order of the organizations', () => {
    const organizations = fc.array(fc.subarray(codes).map((each) => named(...each)));
    fc.assert(
      fc.property(organizations, (list) => {
        const { groups, missing } = unwrap(sectorCoverage(list));
        expect(missing).toEqual(groups.filter((each) => each.organizations === 0).map(({ group }) => group));
        expect(unwrap(sectorCoverage(list.toReversed()))).toEqual({ groups, missing });
        const sum = groups.reduce((total, each) => total + each.organizations, 0);
        expect(sum).toBe(list.reduce((total, each) => total + each.stakeholderGroups.length, 0));
      }),
    );
  });
});

function named(...groups: string[]): CoveringOrganization {
  return { stakeholderGroups: groups.map((code) => ({ scheme: 'stakeholder-group', code })) };
}

/** The number of organizations of each group with at least one. */
function counts(organizations: CoveringOrganization[], on?: string): Record<string, number> {
  const { groups } = unwrap(sectorCoverage(organizations, { on }));
  const nonEmpty = groups.filter((each) => each.organizations > 0);
  return Object.fromEntries(nonEmpty.map(({ group, organizations: count }) => [group.code, count]));
}

/** The number of partnerships of each group with at least one. */
function partnerships(
  organizations: CoveringOrganization[],
  list: CoveringPartnership[],
  on?: string,
): Record<string, number> {
  const { groups } = unwrap(sectorCoverage(organizations, { on, partnerships: list }));
  const nonEmpty = groups.filter((each) => each.partnerships > 0);
  return Object.fromEntries(nonEmpty.map(({ group, partnerships: count }) => [group.code, count]));
}
