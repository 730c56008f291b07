import { agendaSupport } from '../agenda/index.ts';
import { gapAspects } from '../landscape/index.ts';
import { unwrap } from '../shared/outcome.ts';
import { amount, listed, outOf } from '../shared/wording.ts';
import { agendaOn, goalsOn, ratifyAnAgenda } from './agenda-on-date.ts';
import { defineCriterion, judgedByCount, nothingToJudge } from './criterion.ts';
import type { EcosystemRecords } from './ecosystem-records.ts';
import { hasEngagement, isOnOrBefore, participatingOrganizations } from './records-on-date.ts';

const noAgenda = 'No common agenda is recorded.';
const noAgendaInForce = 'No common agenda is in force.';

/** Organizations that are only informed do not count, because they take no part in decisions. */
export const commonAgendaEndorsed = defineCriterion({
  code: 'common-agenda',
  title: 'Common agenda',
  rule: 'More than half of the participating organizations, except those with the engagement "informed", endorse the common agenda in force.',
  recordKinds: ['agendas', 'endorsements', 'organizations'],
  judge: (records) => {
    const { agendas, endorsements, on } = records;
    if (agendas.length === 0) return nothingToJudge(noAgenda, ratifyAnAgenda);
    const inForce = agendaOn(records);
    if (!inForce) {
      const missing = { explanation: noAgendaInForce, remedy: ratifyAnAgenda };
      return judgedByCount({ value: 0, threshold: 1, ...missing, evidence: [agendas] });
    }
    const participating = participatingOrganizations(records);
    const partners = participating.filter((each) => !hasEngagement(each, ['informed']));
    if (partners.length === 0) {
      return nothingToJudge(
        'A common agenda is in force, but no participating organization is recorded, except those with the engagement "informed".',
        'Record the participating organizations and their engagement.',
      );
    }
    const ids = new Set(partners.map(({ id }) => id));
    const activeEndorsements = endorsements.filter(
      ({ commonAgendaId, organizationId, endorsedOn, withdrawnOn }) =>
        commonAgendaId === inForce.id &&
        ids.has(organizationId) &&
        endorsedOn <= on &&
        (withdrawnOn == null || withdrawnOn > on),
    );
    const { endorsing } = unwrap(agendaSupport({ organizations: partners, endorsements: activeEndorsements }, { on }));
    const threshold = Math.floor(partners.length / 2) + 1;
    return judgedByCount({
      value: endorsing,
      threshold,
      explanation: `${outOf({ value: endorsing, total: partners.length, noun: ['participating organization', 'participating organizations'], verb: ['endorses', 'endorse'] })} the common agenda in force; more than half are required.${describeInformed(participating.length - partners.length)}`,
      remedy: `Ask ${amount(threshold - endorsing, ['more organization', 'more organizations'])} to endorse the common agenda in force.`,
      evidence: [[inForce], activeEndorsements],
    });
  },
});

/** States how many organizations are not counted, because they are only informed. Empty if there are none. */
function describeInformed(organizations: number): string {
  if (organizations === 0) return '';
  const are = organizations === 1 ? 'is' : 'are';
  return ` ${amount(organizations, ['other organization', 'other organizations'])} with the engagement "informed" ${are} not counted.`;
}

export const visionAndGoals = defineCriterion({
  code: 'vision-and-goals',
  title: 'Develop an overall vision and goals',
  rule: 'The common agenda in force has a vision and at least one goal.',
  recordKinds: ['agendas', 'goals'],
  judge: (records) => {
    const { agendas } = records;
    if (agendas.length === 0) return nothingToJudge(noAgenda, ratifyAnAgenda);
    const threshold = 2;
    const inForce = agendaOn(records);
    if (!inForce) {
      const missing = { explanation: noAgendaInForce, remedy: ratifyAnAgenda };
      return judgedByCount({ value: 0, threshold, ...missing, evidence: [agendas] });
    }
    const goals = goalsOn(records);
    const hasVision = inForce.vision != null && inForce.vision !== '';
    const lacking = [...(hasVision ? [] : ['a vision']), ...(goals.length > 0 ? [] : ['goals'])].join(' and ');
    return judgedByCount({
      value: Number(hasVision) + Number(goals.length > 0),
      threshold,
      explanation: `The common agenda in force has ${hasVision ? 'a vision' : 'no vision'} and ${amount(goals.length, 'goal')}.`,
      remedy: `Ratify an agenda version with ${lacking}.`,
      evidence: [[inForce], goals],
    });
  },
});

/** Gaps with this priority or a higher one (a lower number) are priority gaps. The default priority of a gap is 3. */
const lowestPriority = 2;

/** A gap that was closed since counts, because the criterion asks whether gaps were identified. */
export const landscapeAndGaps = defineCriterion({
  code: 'landscape-and-gaps',
  title:
    'Define the current landscape, and identify priority gaps in access, quality and outcomes for young people’s STEM success',
  rule: 'Landscape scans found a gap of priority 1 or 2 in each of access, quality and outcomes.',
  recordKinds: ['landscapeScans', 'gaps'],
  judge: ({ landscapeScans, gaps, on }) => {
    const scans = landscapeScans.filter(({ scannedOn }) => scannedOn <= on);
    if (scans.length === 0) {
      return nothingToJudge('No landscape scan is recorded.', 'Record a landscape scan and the gaps that it found.');
    }
    const scanIds = new Set(scans.map(({ id }) => id));
    const priorityGaps = gaps.filter(
      ({ landscapeScanId, priority }) => scanIds.has(landscapeScanId) && priority <= lowestPriority,
    );
    const closed = priorityGaps.filter(({ closedOn }) => isOnOrBefore(closedOn, on));
    const aspects = gapAspects.filter((aspect) => priorityGaps.some((gap) => gap.aspect === aspect));
    const lacking = gapAspects.filter((aspect) => !aspects.includes(aspect)).map((aspect) => aspect.toLowerCase());
    const none = lacking.length === 0 ? '' : `, and none in ${lacking.join(' or ')}`;
    return judgedByCount({
      value: aspects.length,
      threshold: gapAspects.length,
      explanation: `${amount(scans.length, 'landscape scan')} found ${amount(priorityGaps.length, 'gap')} of priority 1 or 2, of which ${closed.length} ${closed.length === 1 ? 'is' : 'are'} closed${none}.`,
      remedy: `Record gaps of priority 1 or 2 in ${lacking.join(' and ')}.`,
      evidence: [scans, priorityGaps],
    });
  },
});

export const commonLanguage = defineCriterion({
  code: 'common-language',
  title: 'Work on defining and using common language',
  rule: 'Every key term of the common agenda in force is an adopted term of the glossary, and its uses are recorded.',
  recordKinds: ['terms', 'agendas'],
  judge: (records) => {
    const { terms, on } = records;
    if (terms.length === 0) {
      return nothingToJudge('No term of a common language is recorded.', 'Propose the key terms of the common agenda.');
    }
    const inForce = agendaOn(records);
    if (!inForce) return nothingToJudge(noAgendaInForce, ratifyAnAgenda);
    const keyTerms = new Set(inForce.keyTermIds);
    if (keyTerms.size === 0) {
      return nothingToJudge(
        'The common agenda in force names no key terms.',
        'Ratify an agenda version that names its key terms.',
      );
    }
    const known = terms.filter(({ id }) => keyTerms.has(id));
    const used = known.filter((term) => isAdoptedOn(term, on) && term.usedIn.length > 0);
    const lacking = known.filter((term) => !used.includes(term)).map(({ term }) => term);
    return judgedByCount({
      value: used.length,
      threshold: keyTerms.size,
      explanation: `${outOf({ value: used.length, total: keyTerms.size, noun: 'key term', verb: ['is', 'are'] })} adopted and used${lacking.length === 0 ? '' : `; not yet: ${listed(lacking)}`}.`,
      remedy:
        lacking.length === 0
          ? 'Make the key terms of the agenda visible, and adopt them.'
          : `Adopt these terms, and record where they are used: ${listed(lacking)}.`,
      evidence: [[inForce], used],
    });
  },
});

function isAdoptedOn({ status, adoptedOn, retiredOn }: EcosystemRecords['terms'][number], on: string): boolean {
  if (status === 'ADOPTED') return (adoptedOn ?? on) <= on;
  return status === 'RETIRED' && isOnOrBefore(adoptedOn, on) && retiredOn != null && retiredOn > on;
}
