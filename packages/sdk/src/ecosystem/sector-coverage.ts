import type { Code } from '../shared/code.ts';
import { coded, day, fields, judgeInput, list, optional, text } from '../shared/input.ts';
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
  partnerships: optional(list(coveringPartnership)),
});

/** How the 12 stakeholder groups are represented in an ecosystem. */
export interface SectorCoverage {
  /** Each group, in the order of the source, with how many organizations name it, and how many partnerships they have. */
  groups: { group: Code; organizations: number; partnerships: number }[];
  /** The groups that no organization names, in the same order. */
  missing: Code[];
}

/** What the coverage looks at in an organization; dates are `YYYY-MM-DD`. Partnerships find it by its id. */
export interface CoveringOrganization {
  id?: string;
  stakeholderGroups: readonly Pick<Code, 'scheme' | 'code'>[];
  joinedOn?: string | null;
  leftOn?: string | null;
}

/** What the coverage looks at in a partnership; dates are `YYYY-MM-DD`. */
export interface CoveringPartnership {
  organizationId: string;
  partnerId: string;
  startedOn?: string | null;
  endedOn?: string | null;
}

/**
 * Counts the organizations of each of the 12 stakeholder groups and their active partnerships, and names the groups
 * that no organization names.
 *
 * An organization counts once in each group that it names. Groups of a site's own schemes are no part of the answer.
 * Without `on`, every organization counts that has no leaving date. With `on` (`YYYY-MM-DD`), those count that had
 * joined by that day and had not left by it; one without a joining date has always been there.
 *
 * A partnership counts once in each group that one of its two organizations names, of those that count; so an
 * organization of another ecosystem adds none. Without `on`, partnerships count that have no end; with `on`, those that
 * had begun by that day and had not ended before it.
 *
 * Malformed input is refused: a missing field is `REQUIRED`, a value of another kind `INVALID`.
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
  const present = organizations.filter((organization) => takesPart(organization, on));
  const groupsById = new Map(present.map((organization) => [organization.id ?? '', groupCodesOf(organization)]));
  groupsById.delete('');
  const active = (partnerships ?? []).filter((partnership) => isActive(partnership, on));
  const countOrganizations = countsOf(present.map(groupCodesOf));
  const countPartnerships = countsOf(
    active.map(({ organizationId, partnerId }) => {
      const groups = groupsById.get(organizationId) ?? new Set<string>();
      return groups.union(groupsById.get(partnerId) ?? new Set());
    }),
  );
  const groups = stakeholderGroups.codes.map(({ code, label, uri }) => ({
    group: { scheme: stakeholderGroups.scheme, code, label, uri: uri ?? null },
    organizations: countOrganizations.get(code) ?? 0,
    partnerships: countPartnerships.get(code) ?? 0,
  }));
  return accepted({ groups, missing: groups.filter((each) => each.organizations === 0).map(({ group }) => group) });
}

/** The codes of the stakeholder groups that an organization names, those of a site's own schemes left out. */
export function groupCodesOf({
  stakeholderGroups: named,
}: Pick<CoveringOrganization, 'stakeholderGroups'>): Set<string> {
  return new Set(named.filter(({ scheme }) => scheme === stakeholderGroups.scheme).map(({ code }) => code));
}

function takesPart({ joinedOn, leftOn }: CoveringOrganization, on: string | null | undefined): boolean {
  if (on == null) return !leftOn;
  return (!joinedOn || joinedOn <= on) && (!leftOn || leftOn > on);
}

function isActive({ startedOn, endedOn }: CoveringPartnership, on: string | null | undefined): boolean {
  if (on == null) return !endedOn;
  return (!startedOn || startedOn <= on) && (!endedOn || endedOn >= on);
}

/** How many of the sets hold each code. */
function countsOf(sets: readonly Set<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const code of sets.flatMap((codes) => [...codes])) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
