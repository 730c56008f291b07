import { anonymous, operator, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commonAgendaDefinition, goalDefinition } from '../agenda/index.ts';
import { engines } from '../testing/engines.ts';
import { issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { evidenceDefinition, withdrawEvidence } from './evidence-writer.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;

const consented = { consent: 'GIVEN', consentOn: '2024-05-01', consentRecordedBy: 'A youth worker' };

describe.each(engines)('evidence on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine, { now: () => new Date('2026-02-03T12:00:00Z') });
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    indicatorId = await make.indicator(ecosystemId);
  });

  afterAll(() => database.close());

  const story = (more: object = {}) => ({
    ecosystemId,
    indicatorId,
    kind: { code: 'story' },
    title: 'The boat',
    text: 'They built a boat that floats.',
    period: '2024',
    ...consented,
    visibility: 'PUBLIC',
    ...more,
  });
  const tells = async (more: object = {}) => issuesOf(await make.writer.create(evidenceDefinition, story(more)));
  const change = async (id: string, more: object) =>
    issuesOf(await make.writer.update(evidenceDefinition, { id, expectedVersion: await make.versionOf(id), ...more }));
  const withdraw = async (id: string, more: object = {}) =>
    issuesOf(
      await make.writer.transition(withdrawEvidence, {
        id,
        expectedVersion: await make.versionOf(id),
        withdrawnOn: '2024-06-01',
        consentRecordedBy: 'The coordinator',
        ...more,
      }),
    );
  const row = (id: string, viewer: Viewer = operator) => make.read(viewer).record('evidence', uuidOf(id));

  it('is open with consent, and closed where nobody said who may see it', async () => {
    const silent = { consent: 'NOT_GIVEN', consentOn: null, consentRecordedBy: null };
    expect(await tells(silent)).toEqual(['INVALID visibility']);
    const closed = await make.create(evidenceDefinition, story({ ...silent, visibility: null }));
    expect(await row(closed)).toMatchObject({ visibility: 'RESTRICTED', consent: 'NOT_GIVEN' });
    expect(await change(closed, { visibility: 'MEMBERS' })).toEqual(['INVALID visibility']);
    expect(await change(closed, { ...consented, visibility: 'MEMBERS' })).toEqual([]);
    expect(await change(closed, { consent: 'NOT_GIVEN' })).toEqual(['INVALID visibility']);
  });

  it('is closed at once where consent is withdrawn, until it is given anew', async () => {
    const id = await make.create(evidenceDefinition, story());
    expect(await row(id, anonymous)).toMatchObject({ visibility: 'PUBLIC', withdrawnOn: null });
    expect(await withdraw(id, { withdrawnOn: '2024-04-30' })).toEqual(['DATES_OUT_OF_ORDER withdrawnOn']);
    expect(await withdraw(id)).toEqual([]);
    expect(await row(id, anonymous)).toBeNull();
    expect(await row(id)).toMatchObject({
      visibility: 'RESTRICTED',
      consent: 'WITHDRAWN',
      consentOn: '2024-05-01',
      withdrawnOn: '2024-06-01',
      consentRecordedBy: 'The coordinator',
    });
    expect(await withdraw(id)).toEqual(['ILLEGAL_TRANSITION id']);
    expect(await change(id, { visibility: 'PUBLIC' })).toEqual(['INVALID visibility']);
    expect(await change(id, { title: 'A boat' })).toEqual([]);
    expect(await change(id, { consent: 'GIVEN' })).toEqual(['DATES_OUT_OF_ORDER consentOn']);
    expect(await change(id, { consent: 'GIVEN', consentOn: '2024-07-01', visibility: 'PUBLIC' })).toEqual([]);
    expect(await row(id, anonymous)).toMatchObject({ withdrawnOn: null });
  });

  it('is withdrawn today where no day is said, and not by a change', async () => {
    const id = await make.create(evidenceDefinition, story());
    expect(await change(id, { consent: 'WITHDRAWN' })).toEqual(['INVALID consent', 'INVALID visibility']);
    expect(await withdraw(id, { withdrawnOn: null })).toEqual([]);
    expect((await row(id))?.withdrawnOn).toBe('2026-02-03');
    expect(await tells({ consent: 'WITHDRAWN', visibility: 'RESTRICTED' })).toEqual(['INVALID consent']);
  });

  it('is never open without consent in the table either', async () => {
    const id = await make.create(evidenceDefinition, story({ consent: 'NOT_GIVEN', visibility: 'RESTRICTED' }));
    const opened = database.orm.em
      .fork()
      .execute(`update "evidence" set "visibility" = 'MEMBERS' where "id" = ?`, [uuidOf(id)]);
    await expect(opened).rejects.toThrow('evidence_open_with_consent');
  });

  it('tells of something of the same ecosystem, and says something', async () => {
    expect(await tells({ indicatorId: null })).toEqual(['REQUIRED goalId']);
    expect(await tells({ text: null })).toEqual(['REQUIRED text']);
    expect(await tells({ indicatorId: await make.indicator(await make.ecosystem()) })).toEqual([
      'OTHER_ECOSYSTEM indicatorId',
    ]);
    expect(await tells({ consentOn: '9999-01-01' })).toEqual(['OUT_OF_RANGE consentOn']);
    expect(await tells({ consentRecordedBy: null })).toEqual(['REQUIRED consentRecordedBy']);
  });

  it('is found by its goal, and by the goal that goes on from it', async () => {
    const agenda = { ecosystemId, visibility: 'PUBLIC' };
    const first = await make.create(commonAgendaDefinition, agenda);
    const goal = { code: 'G1', title: 'Read', visibility: 'PUBLIC' };
    const goalId = await make.create(goalDefinition, { ...goal, commonAgendaId: first });
    const next = await make.create(commonAgendaDefinition, agenda);
    const later = await make.create(goalDefinition, { ...goal, commonAgendaId: next, basedOnId: goalId });
    await make.create(evidenceDefinition, story({ goalId, indicatorId: null }));
    const of = async (id: string) => {
      const { evidence } = make.read(anonymous).reporting;
      const list = { page: {}, span: {} };
      return (await evidence.ofGoal({ id: uuidOf(id), ecosystemId: uuidOf(ecosystemId) }, list)).rows.length;
    };
    expect([await of(goalId), await of(later)]).toEqual([1, 1]);
  });

  describe('over time', () => {
    beforeEach(async () => {
      ecosystemId = await make.ecosystem({ schoolYearStart: '08-01' });
      indicatorId = await make.indicator(ecosystemId);
      for (const period of ['2025', 'SY2023-24', '2024-05']) {
        await make.create(evidenceDefinition, story({ period, title: period }));
      }
      await make.create(evidenceDefinition, story({ period: '2024', title: 'closed', visibility: 'RESTRICTED' }));
    });

    const titles = async (span: object, viewer: Viewer = anonymous) => {
      const { evidence } = make.read(viewer).reporting;
      const { rows } = await evidence.ofEcosystem(uuidOf(ecosystemId), { page: {}, span });
      return rows.map(({ title }) => title);
    };

    it('is listed by period, and narrowed to a span', async () => {
      expect(await titles({})).toEqual(['SY2023-24', '2024-05', '2025']);
      expect(await titles({}, operator)).toEqual(['SY2023-24', 'closed', '2024-05', '2025']);
      expect(await titles({ to: 'SY2023-24' })).toEqual(['SY2023-24', '2024-05']);
      expect(await titles({ from: '2023-08', to: '2024' })).toEqual(['SY2023-24', '2024-05']);
      expect(await titles({ from: '2023-09', to: '2024' })).toEqual(['2024-05']);
      await expect(titles({ from: '2025', to: '2024' })).rejects.toThrow('ends before');
    });

    it('moves with its period', async () => {
      const id = await make.create(evidenceDefinition, story({ period: '2020' }));
      expect(await change(id, { period: '2030' })).toEqual([]);
      expect(await row(id)).toMatchObject({ period: '2030', periodStart: '2030-01-01', periodEnd: '2030-12-31' });
    });

    it('is read for many indicators at once by one statement', async () => {
      const other = await make.indicator(ecosystemId);
      const { evidence } = make.read().reporting;
      const told = [indicatorId, other].map((id) => ({ id: uuidOf(id), ecosystemId: uuidOf(ecosystemId) }));
      const { statements } = await statementsOf(database, () =>
        Promise.all(told.map((of) => evidence.ofIndicator(of, { page: {}, span: { from: '2024' } }))),
      );
      expect(statements).toHaveLength(1);
    });
  });
});
