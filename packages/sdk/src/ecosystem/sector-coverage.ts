import type { Code } from '../shared/code.ts';
import { isInEffect, participates } from '../shared/dates/in-effect.ts';
import { coded, day, fields, judgeInput, list, omissible, optional, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { stakeholderGroups } from './stakeholder-group.ts';

const coveringOrganization = fields<CoveringOrganization>({
  id: optional(text),
  stakeholderGroups: list(coded),
  joinedOn: optional(day),
  leftOn: optional(day),
});

const coveringPartnership = fields<CoveringPartnership>({
  organizationId: text,
  partnerId: text,
  startedOn: optional(day),
  endedOn: optional(day),
});

const coverageOptions = fields<{ on: string; partnerships: object }>({
  on: optional(day),
  partnerships: omissible(list(coveringPartnership)),
});

/** How the 12 stakeholder groups are represented in an ecosystem. */
export interface SectorCoverage {
  /** Every group in the order of the source, with its number of organizations and the number of their partnerships. */
  groups: { group: Code; organizations: number; partnerships: number }[];
  /** The groups without an organization, in the same order. */
  missing: Code[];
}

/** The fields of an organization that sector coverage uses. Dates are `YYYY-MM-DD`. Partnerships refer to `id`. */
export interface CoveringOrganization {
  id?: string;
  stakeholderGroups: readonly Pick<Code, 'scheme' | 'code'>[];
  joinedOn?: string | null;
  leftOn?: string | null;
}

/** The fields of a partnership that sector coverage uses. Dates are `YYYY-MM-DD` and inclusive. */
export interface CoveringPartnership {
  organizationId: string;
  partnerId: string;
  startedOn?: string | null;
  endedOn?: string | null;
}

/**
 * Counts the organizations and active partnerships of each of the 12 stakeholder groups, and lists the groups without an
 * organization.
 *
 * An organization counts once in each of its groups. Groups with custom codes are excluded. Without `on`, organizations
 * with a leaving date are excluded. With `on` (`YYYY-MM-DD`), organizations are included that joined on or before that date
 * and left after it or not at all. A missing joining date counts as earlier than every date.
 *
 * A partnership counts once in each group of its two organizations. An organization that is excluded, or that belongs to
 * another ecosystem, adds no groups. Without `on`, partnerships with an end date are excluded. With `on`, partnerships are
 * included that started on or before that date and ended on or after it, or not at all.
 *
 * Returns issues on malformed input: `REQUIRED` for a missing field, `INVALID` for a value of another type.
 *
 * @see https://stemecosystems.org/cultivating-cross-sector-partnerships/ STEM Learning Ecosystems, Strategy One:
 * Cultivating Cross-Sector Partnerships
 * @example
 * const organizations = [{ stakeholderGroups: [{ scheme: 'stakeholder-group', code: 'libraries' }] }];
 * const coverage = unwrap(sectorCoverage(organizations));
 * coverage.groups[7]; // { group: { scheme: 'stakeholder-group', code: 'libraries', label: 'Libraries', uri: null }, organizations: 1, partnerships: 0 }
 * coverage.missing.length; // 11
 */
export function sectorCoverage(
  organizations: readonly CoveringOrganization[],
  options: { on?: string | null; partnerships?: readonly CoveringPartnership[] } = {},
): Outcome<SectorCoverage> {
  const malformed = judgeInput(
    { organizations, options },
    { organizations: list(coveringOrganization), options: coverageOptions },
  );
  if (malformed.length > 0) return refused(...malformed);
  const { on, partnerships } = options;
  const members = organizations.filter((each) => (on == null ? !each.leftOn : participates(each, on)));
  const groupsById = new Map(members.map((organization) => [organization.id ?? '', groupCodesOf(organization)]));
  groupsById.delete('');
  const active = (partnerships ?? []).filter((each) => (on == null ? !each.endedOn : isInEffect(each, on)));
  const organizationCounts = countsOf(members.map(groupCodesOf));
  const partnershipCounts = countsOf(
    active.map(({ organizationId, partnerId }) => {
      const groups = groupsById.get(organizationId) ?? new Set<string>();
      return groups.union(groupsById.get(partnerId) ?? new Set());
    }),
  );
  const groups = stakeholderGroups.codes.map(({ code, label, uri }) => ({
    group: { scheme: stakeholderGroups.scheme, code, label, uri: uri ?? null },
    organizations: organizationCounts.get(code) ?? 0,
    partnerships: partnershipCounts.get(code) ?? 0,
  }));
  return accepted({ groups, missing: groups.filter((each) => each.organizations === 0).map(({ group }) => group) });
}

/** The codes of the standard stakeholder groups of an organization. Custom codes are excluded. */
export function groupCodesOf(organization: Pick<CoveringOrganization, 'stakeholderGroups'>): Set<string> {
  const standardGroups = organization.stakeholderGroups.filter(({ scheme }) => scheme === stakeholderGroups.scheme);
  return new Set(standardGroups.map(({ code }) => code));
}

/** The number of sets that contain each code. */
function countsOf(sets: readonly Set<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const code of sets.flatMap((codes) => [...codes])) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
