import { backboneFunctions, leadQualities, readinessCriteria } from '../backbone/index.ts';
import type { CodeList } from '../shared/code.ts';
import { type Criterion, defineCriterion, idsOf, judgedByCount, nothingToJudge } from './criterion.ts';
import type { EcosystemRecords } from './ecosystem-records.ts';
import { activeOn, byId } from './records-on-date.ts';
import { amount, outOf } from './wording.ts';

type Appointment = EcosystemRecords['backboneAppointments'][number];

const noAppointment = 'No backbone appointment is recorded.';

/**
 * Met if every rating of the lead organization up to the date confirms every required quality. Null if a quality has not been
 * rated and no rated quality is lacking.
 */
export const leadOrganization = defineCriterion({
  code: 'lead-organization',
  title: 'Identify a credible, highly engaged lead organization committed to collaborative practice',
  recordKinds: ['backboneAppointments'],
  judge: ({ backboneAppointments, on }) => {
    if (backboneAppointments.length === 0) return nothingToJudge(noAppointment);
    const threshold = leadQualities.codes.length;
    const lead = leadOf(activeOn(backboneAppointments, on));
    if (!lead) {
      const explanation = `No organization is appointed to lead on ${on}.`;
      return judgedByCount({ value: 0, threshold, explanation, evidence: [backboneAppointments] });
    }
    const ratings = leadQualities.codes.map(({ code, label }) => ({ label, isMet: hasQuality(lead, { code, on }) }));
    const present = ratings.filter(({ isMet }) => isMet === true);
    const lacking = ratings.filter(({ isMet }) => isMet === false);
    const unrated = ratings.filter(({ isMet }) => isMet === null);
    const labels = (qualities: typeof ratings) => qualities.map(({ label }) => label).join(', ');
    if (unrated.length > 0 && lacking.length === 0) {
      const missing = `The lead organization has not been rated on: ${labels(unrated)}.`;
      return { ...nothingToJudge(missing), evidence: idsOf([lead]) };
    }
    const value = present.length;
    const explanation = `The lead organization was rated as having ${value} of ${threshold} qualities${lacking.length > 0 ? `; lacking: ${labels(lacking)}` : ''}.`;
    return judgedByCount({ value, threshold, explanation, evidence: [[lead]] });
  },
});

/** Whether every rating of a quality up to the date is positive. Null if there is no rating. */
function hasQuality({ judgements }: Appointment, by: { code: string; on: string }): boolean | null {
  const ratings = judgements.filter(
    ({ quality, judgedOn }) => isOf(leadQualities, by.code)(quality) && (judgedOn ?? by.on) <= by.on,
  );
  return ratings.length === 0 ? null : ratings.every(({ met }) => met);
}

/** Met if each readiness criterion was assessed, whatever the score. */
export const readiness = defineCriterion({
  code: 'readiness',
  title: 'Assess the community’s dynamics and readiness to engage in collaborative work',
  recordKinds: ['readinessAssessments'],
  judge: ({ readinessAssessments, on }) => {
    const assessments = readinessAssessments.filter(({ assessedOn }) => assessedOn <= on);
    if (assessments.length === 0) return nothingToJudge('No readiness assessment is recorded.');
    const assessed = assessments.flatMap(({ criteria }) => criteria.map(({ criterion }) => criterion));
    const lacking = readinessCriteria.codes.filter(({ code }) => !assessed.some(isOf(readinessCriteria, code)));
    const threshold = readinessCriteria.codes.length;
    const value = threshold - lacking.length;
    const missing = lacking.length === 0 ? '' : `; not assessed: ${lacking.map(({ label }) => label).join(', ')}`;
    const explanation = `${outOf({ value, total: threshold, noun: ['readiness criterion', 'readiness criteria'], verb: ['was', 'were'] })} assessed${missing}.`;
    return judgedByCount({ value, threshold, explanation, evidence: [assessments] });
  },
});

/** Met if there is a lead organization and each of the six functions is assigned. `value` and `threshold` count both, up to 7. */
export const backboneSupport = defineCriterion({
  code: 'backbone-support',
  title: 'Backbone support',
  recordKinds: ['backboneAppointments'],
  judge: ({ backboneAppointments, on }) => {
    if (backboneAppointments.length === 0) return nothingToJudge(noAppointment);
    const appointments = activeOn(backboneAppointments, on);
    const hasLead = leadOf(appointments) !== undefined;
    const { codes } = backboneFunctions;
    const lacking = codes.filter(({ code }) => appointmentsWith(appointments, code).length === 0);
    const assigned = codes.length - lacking.length;
    const unassigned = lacking.length === 0 ? '' : `; unassigned: ${lacking.map(({ label }) => label).join(', ')}`;
    return judgedByCount({
      value: Number(hasLead) + assigned,
      threshold: 1 + codes.length,
      explanation: `${hasLead ? 'There is a lead organization' : 'There is no lead organization'}, and ${outOf({ value: assigned, total: codes.length, noun: ['backbone function', 'backbone functions'], verb: ['is', 'are'] })} assigned${unassigned}.`,
      evidence: [appointments],
    });
  },
});

/** Met if there is a lead organization and an active working group. */
export const leadershipAndCommunication = defineCriterion({
  code: 'leadership-and-communication',
  title: 'Leadership and communication',
  recordKinds: ['backboneAppointments', 'workingGroups'],
  judge: ({ backboneAppointments, workingGroups, on }) => {
    if (backboneAppointments.length + workingGroups.length === 0) {
      return nothingToJudge('No backbone appointment and no working group is recorded.');
    }
    const lead = leadOf(activeOn(backboneAppointments, on));
    const groups = activeOn(workingGroups, on);
    return judgedByCount({
      value: Number(lead !== undefined) + Number(groups.length > 0),
      threshold: 2,
      explanation: `${lead ? 'There is a lead organization' : 'There is no lead organization'}, and ${amount(groups.length, 'working group')} ${groups.length === 1 ? 'is' : 'are'} active; both are required.`,
      evidence: [lead ? [lead] : [], groups],
    });
  },
});

/** One criterion for each of the six functions: met if the function is assigned in an appointment. */
export const functionsAssigned: readonly Criterion[] = backboneFunctions.codes.map(({ code, label }) =>
  defineCriterion({
    code,
    title: label,
    recordKinds: ['backboneAppointments'],
    judge: ({ backboneAppointments, on }) => {
      if (backboneAppointments.length === 0) return nothingToJudge(noAppointment);
      const assignments = appointmentsWith(activeOn(backboneAppointments, on), code);
      const explanation = `Assigned in ${amount(assignments.length, 'backbone appointment')} on ${on}; one is required.`;
      return judgedByCount({ value: assignments.length, threshold: 1, explanation, evidence: [assignments] });
    },
  }),
);

function leadOf(appointments: readonly Appointment[]): Appointment | undefined {
  return appointments.filter(({ role }) => role === 'LEAD').sort(byId)[0];
}

function appointmentsWith(appointments: readonly Appointment[], code: string): Appointment[] {
  return appointments.filter(({ functions }) => functions.some(isOf(backboneFunctions, code)));
}

/** Returns a predicate for one code of a list. The same code of another scheme does not match. */
function isOf({ scheme }: CodeList, code: string): (term: { scheme: string; code: string }) => boolean {
  return (term) => term.scheme === scheme && term.code === code;
}
