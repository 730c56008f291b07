import { localProgram } from '@collective-impact/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activityDefinition, startActivity } from '../activity/index.ts';
import { meetingDefinition } from '../communication/index.ts';
import { ecosystemDefinition } from '../ecosystem/index.ts';
import { createReaders } from '../readers.ts';
import { engines } from '../testing/engines.ts';
import { issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let now: Date;

/** For each time zone, the moment at which 1 July 2025 begins there. */
const midnights: [timeZone: string, midnight: string][] = [
  ['Pacific/Kiritimati', '2025-06-30T10:00:00.000Z'],
  ['UTC', '2025-07-01T00:00:00.000Z'],
  ['America/Chicago', '2025-07-01T05:00:00.000Z'],
  ['Pacific/Pago_Pago', '2025-07-01T11:00:00.000Z'],
];

function justBefore(moment: string): Date {
  return new Date(Date.parse(moment) - 1);
}

const createMeeting = (ecosystemId: string, heldOn: string) =>
  fixture.writer.create(meetingDefinition, {
    ecosystemId,
    title: 'Council',
    kind: { code: 'working' },
    plannedOn: '2025-06-01',
    heldOn,
  });

describe.each(engines)('time zone of an ecosystem on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine, { now: () => now });
    fixture = new MeasurementFixture(database);
    now = new Date('2025-01-01T00:00:00Z');
  });

  afterAll(() => database.close());

  it('is UTC by default and can be changed', async () => {
    const id = await fixture.ecosystem();
    const read = async () => await createReaders(database.kysely(), localProgram).record('ecosystem', uuidOf(id));
    expect(await read()).toMatchObject({ timeZone: 'UTC' });
    const change = { id, expectedVersion: 1, timeZone: 'America/Chicago' };
    expect(issuesOf(await fixture.writer.update(ecosystemDefinition, change))).toEqual([]);
    expect(await read()).toMatchObject({ timeZone: 'America/Chicago' });
  });

  it.each(['Chicago', '-06:00', ''])('is rejected if it is %j', async (timeZone) => {
    const ecosystem = { slug: 'no-such-time-zone', name: 'Here', timeZone };
    expect(issuesOf(await fixture.writer.create(ecosystemDefinition, ecosystem))).toEqual(['INVALID timeZone']);
  });

  it.each(midnights)('determines which days are in the future: %s', async (timeZone, midnight) => {
    const ecosystemId = await fixture.ecosystem({ timeZone });
    now = justBefore(midnight);
    expect(issuesOf(await createMeeting(ecosystemId, '2025-07-01'))).toEqual(['OUT_OF_RANGE heldOn']);
    expect(issuesOf(await createMeeting(ecosystemId, '2025-06-30'))).toEqual([]);
    now = new Date(midnight);
    expect(issuesOf(await createMeeting(ecosystemId, '2025-07-01'))).toEqual([]);
    expect(issuesOf(await createMeeting(ecosystemId, '2025-07-02'))).toEqual(['OUT_OF_RANGE heldOn']);
  });

  it.each(midnights)('determines the day of a transition without a date: %s', async (timeZone, midnight) => {
    const ecosystemId = await fixture.ecosystem({ timeZone });
    const leadId = await fixture.organization(ecosystemId);
    const startedAt = async (moment: Date) => {
      now = moment;
      const id = await fixture.create(activityDefinition, {
        ecosystemId,
        leadId,
        title: 'Robotics',
        visibility: 'PUBLIC',
      });
      expect(issuesOf(await fixture.writer.transition(startActivity, { id, expectedVersion: 1 }))).toEqual([]);
      return (await createReaders(database.kysely(), localProgram).record('activity', uuidOf(id)))?.startsOn;
    };
    expect(await startedAt(justBefore(midnight))).toBe('2025-06-30');
    expect(await startedAt(new Date(midnight))).toBe('2025-07-01');
  });
});
