import { sectorCoverage, stakeholderGroups } from '../ecosystem/index.ts';
import { groupCodesOf } from '../ecosystem/internal.ts';
import { unwrap } from '../shared/outcome.ts';
import { outOf } from '../shared/wording.ts';
import { defineCriterion, judgedByCount, nothingToJudge } from './criterion.ts';
import { activeOn, participatingOrganizations } from './records-on-date.ts';

export const broadRangeOfStakeholders = defineCriterion({
  code: 'broad-range-of-stakeholders',
  title: 'Engage a broad range of stakeholders',
  rule: `Each of the ${stakeholderGroups.codes.length} stakeholder groups has a participating organization.`,
  recordKinds: ['organizations'],
  judge: (records) => {
    const partners = participatingOrganizations(records).filter((organization) => groupCodesOf(organization).size > 0);
    if (partners.length === 0) {
      return nothingToJudge(
        'No participating organization has a stakeholder group.',
        'Record the stakeholder groups of the organizations.',
      );
    }
    const { missing } = unwrap(sectorCoverage(partners, { on: records.on }));
    const threshold = stakeholderGroups.codes.length;
    const lacking = missing.map(({ label }) => label).join('; ');
    const explanation =
      missing.length === 0
        ? `Every one of the ${threshold} stakeholder groups has a participating organization.`
        : `${outOf({ value: threshold - missing.length, total: threshold, noun: 'stakeholder group', verb: ['has', 'have'] })} a participating organization; missing: ${lacking}.`;
    const remedy = `Invite or record an organization of each of these groups: ${lacking}.`;
    return judgedByCount({ value: threshold - missing.length, threshold, explanation, remedy, evidence: [partners] });
  },
});

/** The fewest links between sectors: one link between two sectors is a partnership, and not yet a cross-sector network. */
const fewestLinks = 2;

/** The partner can belong to another ecosystem of the network. */
export const partnerships = defineCriterion({
  code: 'partnerships',
  title: 'Partnerships',
  rule: `Active partnerships make at least ${fewestLinks} different links between sectors: each joins organizations without a stakeholder group in common.`,
  recordKinds: ['organizations', 'partnersElsewhere', 'partnerships'],
  judge: ({ organizations, partnersElsewhere, partnerships: recorded, on }) => {
    if (recorded.length === 0) {
      return nothingToJudge('No partnership is recorded.', 'Record the partnerships between organizations.');
    }
    const known = [...organizations, ...partnersElsewhere];
    const groupsOf = new Map(known.map((organization) => [organization.id, groupCodesOf(organization)]));
    const active = activeOn(recorded, on);
    const linkOf = ({ organizationId, partnerId }: (typeof active)[number]) =>
      sectorLink(groupsOf.get(organizationId), groupsOf.get(partnerId));
    const crossing = active.filter((partnership) => linkOf(partnership) !== null);
    const links = new Set(crossing.map(linkOf));
    return judgedByCount({
      value: links.size,
      threshold: fewestLinks,
      explanation: `${outOf({ value: crossing.length, total: active.length, noun: 'active partnership', verb: ['joins', 'join'] })} organizations of different stakeholder groups. The number of different links between sectors is ${links.size}; ${fewestLinks} are required.`,
      remedy: 'Form or record partnerships between sectors that are not linked yet.',
      evidence: [crossing],
    });
  },
});

/** The sectors that a partnership joins, in a fixed order. Null if a side has no group, or if the sides share a group. */
function sectorLink(one: Set<string> | undefined, other: Set<string> | undefined): string | null {
  if (!one?.size || !other?.size || !one.isDisjointFrom(other)) return null;
  return [one, other]
    .map((groups) => [...groups].sort().join(' '))
    .sort()
    .join(' | ');
}
