import { day, fields, judgeInput, list, nullable, oneOf, text } from '../../shared/input.ts';
import type { Issue } from '../../shared/outcome.ts';
import type { BackboneAppointment } from './backbone-appointment.ts';
import { backboneRoles } from './backbone-role.ts';

/** Organization, role and period of an appointment. Both dates are inclusive. Without `endedOn`, the appointment continues. */
export type ServedPeriod = Pick<BackboneAppointment, 'organizationId' | 'role' | 'startedOn' | 'endedOn'>;

const servedPeriod = fields<ServedPeriod>({
  organizationId: text,
  role: oneOf(backboneRoles),
  startedOn: day,
  endedOn: nullable(day),
});

/**
 * Checks an appointment against the other appointments of its ecosystem. Two lead appointments, or two appointments of the
 * same organization, cannot overlap (`DUPLICATE`). The path names the date to change. Any number of organizations can
 * support at the same time.
 *
 * @see Kania & Kramer 2011, backbone support organizations: one organization leads the coordination
 * @example
 * const first = { organizationId: 'museum', role: 'LEAD', startedOn: '2023-09-01', endedOn: '2024-08-31' };
 * const next = { organizationId: 'library', role: 'LEAD', startedOn: '2024-09-01', endedOn: null };
 * judgeAppointment([first], next); // []
 * judgeAppointment([first], { ...next, startedOn: '2024-08-31' })[0].code; // 'DUPLICATE'
 * judgeAppointment([first], { ...first, role: 'SUPPORT' })[0].code; // 'DUPLICATE'
 */
export function judgeAppointment(others: readonly ServedPeriod[], appointment: ServedPeriod): Issue[] {
  const malformed = judgeInput({ others, appointment }, { others: list(servedPeriod), appointment: servedPeriod });
  if (malformed.length > 0) return malformed;
  for (const other of others) {
    const clash = clashOf(other, appointment);
    if (clash === null || !overlap(other, appointment)) continue;
    const path = appointment.startedOn < other.startedOn ? 'endedOn' : 'startedOn';
    const days = other.endedOn === null ? `since ${other.startedOn}` : `from ${other.startedOn} to ${other.endedOn}`;
    return [{ code: 'DUPLICATE', path: [path], message: clash(days) }];
  }
  return [];
}

/** The message for two appointments that cannot overlap. Null if they can. */
function clashOf(other: ServedPeriod, appointment: ServedPeriod): ((days: string) => string) | null {
  if (other.role === 'LEAD' && appointment.role === 'LEAD') {
    return (days) =>
      `Another organization leads ${days}, and only one can lead at a time. End that appointment earlier, or choose other dates.`;
  }
  if (other.organizationId !== appointment.organizationId) return null;
  return (days) =>
    `This organization has an appointment as ${other.role} ${days}. End that appointment earlier, choose other dates, or update its \`functions\`.`;
}

function overlap(one: ServedPeriod, other: ServedPeriod): boolean {
  return begins(one, other) && begins(other, one);
}

/** Whether `one` starts on or before the last day of `other`. */
function begins(one: ServedPeriod, other: ServedPeriod): boolean {
  return other.endedOn === null || one.startedOn <= other.endedOn;
}
