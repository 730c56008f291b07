import { type CoveringOrganization, stakeholderGroups } from '../ecosystem/index.ts';
import { groupCodesOf } from '../ecosystem/internal.ts';
import type { Code, CodeList } from '../shared/code.ts';
import { coded, judgeInput, list } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';

/**
 * The types of cross-sector partnership that the study names with figures, and the one whose excerpts it counts. It says
 * that there are nine, and does not name the others, so neither does this list.
 *
 * @see AERA study of cross-sector STEM partnerships, types of partnership
 */
export const partnershipTypes: CodeList = {
  scheme: 'partnership-type',
  title: 'Types of cross-sector partnership',
  codes: [
    { code: 'k-12', label: 'K-12' },
    { code: 'business', label: 'Business' },
    { code: 'higher-education', label: 'Higher education' },
    { code: 'informal-education', label: 'Informal education' },
    { code: 'in-school-out-of-school', label: 'In-school and out-of-school' },
  ],
};

/** Which pairs of stakeholder groups make a type: one of the two names a group of `one`, the other one of `other`. */
export interface PartnershipTypeRule {
  type: string;
  one: readonly string[];
  other: readonly string[];
}

const beside = (one: readonly string[]) => ({
  one,
  other: stakeholderGroups.codes.map(({ code }) => code).filter((code) => !one.includes(code)),
});

/** The table that {@link partnershipType} goes by, in its order. */
export const partnershipTypeRules: readonly PartnershipTypeRule[] = [
  { type: 'in-school-out-of-school', one: ['schools'], other: ['out-of-school-time'] },
  { type: 'k-12', ...beside(['schools']) },
  { type: 'business', ...beside(['stem-companies', 'businesses']) },
  { type: 'higher-education', ...beside(['higher-education']) },
  { type: 'informal-education', ...beside(['museums-and-science-centers', 'libraries']) },
];

/**
 * The type of a partnership, as it follows from the stakeholder groups of the two organizations; the first line that
 * fits, either way round:
 *
 * | one of the two names | the other names | type |
 * | --- | --- | --- |
 * | schools | out-of-school time | In-school and out-of-school |
 * | schools | any other group | K-12 |
 * | STEM companies or businesses | any other group | Business |
 * | higher education | any other group | Higher education |
 * | museums and science centers, or libraries | any other group | Informal education |
 *
 * Null where none fits: the two are of one sector, of sectors that the study does not name, or without a group of the
 * list. The study names the types; which groups make one, and that the earlier line wins (in the order of how many
 * partners the study says named the type), is this project's reading of it.
 *
 * @see AERA study of cross-sector STEM partnerships, types of partnership
 * @example
 * const named = (code) => [{ scheme: 'stakeholder-group', code }];
 * unwrap(partnershipType(named('stem-companies'), named('schools')))?.label; // 'K-12'
 * unwrap(partnershipType(named('schools'), named('schools'))); // null
 */
export function partnershipType(
  groupsOfOne: CoveringOrganization['stakeholderGroups'],
  groupsOfOther: CoveringOrganization['stakeholderGroups'],
): Outcome<Code | null> {
  const malformed = judgeInput(
    { groupsOfOne, groupsOfOther },
    { groupsOfOne: list(coded), groupsOfOther: list(coded) },
  );
  if (malformed.length > 0) return refused(...malformed);
  const one = groupCodesOf({ stakeholderGroups: groupsOfOne });
  const other = groupCodesOf({ stakeholderGroups: groupsOfOther });
  const names = (groups: Set<string>, codes: readonly string[]) => codes.some((code) => groups.has(code));
  const rule = partnershipTypeRules.find(
    (each) => (names(one, each.one) && names(other, each.other)) || (names(other, each.one) && names(one, each.other)),
  );
  const term = partnershipTypes.codes.find(({ code }) => code === rule?.type);
  if (!term) return accepted(null);
  return accepted({ scheme: partnershipTypes.scheme, code: term.code, label: term.label, uri: term.uri ?? null });
}
