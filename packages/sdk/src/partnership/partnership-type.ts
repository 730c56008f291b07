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

/** Pairs the given groups with all groups that are neither given nor excluded. */
const withOtherGroups = (one: readonly string[], excluded: readonly string[] = []) => ({
  one,
  other: stakeholderGroups.codes.map(({ code }) => code).filter((code) => ![...one, ...excluded].includes(code)),
});

/** The rules of {@link derivePartnershipTypes}, in the order of the list. Each rule that matches applies. */
export const partnershipTypeRules: readonly PartnershipTypeRule[] = [
  { type: 'k-12', ...withOtherGroups(['schools'], ['out-of-school-time']) },
  { type: 'business', ...withOtherGroups(['stem-companies', 'businesses']) },
  { type: 'higher-education', ...withOtherGroups(['higher-education']) },
  { type: 'informal-education', ...withOtherGroups(['museums-and-science-centers', 'libraries']) },
  { type: 'in-school-out-of-school', one: ['schools'], other: ['out-of-school-time'] },
];

/**
 * Returns the types of a partnership, derived from the stakeholder groups of its two organizations, in the order of the list.
 * Types overlap: each row that matches applies. The order of the two organizations does not matter.
 *
 * | group of one organization | group of the other | type |
 * | --- | --- | --- |
 * | schools | any other group, except out-of-school time | K-12 |
 * | STEM companies or businesses | any other group | Business |
 * | higher education | any other group | Higher education |
 * | museums and science centers, or libraries | any other group | Informal education |
 * | schools | out-of-school time | In-school and out-of-school |
 *
 * Empty if no row matches: both organizations belong to the same sector or to sectors that the study does not name, or one
 * has no group of the standard list. The types are the study's. It set aside the links between in-school and out-of-school
 * time before it coded the others, so these are not K-12. The groups of each row are this project's interpretation.
 *
 * @see AERA study of cross-sector STEM partnerships, types of partnership
 * @example
 * const groups = (code) => [{ scheme: 'stakeholder-group', code }];
 * const types = unwrap(derivePartnershipTypes(groups('museums-and-science-centers'), groups('schools')));
 * types.map(({ label }) => label); // ['K-12', 'Informal education']
 * unwrap(derivePartnershipTypes(groups('schools'), groups('schools'))); // []
 */
export function derivePartnershipTypes(
  groupsOfOne: CoveringOrganization['stakeholderGroups'],
  groupsOfOther: CoveringOrganization['stakeholderGroups'],
): Outcome<Code[]> {
  const malformed = judgeInput(
    { groupsOfOne, groupsOfOther },
    { groupsOfOne: list(coded), groupsOfOther: list(coded) },
  );
  if (malformed.length > 0) return refused(...malformed);
  const one = groupCodesOf({ stakeholderGroups: groupsOfOne });
  const other = groupCodesOf({ stakeholderGroups: groupsOfOther });
  const hasGroup = (groups: Set<string>, codes: readonly string[]) => codes.some((code) => groups.has(code));
  const matches = (rule: PartnershipTypeRule) =>
    (hasGroup(one, rule.one) && hasGroup(other, rule.other)) ||
    (hasGroup(other, rule.one) && hasGroup(one, rule.other));
  const types = new Set(partnershipTypeRules.filter(matches).map(({ type }) => type));
  const { scheme, codes } = partnershipTypes;
  const known = codes.filter(({ code }) => types.has(code));
  return accepted(known.map(({ code, label, uri }) => ({ scheme, code, label, uri: uri ?? null })));
}
