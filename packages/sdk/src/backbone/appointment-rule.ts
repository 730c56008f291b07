import type { Issue } from '../shared/outcome.ts';
import type { BackboneAppointment } from './backbone-appointment.ts';

/** As what, and when, an organization serves; both days are inclusive, and without `endedOn` it still does. */
export type ServedPeriod = Pick<BackboneAppointment, 'role' | 'startedOn' | 'endedOn'>;

/**
 * What is wrong with an appointment beside the others of its ecosystem: no two of them lead on the same day, `DUPLICATE`.
 * The path names the day to move: the last one of whoever came first. Any number of organizations support at once.
 *
 * @see Kania & Kramer 2011, backbone support organizations: one organization leads the coordination
 * @example
 * const first = { role: 'LEAD', startedOn: '2023-09-01', endedOn: '2024-08-31' };
 * judgeAppointment([first], { role: 'LEAD', startedOn: '2024-09-01', endedOn: null }); // []
 * judgeAppointment([first], { role: 'LEAD', startedOn: '2024-08-31', endedOn: null })[0].code; // 'DUPLICATE'
 */
export function judgeAppointment(others: Iterable<ServedPeriod>, appointment: ServedPeriod): Issue[] {
  if (appointment.role !== 'LEAD') return [];
  for (const other of others) {
    if (other.role !== 'LEAD' || !overlap(other, appointment)) continue;
    const path = appointment.startedOn < other.startedOn ? 'endedOn' : 'startedOn';
    const days = other.endedOn === null ? `since ${other.startedOn}` : `from ${other.startedOn} to ${other.endedOn}`;
    return [
      {
        code: 'DUPLICATE',
        path: [path],
        message: `another appointment leads ${days}, and one leads at a time: end it earlier, or choose other days`,
      },
    ];
  }
  return [];
}

function overlap(one: ServedPeriod, other: ServedPeriod): boolean {
  return begins(one, other) && begins(other, one);
}

/** Whether one has begun by the time that the other ends. */
function begins(one: ServedPeriod, other: ServedPeriod): boolean {
  return other.endedOn === null || one.startedOn <= other.endedOn;
}
