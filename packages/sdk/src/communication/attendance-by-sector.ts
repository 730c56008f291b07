import { stakeholderGroups } from '../ecosystem/index.ts';
import type { Code } from '../shared/code.ts';
import { coded, count, day, fields, list, nullable, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';

/** Attendance of a stakeholder group at meetings. */
export interface SectorAttendance {
  group: Code;
  /** Number of meetings that at least one organization of the group attended. */
  meetings: number;
  /** Number of organizations of the group that attended at least one meeting. */
  organizations: number;
  /** Number of people, counted once for each meeting they attended. Null if no meeting states a number. */
  people: number | null;
}

/** A meeting with its attendance. `heldOn` is null if the meeting was not held. */
export interface AttendedMeeting {
  heldOn: string | null;
  attendance: readonly { organizationId: string; people: number | null }[];
}

/** An organization with its stakeholder groups. */
export interface AttendingOrganization {
  id: string;
  stakeholderGroups: readonly Pick<Code, 'scheme' | 'code'>[];
}

/** Checks an organization. */
export const attendingOrganization = fields<AttendingOrganization>({ id: text, stakeholderGroups: list(coded) });

/** Checks the attendance of a meeting. */
export const attendance = list(
  fields<{ organizationId: string; people: number | null }>({ organizationId: text, people: nullable(count) }),
);

const attendanceRecords = fields<{ meetings: object; organizations: object }>({
  meetings: list(fields<AttendedMeeting>({ heldOn: nullable(day), attendance })),
  organizations: list(attendingOrganization),
});

/**
 * Returns the attendance of each of the 12 stakeholder groups at the meetings that were held, in the order of the source. An
 * organization in several groups counts in each of them. Organizations that are not in `organizations` are not counted.
 *
 * @see STEM Learning Ecosystems, Strategy One: engage a broad range of stakeholders
 * @example
 * const outcome = attendanceBySector({
 *   meetings: [{ heldOn: '2024-05-02', attendance: [{ organizationId: 'a', people: 3 }] }],
 *   organizations: [{ id: 'a', stakeholderGroups: [{ scheme: 'stakeholder-group', code: 'schools' }] }],
 * });
 * const [schools] = unwrap(outcome);
 * schools?.group.code; // 'schools'
 * schools?.meetings; // 1
 * schools?.people; // 3
 */
export function attendanceBySector(records: {
  meetings: readonly AttendedMeeting[];
  organizations: readonly AttendingOrganization[];
}): Outcome<SectorAttendance[]> {
  const malformed = attendanceRecords(records, []);
  if (malformed.length > 0) return refused(...malformed);
  const groupsOf = new Map(
    records.organizations.map(({ id, stakeholderGroups: groups }) => [
      id,
      groups.filter(({ scheme }) => scheme === stakeholderGroups.scheme).map(({ code }) => code),
    ]),
  );
  const held = records.meetings.filter(({ heldOn }) => heldOn !== null);
  const bySector = stakeholderGroups.codes.map(({ code, label, uri }) => {
    const attendances = held.map((meeting) =>
      meeting.attendance.filter(({ organizationId }) => groupsOf.get(organizationId)?.includes(code)),
    );
    const all = attendances.flat();
    const known = all.map(({ people }) => people).filter((people) => people !== null);
    return {
      group: { scheme: stakeholderGroups.scheme, code, label, uri: uri ?? null },
      meetings: attendances.filter((each) => each.length > 0).length,
      organizations: new Set(all.map(({ organizationId }) => organizationId)).size,
      people: known.length === 0 ? null : known.reduce((sum, people) => sum + people, 0),
    };
  });
  return accepted(bySector);
}
