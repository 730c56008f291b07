import { localProgram, newUuid } from '@collective-impact/sdk';
import { engines, openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { graphql } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSchema } from '../../schema.ts';
import { createContext } from '../../shared/context.ts';
import { calendarTimer } from './calendar-timer.ts';

const schema = createSchema();
let database: TestDatabase;
let now: Date;
let ecosystemId: string;

async function ask<T>(source: string, variableValues: Record<string, unknown> = {}): Promise<T> {
  const contextValue = createContext(database, localProgram);
  const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
  if (errors) throw errors[0];
  return data as T;
}

type Made = { record: { id: string; version: number } | null; userErrors: object[] };

/** Runs a valid mutation, and returns the record in the field `field` of its payload. */
async function make(name: string, { field, input }: { field: string; input: object }) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
  const { done } = await ask<{ done: Made }>(
    `mutation ($input: ${type}) { done: ${name}(input: $input) { record: ${field} { id version } userErrors { message } } }`,
    { input },
  );
  expect(done.userErrors).toEqual([]);
  return done.record ?? { id: '', version: 0 };
}

/** A verified report for 2024. The calendar of its version releases it from 2025-01-31 on. */
async function reported(): Promise<void> {
  const ecosystem = await make('createEcosystem', {
    field: 'ecosystem',
    input: { slug: `of-${newUuid()}`, name: 'Here', visibility: 'PUBLIC' },
  });
  ecosystemId = ecosystem.id;
  const indicator = await make('createIndicator', {
    field: 'indicator',
    input: { ecosystemId, code: 'EVENTS', name: 'Events', level: 'PROGRAM', visibility: 'PUBLIC' },
  });
  const definition = {
    indicatorId: indicator.id,
    definition: 'Events held',
    kind: 'COUNT',
    countingUnit: 'EVENTS',
    unit: { code: 'events', label: 'Events' },
    direction: 'INCREASE',
    aggregationAcrossOrganizations: 'SUM',
    aggregationOverTime: 'SUM',
    frequency: 'YEAR',
    visibility: 'PUBLIC',
  };
  const field = 'indicatorVersion';
  const { id: indicatorVersionId, version } = await make('createIndicatorVersion', { field, input: definition });
  const said = { indicatorVersionId, saidOn: '2024-01-15', speaker: 'A principal', statement: 'We can count this.' };
  await make('createDiscussionEntry', { field: 'discussionEntry', input: said });
  for (const [at, step] of ['discussIndicatorVersion', 'adoptIndicatorVersion'].entries()) {
    await make(step, { field, input: { id: indicatorVersionId, expectedVersion: version + at } });
  }
  const calendar = { indicatorVersionId, fromPeriod: '2024', dueAfter: 30, releasesTo: 'PUBLIC' };
  await make('createReportingCalendar', { field: 'reportingCalendar', input: calendar });
  const report = { indicatorVersionId, period: '2024', cells: [{ value: '3' }] };
  let created = await make('createIndicatorReport', { field: 'indicatorReport', input: report });
  for (const step of ['submitIndicatorReport', 'verifyIndicatorReport']) {
    created = await make(step, {
      field: 'indicatorReport',
      input: { id: created.id, expectedVersion: created.version },
    });
  }
}

interface Told {
  node: {
    calendarReleases: {
      nodes: { period: string; release: { releasedBy: string } | null; userErrors: { code: string }[] }[];
    };
  };
}

async function told() {
  const { node } = await ask<Told>(
    `query ($id: ID!) { node(id: $id) { ... on Ecosystem { calendarReleases(rejected: false) {
      nodes { period release { releasedBy } userErrors { code } }
    } } } }`,
    { id: ecosystemId },
  );
  return node.calendarReleases.nodes;
}

/** A timer on a day. The test triggers its alarms. */
function timerOn(day: string) {
  const alarms: { work: () => Promise<void>; milliseconds: number }[] = [];
  const logged: Record<string, unknown>[] = [];
  now = new Date(`${day}T00:00:00Z`);
  const timer = calendarTimer({
    database,
    log: (event) => logged.push(event),
    later: (work, milliseconds) => {
      const alarm = { work, milliseconds };
      alarms.push(alarm);
      return () => void alarms.splice(alarms.indexOf(alarm), 1);
    },
  });
  const ring = async () => {
    await alarms.shift()?.work();
  };
  return { timer, alarms, logged, ring };
}

describe.each(engines)('the timer of a gateway on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine, { now: () => now });
  });

  beforeEach(() => reported());

  afterAll(() => database.close());

  it('publishes due releases soon after the start and then every ten minutes', async () => {
    const early = timerOn('2025-01-30');
    early.timer.start();
    expect(early.alarms.map(({ milliseconds }) => milliseconds)).toEqual([10_000]);
    await early.ring();
    expect([await told(), early.logged]).toEqual([[], []]);
    expect(early.alarms.map(({ milliseconds }) => milliseconds)).toEqual([600_000]);
    await early.timer.stop();

    const { timer, ring, logged } = timerOn('2025-01-31');
    timer.start();
    await ring();
    await ring();
    expect(await told()).toEqual([{ period: '2024', release: { releasedBy: 'calendar' }, userErrors: [] }]);
    expect(logged).toEqual([
      expect.objectContaining({ level: 'info', message: 'A scheduled release was published.', period: '2024' }),
    ]);
    await timer.stop();
  });

  it('waits for the current run when it is stopped, and starts no other', async () => {
    const { timer, alarms, ring } = timerOn('2025-01-31');
    timer.start();
    const running = ring();
    await timer.stop();
    expect(alarms).toEqual([]);
    const after = await told();
    await running;
    expect(await told()).toEqual(after);
    expect(alarms).toEqual([]);
  });

  it('cancels a waiting release when it is stopped', async () => {
    const { timer, alarms } = timerOn('2025-01-31');
    timer.start();
    await timer.stop();
    expect(alarms).toEqual([]);
    timer.start();
    expect(alarms).toEqual([]);
  });

  it('logs a failure, and continues', async () => {
    const other = await openTestDatabase(engine);
    await other.close();
    const whole = database;
    database = other;
    const { timer, alarms, logged, ring } = timerOn('2025-01-31');
    database = whole;
    timer.start();
    await ring();
    expect(logged).toEqual([
      { level: 'error', message: 'The scheduled releases could not be read.', cause: expect.any(String) },
    ]);
    expect(alarms).toHaveLength(1);
    await timer.stop();
  });

  it('publishes due releases once when `releaseDue` requests them', async () => {
    const due = () =>
      ask(
        `mutation ($id: ID!) { releaseDue(input: { ecosystemId: $id }) {
          results { period triedAt indicatorVersion { number } calendar { dueAfter } release { releasedBy } userErrors { code } }
          userErrors { code }
        } }`,
        { id: ecosystemId },
      );
    const result = {
      period: '2024',
      triedAt: expect.any(String),
      indicatorVersion: { number: 1 },
      calendar: { dueAfter: 30 },
      release: { releasedBy: 'local' },
      userErrors: [],
    };
    expect(await due()).toEqual({ releaseDue: { results: [result], userErrors: [] } });
    expect(await due()).toEqual({ releaseDue: { results: [], userErrors: [] } });
  });
});
