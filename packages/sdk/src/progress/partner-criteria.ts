import { sectorCoverage, stakeholderGroups } from '../ecosystem/index.ts';
import { groupCodesOf } from '../ecosystem/internal.ts';
import { unwrap } from '../shared/outcome.ts';
import { defineCriterion, judgedByCount, nothingToJudge } from './criterion.ts';
import { activeOn, participatingOrganizations } from './records-on-date.ts';
import { outOf } from './wording.ts';

/** Met if every one of the 12 stakeholder groups has a participating organization. */
export const broadRangeOfStakeholders = defineCriterion({
  code: 'broad-range-of-stakeholders',
  title: 'Engage a broad range of stakeholders',
  recordKinds: ['organizations'],
  judge: (records) => {
    const partners = participatingOrganizations(records).filter((organization) => groupCodesOf(organization).size > 0);
    if (partners.length === 0) {
      return nothingToJudge('No participating organization has a stakeholder group.');
    }
    const { missing } = unwrap(sectorCoverage(partners, { on: records.on }));
    const threshold = stakeholderGroups.codes.length;
    const lacking = missing.map(({ label }) => label).join('; ');
    const explanation =
      missing.length === 0
        ? `Every one of the ${threshold} stakeholder groups has a participating organization.`
        : `${outOf({ value: threshold - missing.length, total: threshold, noun: 'stakeholder group', verb: ['has', 'have'] })} a participating organization; missing: ${lacking}.`;
    return judgedByCount({ value: threshold - missing.length, threshold, explanation, evidence: [partners] });
  },
});

/**
 * Met if a partnership is active between two organizations without a stakeholder group in common. The partner can belong to
 * another ecosystem of the network.
 */
export const partnerships = defineCriterion({
  code: 'partnerships',
  title: 'Partnerships',
  recordKinds: ['organizations', 'partnersElsewhere', 'partnerships'],
  judge: ({ organizations, partnersElsewhere, partnerships: recorded, on }) => {
    if (recorded.length === 0) return nothingToJudge('No partnership is recorded.');
    const known = [...organizations, ...partnersElsewhere];
    const groupsOf = new Map(known.map((organization) => [organization.id, groupCodesOf(organization)]));
    const active = activeOn(recorded, on);
    const crossing = active.filter(({ organizationId, partnerId }) => {
      const [one, other] = [groupsOf.get(organizationId), groupsOf.get(partnerId)];
      return one !== undefined && other !== undefined && one.size > 0 && other.size > 0 && one.isDisjointFrom(other);
    });
    const explanation = `${outOf({ value: crossing.length, total: active.length, noun: 'active partnership', verb: ['joins', 'join'] })} organizations of different stakeholder groups; one is required.`;
    return judgedByCount({ value: crossing.length, threshold: 1, explanation, evidence: [crossing] });
  },
});
