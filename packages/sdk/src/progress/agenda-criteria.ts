import { agendaInForce, agendaSupport } from '../agenda/index.ts';
import { gapAspects } from '../landscape/index.ts';
import { unwrap } from '../shared/outcome.ts';
import { defineCriterion, judgedByCount, nothingToJudge } from './criterion.ts';
import { isOnOrBefore, participatingOrganizations } from './records-on-date.ts';
import { amount, outOf } from './wording.ts';

const noAgendaInForce = 'No common agenda is in force.';

/** Met if more than half of the participating organizations endorse the agenda in force. */
export const commonAgendaEndorsed = defineCriterion({
  code: 'common-agenda',
  title: 'Common agenda',
  recordKinds: ['agendas', 'endorsements', 'organizations'],
  judge: (records) => {
    const { agendas, endorsements, on } = records;
    if (agendas.length === 0) return nothingToJudge('No common agenda is recorded.');
    const inForce = unwrap(agendaInForce(records.agendas, records.on));
    if (!inForce) return judgedByCount({ value: 0, threshold: 1, explanation: noAgendaInForce, evidence: [agendas] });
    const partners = participatingOrganizations(records);
    if (partners.length === 0) {
      return nothingToJudge('A common agenda is in force, but no participating organization is recorded.');
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
    return judgedByCount({
      value: endorsing,
      threshold: Math.floor(partners.length / 2) + 1,
      explanation: `${outOf({ value: endorsing, total: partners.length, noun: ['participating organization', 'participating organizations'], verb: ['endorses', 'endorse'] })} the common agenda in force; more than half are required.`,
      evidence: [[inForce], activeEndorsements],
    });
  },
});

/** Met if the agenda in force has a vision and goals. */
export const visionAndGoals = defineCriterion({
  code: 'vision-and-goals',
  title: 'Develop an overall vision and goals',
  recordKinds: ['agendas', 'goals'],
  judge: (records) => {
    const { agendas, goals } = records;
    if (agendas.length === 0) return nothingToJudge('No common agenda is recorded.');
    const threshold = 2;
    const inForce = unwrap(agendaInForce(records.agendas, records.on));
    if (!inForce) return judgedByCount({ value: 0, threshold, explanation: noAgendaInForce, evidence: [agendas] });
    const goalsInForce = goals.filter(({ commonAgendaId }) => commonAgendaId === inForce.id);
    const hasVision = inForce.vision != null && inForce.vision !== '';
    return judgedByCount({
      value: Number(hasVision) + Number(goalsInForce.length > 0),
      threshold,
      explanation: `The common agenda in force has ${hasVision ? 'a vision' : 'no vision'} and ${amount(goalsInForce.length, 'goal')}.`,
      evidence: [[inForce], goalsInForce],
    });
  },
});

/** Gaps with this priority or a higher one (a lower number) are priority gaps. The default priority of a gap is 3. */
const lowestPriority = 2;

/** Met if landscape scans found a priority gap (priority 1 or 2) in each of access, quality and outcomes. */
export const landscapeAndGaps = defineCriterion({
  code: 'landscape-and-gaps',
  title:
    'Define the current landscape, and identify priority gaps in access, quality and outcomes for young people’s STEM success',
  recordKinds: ['landscapeScans', 'gaps'],
  judge: ({ landscapeScans, gaps, on }) => {
    const scans = landscapeScans.filter(({ scannedOn }) => scannedOn <= on);
    if (scans.length === 0) return nothingToJudge('No landscape scan is recorded.');
    const scanIds = new Set(scans.map(({ id }) => id));
    const priorityGaps = gaps.filter(
      ({ landscapeScanId, priority }) => scanIds.has(landscapeScanId) && priority <= lowestPriority,
    );
    const aspects = gapAspects.filter((aspect) => priorityGaps.some((gap) => gap.aspect === aspect));
    const lacking = gapAspects.filter((aspect) => !aspects.includes(aspect));
    const none = lacking.length === 0 ? '' : `, and none in ${lacking.join(' or ').toLowerCase()}`;
    return judgedByCount({
      value: aspects.length,
      threshold: gapAspects.length,
      explanation: `${amount(scans.length, 'landscape scan')} found ${amount(priorityGaps.length, 'gap')} of priority 1 or 2${none}.`,
      evidence: [scans, priorityGaps],
    });
  },
});

/** Met if an adopted term of the glossary has at least one recorded use. */
export const commonLanguage = defineCriterion({
  code: 'common-language',
  title: 'Work on defining and using common language',
  recordKinds: ['terms'],
  judge: ({ terms, on }) => {
    if (terms.length === 0) return nothingToJudge('No term of a common language is recorded.');
    const adopted = terms.filter(({ status, adoptedOn, retiredOn }) => {
      if (status === 'ADOPTED') return (adoptedOn ?? on) <= on;
      return status === 'RETIRED' && isOnOrBefore(adoptedOn, on) && retiredOn != null && retiredOn > on;
    });
    const used = adopted.filter(({ usedIn }) => usedIn.length > 0);
    return judgedByCount({
      value: used.length,
      threshold: 1,
      explanation: `Terms recorded: ${terms.length}; adopted: ${adopted.length}; adopted, with their uses recorded: ${used.length}. One is required.`,
      evidence: [adopted],
    });
  },
});
