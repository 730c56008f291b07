import { backboneFunctions, leadQualities, readinessCriteria } from '../backbone/index.ts';
import type { CodeList } from '../shared/code.ts';
import { type Criterion, defineCriterion, idsOf, judgedByCount, nothingToJudge } from './criterion.ts';
import type { EcosystemRecords } from './ecosystem-records.ts';
import { byId, running } from './on-the-day.ts';
import { amount, outOf } from './wording.ts';

type Appointment = EcosystemRecords['backboneAppointments'][number];

const noAppointment = 'No backbone appointment is recorded.';

/**
 * Met if the organization that leads was judged to have every quality that is asked of it, by everybody who judged it.
 * Null where nobody has judged one of them, unless another was judged not to be there.
 */
export const leadOrganization = defineCriterion({
  code: 'lead-organization',
  title: 'Identify a credible, highly engaged lead organization committed to collaborative practice',
  recordKinds: ['backboneAppointments'],
  judge: ({ backboneAppointments, on }) => {
    if (backboneAppointments.length === 0) return nothingToJudge(noAppointment);
    const threshold = leadQualities.codes.length;
    const lead = leadOf(running(backboneAppointments, on));
    if (!lead) {
      const explanation = `No organization is appointed to lead on ${on}.`;
      return judgedByCount({ value: 0, threshold, explanation, evidence: [backboneAppointments] });
    }
    const judged = leadQualities.codes.map(({ code, label }) => ({ label, there: isThere(lead, { code, on }) }));
    const [there, absent, open] = [true, false, null].map((answer) => judged.filter((each) => each.there === answer));
    const labels = (qualities: typeof judged = []) => qualities.map(({ label }) => label).join(', ');
    if (open?.length !== 0 && absent?.length === 0) {
      const missing = `The lead organization has not been rated on: ${labels(open)}.`;
      return { ...nothingToJudge(missing), evidence: idsOf([lead]) };
    }
    const value = there?.length ?? 0;
    const explanation = `The lead organization was rated as having ${value} of ${threshold} qualities${absent?.length ? `; lacking: ${labels(absent)}` : ''}.`;
    return judgedByCount({ value, threshold, explanation, evidence: [[lead]] });
  },
});

/** Whether a quality is there, as everybody who judged it by the day says; null where nobody has. */
function isThere({ judgements }: Appointment, by: { code: string; on: string }): boolean | null {
  const made = judgements.filter(
    ({ quality, judgedOn }) => isOf(leadQualities, by.code)(quality) && (judgedOn ?? by.on) <= by.on,
  );
  return made.length === 0 ? null : made.every(({ met }) => met);
}

/** Met if each criterion of readiness was assessed, whatever the score. */
export const readiness = defineCriterion({
  code: 'readiness',
  title: 'Assess the community’s dynamics and readiness to engage in collaborative work',
  recordKinds: ['readinessAssessments'],
  judge: ({ readinessAssessments, on }) => {
    const made = readinessAssessments.filter(({ assessedOn }) => assessedOn <= on);
    if (made.length === 0) return nothingToJudge('No readiness assessment is recorded.');
    const scored = made.flatMap(({ criteria }) => criteria.map(({ criterion }) => criterion));
    const lacking = readinessCriteria.codes.filter(({ code }) => !scored.some(isOf(readinessCriteria, code)));
    const threshold = readinessCriteria.codes.length;
    const value = threshold - lacking.length;
    const not = lacking.length === 0 ? '' : `; not: ${lacking.map(({ label }) => label).join(', ')}`;
    const explanation = `${outOf({ value, total: threshold, noun: ['criterion of readiness', 'criteria of readiness'], does: ['was', 'were'] })} assessed${not}.`;
    return judgedByCount({ value, threshold, explanation, evidence: [made] });
  },
});

/** Met if there is a lead and each of the six functions is carried: seven in all. */
export const backboneSupport = defineCriterion({
  code: 'backbone-support',
  title: 'Backbone support',
  recordKinds: ['backboneAppointments'],
  judge: ({ backboneAppointments, on }) => {
    if (backboneAppointments.length === 0) return nothingToJudge(noAppointment);
    const serving = running(backboneAppointments, on);
    const leads = leadOf(serving) !== undefined;
    const { codes } = backboneFunctions;
    const lacking = codes.filter(({ code }) => appointmentsWith(serving, code).length === 0);
    const carried = codes.length - lacking.length;
    const nobody = lacking.length === 0 ? '' : `; unassigned: ${lacking.map(({ label }) => label).join(', ')}`;
    return judgedByCount({
      value: Number(leads) + carried,
      threshold: 1 + codes.length,
      explanation: `${leads ? 'There is a lead organization' : 'No organization leads'}, and ${outOf({ value: carried, total: codes.length, noun: ['backbone function', 'backbone functions'], does: ['is', 'are'] })} assigned${nobody}.`,
      evidence: [serving],
    });
  },
});

/** Met if an organization leads and a working group is at work. */
export const leadershipAndCommunication = defineCriterion({
  code: 'leadership-and-communication',
  title: 'Leadership and communication',
  recordKinds: ['backboneAppointments', 'workingGroups'],
  judge: ({ backboneAppointments, workingGroups, on }) => {
    if (backboneAppointments.length + workingGroups.length === 0) {
      return nothingToJudge('No backbone appointment and no working group is recorded.');
    }
    const lead = leadOf(running(backboneAppointments, on));
    const groups = running(workingGroups, on);
    return judgedByCount({
      value: Number(lead !== undefined) + Number(groups.length > 0),
      threshold: 2,
      explanation: `${lead ? 'There is a lead organization' : 'No organization leads'}, and ${amount(groups.length, 'working group')} active; both are required.`,
      evidence: [lead ? [lead] : [], groups],
    });
  },
});

/** For each of the six functions: met if an appointment includes it. */
export const functionsAssigned: readonly Criterion[] = backboneFunctions.codes.map(({ code, label }) =>
  defineCriterion({
    code,
    title: label,
    recordKinds: ['backboneAppointments'],
    judge: ({ backboneAppointments, on }) => {
      if (backboneAppointments.length === 0) return nothingToJudge(noAppointment);
      const carriers = appointmentsWith(running(backboneAppointments, on), code);
      const explanation = `Assigned in ${amount(carriers.length, 'backbone appointment')} on ${on}; one is required.`;
      return judgedByCount({ value: carriers.length, threshold: 1, explanation, evidence: [carriers] });
    },
  }),
);

function leadOf(serving: readonly Appointment[]): Appointment | undefined {
  return serving.filter(({ role }) => role === 'LEAD').sort(byId)[0];
}

function appointmentsWith(serving: readonly Appointment[], code: string): Appointment[] {
  return serving.filter(({ functions }) => functions.some(isOf(backboneFunctions, code)));
}

/** Finds a term of one of our lists: of another scheme, the same code is another term. */
function isOf({ scheme }: CodeList, code: string): (term: { scheme: string; code: string }) => boolean {
  return (term) => term.scheme === scheme && term.code === code;
}
