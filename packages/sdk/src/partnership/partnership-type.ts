import { type CoveringOrganization, stakeholderGroups } from '../ecosystem/index.ts';
import { groupCodesOf } from '../ecosystem/internal.ts';
import type { Code, CodeList } from '../shared/code.ts';
import { coded, judgeInput, list } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';

/**
 * Types of cross-sector partnership: the types for which the study publishes figures. The study has nine types and does not
 * name the others.
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

/** A rule that assigns a type: one organization has a stakeholder group in `one`, the other has a group in `other`. */
export interface PartnershipTypeRule {
  type: string;
  one: readonly string[];
  other: readonly string[];
}

/** Pairs the given groups with all other groups. */
const withOtherGroups = (one: readonly string[]) => ({
  one,
  other: stakeholderGroups.codes.map(({ code }) => code).filter((code) => !one.includes(code)),
});

/** The rules of {@link partnershipType}. The first rule that matches applies. */
export const partnershipTypeRules: readonly PartnershipTypeRule[] = [
  { type: 'in-school-out-of-school', one: ['schools'], other: ['out-of-school-time'] },
  { type: 'k-12', ...withOtherGroups(['schools']) },
  { type: 'business', ...withOtherGroups(['stem-companies', 'businesses']) },
  { type: 'higher-education', ...withOtherGroups(['higher-education']) },
  { type: 'informal-education', ...withOtherGroups(['museums-and-science-centers', 'libraries']) },
];

/**
 * Returns the type of a partnership, derived from the stakeholder groups of its two organizations. The first row that
 * matches applies. The order of the two organizations does not matter.
 *
 * | group of one organization | group of the other | type |
 * | --- | --- | --- |
 * | schools | out-of-school time | In-school and out-of-school |
 * | schools | any other group | K-12 |
 * | STEM companies or businesses | any other group | Business |
 * | higher education | any other group | Higher education |
 * | museums and science centers, or libraries | any other group | Informal education |
 *
 * Null if no row matches: both organizations belong to the same sector or to sectors that the study does not name, or one
 * has no group of the standard list. The types are the study's. The groups and the order of the rows are this project's
 * interpretation; rows follow the number of participants who named the type in the study.
 *
 * @see AERA study of cross-sector STEM partnerships, types of partnership
 * @example
 * const groups = (code) => [{ scheme: 'stakeholder-group', code }];
 * unwrap(partnershipType(groups('stem-companies'), groups('schools')))?.label; // 'K-12'
 * unwrap(partnershipType(groups('schools'), groups('schools'))); // null
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
  const hasGroup = (groups: Set<string>, codes: readonly string[]) => codes.some((code) => groups.has(code));
  const rule = partnershipTypeRules.find(
    (each) =>
      (hasGroup(one, each.one) && hasGroup(other, each.other)) ||
      (hasGroup(other, each.one) && hasGroup(one, each.other)),
  );
  const term = partnershipTypes.codes.find(({ code }) => code === rule?.type);
  if (!term) return accepted(null);
  return accepted({ scheme: partnershipTypes.scheme, code: term.code, label: term.label, uri: term.uri ?? null });
}
