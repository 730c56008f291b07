import type { Code } from '../../shared/code.ts';
import { day, fields, judgeInput, labeledCode, list, oneOf, optional } from '../../shared/input.ts';
import { accepted, type Outcome, refused } from '../../shared/outcome.ts';
import { byTerm, isOf } from '../by-term.ts';
import type { BackboneAppointment } from './backbone-appointment.ts';
import { backboneFunctions } from './backbone-function.ts';
import { backboneRoles } from './backbone-role.ts';

/** The fields of an appointment that {@link backboneOn} uses. */
export interface ServingAppointment extends Pick<BackboneAppointment, 'role' | 'startedOn' | 'functions'> {
  endedOn?: string | null;
}

const servingAppointment = fields<ServingAppointment>({
  role: oneOf(backboneRoles),
  startedOn: day,
  functions: list(labeledCode),
  endedOn: optional(day),
});

/** The backbone organizations on a date, and the assignment of the functions. */
export interface BackboneOn<Appointment> {
  /** The appointment of the lead organization. Null if no organization leads. */
  lead: Appointment | null;
  supports: Appointment[];
  /** The six standard functions in the order of the source, then custom functions, with the appointments that have them. */
  functions: { function: Code; assignedTo: Appointment[] }[];
  /** Standard functions that no appointment has, in the same order. */
  unassigned: Code[];
}

/**
 * The backbone organizations on a date (`YYYY-MM-DD`): the appointments that are active on it, in the order given.
 *
 * @see FSG, Understanding the Value of Backbone Organizations in Collective Impact (Turner, Merchant, Kania, Martin 2012)
 * @example
 * const code = { scheme: 'backbone-function', code: 'mobilize-funding', label: 'Mobilize funding', uri: null };
 * const lead = { role: 'LEAD', startedOn: '2023-09-01', endedOn: '2024-08-31', functions: [code] };
 * unwrap(backboneOn([lead], '2024-08-31')).unassigned.length; // 5
 * unwrap(backboneOn([lead], '2024-09-01')).lead; // null
 */
export function backboneOn<Appointment extends ServingAppointment>(
  appointments: readonly Appointment[],
  on: string,
): Outcome<BackboneOn<Appointment>> {
  const malformed = judgeInput({ appointments, on }, { appointments: list(servingAppointment), on: day });
  if (malformed.length > 0) return refused(...malformed);
  const active = appointments.filter(({ startedOn, endedOn }) => startedOn <= on && (endedOn == null || endedOn >= on));
  const assignments = active.flatMap((entry) => entry.functions.map((term) => ({ term, entry })));
  const functions = byTerm(backboneFunctions, assignments).map(({ term, entries }) => ({
    function: term,
    assignedTo: entries,
  }));
  return accepted({
    lead: active.find(({ role }) => role === 'LEAD') ?? null,
    supports: active.filter(({ role }) => role === 'SUPPORT'),
    functions,
    unassigned: functions
      .filter((each) => each.assignedTo.length === 0 && isOf(backboneFunctions, each.function))
      .map((each) => each.function),
  });
}
