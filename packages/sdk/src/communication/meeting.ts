import * as z from 'zod';
import { codeOf } from '../shared/code.ts';
import { date, duration, line, prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { meetingKinds } from './meeting-kind.ts';
import { judgeMeeting } from './meeting-rule.ts';

/**
 * A meeting of a working group, or of all partners if `workingGroupId` is null. It is planned until `heldOn` is set.
 * `duration` is an ISO 8601 duration such as `PT1H30M`. `attendance` lists the organizations that attended; `people` is the
 * number of people from an organization, or null if unknown.
 *
 * @see Kania & Kramer 2011, continuous communication
 */
export const meeting = defineRecord({
  name: 'Meeting',
  prefix: 'meeting',
  fields: {
    workingGroupId: reference('working_group').nullable(),
    title: line(),
    kind: codeOf(meetingKinds),
    plannedOn: date(),
    heldOn: date().nullable(),
    duration: duration().nullable(),
    attendance: z
      .array(
        z.object({
          organizationId: reference('organization'),
          people: z.int().min(1).max(100_000).nullable().default(null),
        }),
      )
      .max(500),
    summary: prose().nullable(),
    topics: z.array(line()).max(100),
    insights: z.array(prose()).max(100),
  },
  past: ['heldOn'],
  judge: judgeMeeting,
});

/** See {@link meeting}. */
export type Meeting = RecordOf<typeof meeting>;

/** Attendance of an organization at a meeting. */
export type MeetingAttendance = Meeting['attendance'][number];
