import { day, fields, judgeInput, list, nullable, oneOf, text } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';
import type { BackboneAppointment } from './backbone-appointment.ts';
import { backboneRoles } from './backbone-role.ts';

/** Who serves as what, and when; both days are inclusive, and without `endedOn` it still does. */
export type ServedPeriod = Pick<BackboneAppointment, 'organizationId' | 'role' | 'startedOn' | 'endedOn'>;

const servedPeriod = fields<ServedPeriod>({
  organizationId: text,
  role: oneOf(backboneRoles),
  startedOn: day,
  endedOn: nullable(day),
});

/**
 * What is wrong with an appointment beside the others of its ecosystem: no two of them lead on the same day, and no
 * organization serves twice on one, as whatever, `DUPLICATE`. The path names the day to move: the last one of whoever came
 * first. Any number of organizations support at once.
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

/** What two appointments cannot be on one day, in words; null where they can. */
function clashOf(other: ServedPeriod, appointment: ServedPeriod): ((days: string) => string) | null {
  if (other.role === 'LEAD' && appointment.role === 'LEAD') {
    return (days) => `another appointment leads ${days}, and one leads at a time: end it earlier, or choose other days`;
  }
  if (other.organizationId !== appointment.organizationId) return null;
  return (days) =>
    `this organization serves as ${other.role} ${days}: end that appointment earlier, choose other days, or change what it carries`;
}

function overlap(one: ServedPeriod, other: ServedPeriod): boolean {
  return begins(one, other) && begins(other, one);
}

/** Whether one has begun by the time that the other ends. */
function begins(one: ServedPeriod, other: ServedPeriod): boolean {
  return other.endedOn === null || one.startedOn <= other.endedOn;
}
