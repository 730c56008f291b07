import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { type CoveringOrganization, type CoveringPartnership, sectorCoverage } from './sector-coverage.ts';
import { stakeholderGroups } from './stakeholder-group.ts';

const codes = stakeholderGroups.codes.map(({ code }) => code);

describe('sectorCoverage', () => {
  it('answers all 12 groups in the order of the source, with what a code is', () => {
    const { groups } = unwrap(sectorCoverage([]));
    expect(groups.map(({ group }) => group.code)).toEqual(codes);
    expect(groups[0]).toEqual({
      group: { scheme: 'stakeholder-group', code: 'schools', label: 'Schools and school districts', uri: null },
      organizations: 0,
      partnerships: 0,
    });
  });

  it('counts an organization in every group that it names, once', () => {
    const found = counts([named('libraries', 'schools'), named('libraries', 'libraries'), named()]);
    expect(found).toEqual({ libraries: 2, schools: 1 });
  });

  it('names the groups that have none', () => {
    const all = unwrap(sectorCoverage(codes.map((code) => named(code))));
    expect(all.missing).toEqual([]);
    const without = unwrap(sectorCoverage(codes.filter((code) => code !== 'families').map((code) => named(code))));
    expect(without.missing.map(({ code }) => code)).toEqual(['families']);
    expect(unwrap(sectorCoverage([])).missing.map(({ code }) => code)).toEqual(codes);
  });

  it("leaves out groups of a site's own, also where they are called as ours are", () => {
    const own = { stakeholderGroups: [{ scheme: 'our-town', code: 'libraries' }] };
    const unknown = { stakeholderGroups: [{ scheme: 'stakeholder-group', code: 'sports-clubs' }] };
    expect(counts([own, unknown])).toEqual({});
    expect(unwrap(sectorCoverage([own, unknown])).groups).toHaveLength(12);
  });

  it('leaves out organizations that have left', () => {
    const left = { ...named('libraries'), leftOn: '2025-06-30' };
    const staying = { ...named('libraries'), leftOn: null };
    expect(counts([left, staying])).toEqual({ libraries: 1 });
  });

  it('answers for a day: who had joined by it and had not left by it', () => {
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
    const together = { organizationId: 'school', partnerId: 'museum' };

    it('counts one once in each group that one of the two names', () => {
      expect(partnerships([school, museum], [together])).toEqual({ schools: 1, 'museums-and-science-centers': 1 });
      expect(partnerships([school], [together, { organizationId: 'museum', partnerId: 'school' }])).toEqual({
        schools: 2,
      });
    });

    it('counts for nobody who has left or is not of the ecosystem', () => {
      expect(partnerships([school, bank], [{ organizationId: 'bank', partnerId: 'stranger' }])).toEqual({});
      expect(partnerships([named('libraries')], [{ organizationId: '', partnerId: 'x' }])).toEqual({});
    });

    it('counts those that are active, the last day included', () => {
      const past = { ...together, startedOn: '2024-01-01', endedOn: '2024-05-31' };
      const days = ['2023-12-31', '2024-01-01', '2024-05-31', '2024-06-01'];
      expect(days.map((on) => partnerships([school], [past], on))).toEqual([{}, { schools: 1 }, { schools: 1 }, {}]);
      expect(partnerships([school], [past])).toEqual({});
    });
  });

  it('misses exactly the groups that it counts none of, whatever the order', () => {
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

/** The groups that have organizations, with how many. */
function counts(organizations: CoveringOrganization[], on?: string): Record<string, number> {
  const { groups } = unwrap(sectorCoverage(organizations, { on }));
  const some = groups.filter((each) => each.organizations > 0);
  return Object.fromEntries(some.map(({ group, organizations: count }) => [group.code, count]));
}

/** The groups that have partnerships, with how many. */
function partnerships(
  organizations: CoveringOrganization[],
  list: CoveringPartnership[],
  on?: string,
): Record<string, number> {
  const { groups } = unwrap(sectorCoverage(organizations, { on, partnerships: list }));
  const some = groups.filter((each) => each.partnerships > 0);
  return Object.fromEntries(some.map(({ group, partnerships: count }) => [group.code, count]));
}
