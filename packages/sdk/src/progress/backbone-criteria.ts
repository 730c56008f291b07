import { backboneFunctions, leadQualities, readinessCriteria } from '../backbone/index.ts';
import type { CodeList } from '../shared/code.ts';
import { amount, outOf } from '../shared/wording.ts';
import { groupsOn } from './communication-criteria.ts';
import { type Criterion, defineCriterion, idsOf, judgedByCount, nothingToJudge } from './criterion.ts';
import type { EcosystemRecords } from './ecosystem-records.ts';
import { activeOn, byId, isWithinYear } from './records-on-date.ts';

type Appointment = EcosystemRecords['backboneAppointments'][number];

const noAppointment = [
  'No backbone appointment is recorded.',
  'Record which organizations lead and support the work, and their functions.',
] as const;
const appointLead = 'Appoint an organization to lead.';

/** Null if a quality has not been judged and no judgment is negative. */
export const leadOrganization = defineCriterion({
  code: 'lead-organization',
  title: 'Identify a credible, highly engaged lead organization committed to collaborative practice',
  rule: `Each of the ${leadQualities.codes.length} qualities of the lead organization was judged by the date, and every judgment confirms it.`,
  recordKinds: ['backboneAppointments'],
  judge: ({ backboneAppointments, on }) => {
    if (backboneAppointments.length === 0) return nothingToJudge(...noAppointment);
    const threshold = leadQualities.codes.length;
    const lead = leadOf(activeOn(backboneAppointments, on));
    if (!lead) {
      const explanation = `No organization is appointed to lead on ${on}.`;
      return judgedByCount({ value: 0, threshold, explanation, remedy: appointLead, evidence: [backboneAppointments] });
    }
    const qualities = leadQualities.codes.map(({ code, label }) => ({ label, isMet: hasQuality(lead, { code, on }) }));
    const present = qualities.filter(({ isMet }) => isMet === true);
    const lacking = qualities.filter(({ isMet }) => isMet === false);
    const unjudged = qualities.filter(({ isMet }) => isMet === null);
    const labels = (some: typeof qualities) => some.map(({ label }) => label).join(', ');
    if (unjudged.length > 0 && lacking.length === 0) {
      const missing = `These qualities of the lead organization have not been judged: ${labels(unjudged)}.`;
      const remedy = `Record a judgment of the lead organization, with evidence, on: ${labels(unjudged)}.`;
      return { ...nothingToJudge(missing, remedy), evidence: idsOf([lead]) };
    }
    const value = present.length;
    const explanation = `The judgments confirm ${value} of ${threshold} qualities of the lead organization${lacking.length > 0 ? `; not confirmed: ${labels(lacking)}` : ''}.`;
    const remedy = `Strengthen the lead organization, or appoint another, and record new judgments on: ${labels([...lacking, ...unjudged])}.`;
    return judgedByCount({ value, threshold, explanation, remedy, evidence: [[lead]] });
  },
});

/** Whether every judgment of a quality up to the date is positive. Null if there is no judgment. */
function hasQuality({ judgments }: Appointment, by: { code: string; on: string }): boolean | null {
  const relevant = judgments.filter(
    ({ quality, judgedOn }) => isOf(leadQualities, by.code)(quality) && (judgedOn ?? by.on) <= by.on,
  );
  return relevant.length === 0 ? null : relevant.every(({ met }) => met);
}

/** The action is to assess, so that any score meets the criterion. */
export const readiness = defineCriterion({
  code: 'readiness',
  title: 'Assess the community’s dynamics and readiness to engage in collaborative work',
  rule: `Each of the ${readinessCriteria.codes.length} readiness criteria was assessed by the date, whatever the score.`,
  recordKinds: ['readinessAssessments'],
  judge: ({ readinessAssessments, on }) => {
    const assessments = readinessAssessments.filter(({ assessedOn }) => assessedOn <= on);
    if (assessments.length === 0) {
      return nothingToJudge(
        'No readiness assessment is recorded.',
        'Record an assessment of each readiness criterion.',
      );
    }
    const assessed = assessments.flatMap(({ criteria }) => criteria.map(({ criterion }) => criterion));
    const lacking = readinessCriteria.codes.filter(({ code }) => !assessed.some(isOf(readinessCriteria, code)));
    const threshold = readinessCriteria.codes.length;
    const value = threshold - lacking.length;
    const labels = lacking.map(({ label }) => label).join(', ');
    const missing = lacking.length === 0 ? '' : `; not assessed: ${labels}`;
    const remedy = `Assess these criteria: ${labels}.`;
    const explanation = `${outOf({ value, total: threshold, noun: ['readiness criterion', 'readiness criteria'], verb: ['was', 'were'] })} assessed${missing}.`;
    return judgedByCount({ value, threshold, explanation, remedy, evidence: [assessments] });
  },
});

/** `value` and `threshold` count the lead organization and the functions, up to 7. */
export const backboneSupport = defineCriterion({
  code: 'backbone-support',
  title: 'Backbone support',
  rule: 'There is a lead organization, and each of the six backbone functions is assigned to an appointed organization.',
  recordKinds: ['backboneAppointments'],
  judge: ({ backboneAppointments, on }) => {
    if (backboneAppointments.length === 0) return nothingToJudge(...noAppointment);
    const appointments = activeOn(backboneAppointments, on);
    const hasLead = leadOf(appointments) !== undefined;
    const { codes } = backboneFunctions;
    const lacking = codes.filter(({ code }) => appointmentsWith(appointments, code).length === 0);
    const assigned = codes.length - lacking.length;
    const labels = lacking.map(({ label }) => label).join(', ');
    const unassigned = lacking.length === 0 ? '' : `; unassigned: ${labels}`;
    const remedies = [
      ...(hasLead ? [] : [appointLead]),
      ...(lacking.length === 0 ? [] : [`Assign these functions: ${labels}.`]),
    ];
    return judgedByCount({
      value: Number(hasLead) + assigned,
      threshold: 1 + codes.length,
      explanation: `${hasLead ? 'There is a lead organization' : 'There is no lead organization'}, and ${outOf({ value: assigned, total: codes.length, noun: ['backbone function', 'backbone functions'], verb: ['is', 'are'] })} assigned${unassigned}.`,
      remedy: remedies.join(' '),
      evidence: [appointments],
    });
  },
});

/** Leadership without communication, or the reverse, does not meet the element. */
export const leadershipAndCommunication = defineCriterion({
  code: 'leadership-and-communication',
  title: 'Leadership and communication',
  rule: 'There is a lead organization. A working group meets as often as its cadence requires. At least one communication took place in the year up to the date.',
  recordKinds: ['backboneAppointments', 'workingGroups', 'meetings', 'communicationPlans', 'communicationEvents'],
  judge: (records) => {
    const { backboneAppointments, workingGroups, communicationPlans, communicationEvents, on } = records;
    if (backboneAppointments.length + workingGroups.length + communicationPlans.length === 0) {
      return nothingToJudge(
        'No backbone appointment, working group or communication plan is recorded.',
        'Record the lead organization, the working groups and the communication plans.',
      );
    }
    const lead = leadOf(activeOn(backboneAppointments, on));
    const groups = groupsOn(records);
    const regular = groups.filter(({ isRegular }) => isRegular);
    const sent = communicationEvents.filter(({ happenedOn }) => isWithinYear(happenedOn, on));
    const remedies = [
      ...(lead ? [] : [appointLead]),
      ...(regular.length > 0 ? [] : ['Hold the meetings of a working group as often as its cadence requires.']),
      ...(sent.length > 0 ? [] : ['Carry out a communication plan.']),
    ];
    return judgedByCount({
      value: Number(lead !== undefined) + Number(regular.length > 0) + Number(sent.length > 0),
      threshold: 3,
      explanation: `${lead ? 'There is a lead organization' : 'There is no lead organization'}; ${regular.length} of ${amount(groups.length, 'active working group')} met as often as required, and ${amount(sent.length, 'communication')} took place in the year up to ${on}; one of each is required.`,
      remedy: remedies.join(' '),
      evidence: [lead ? [lead] : [], ...regular.map(({ group, meetings }) => [group, ...meetings]), sent],
    });
  },
});

/** One criterion for each of the six functions: met if the function is assigned in an appointment. */
export const functionsAssigned: readonly Criterion[] = backboneFunctions.codes.map(({ code, label }) =>
  defineCriterion({
    code,
    title: label,
    rule: 'The function is assigned in at least one backbone appointment in effect on the date.',
    recordKinds: ['backboneAppointments'],
    judge: ({ backboneAppointments, on }) => {
      if (backboneAppointments.length === 0) return nothingToJudge(...noAppointment);
      const assignments = appointmentsWith(activeOn(backboneAppointments, on), code);
      const explanation = `Assigned in ${amount(assignments.length, 'backbone appointment')} on ${on}; one is required.`;
      const remedy = `Assign the function to an appointed organization: ${label}.`;
      return judgedByCount({ value: assignments.length, threshold: 1, explanation, remedy, evidence: [assignments] });
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
