import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commonAgendaDefinition, goalDefinition } from '../agenda/index.ts';
import { engines } from '../testing/engines.ts';
import { issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { evidenceDefinition, withdrawEvidence } from './evidence-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;

const consented = { consent: 'GIVEN', consentOn: '2024-05-01', consentRecordedBy: 'A youth worker' };

describe.each(engines)('evidence on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine, { now: () => new Date('2026-02-03T12:00:00Z') });
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
    indicatorId = await fixture.indicator(ecosystemId);
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
  const issuesOfCreating = async (more: object = {}) =>
    issuesOf(await fixture.writer.create(evidenceDefinition, story(more)));
  const issuesOfUpdating = async (id: string, more: object) =>
    issuesOf(
      await fixture.writer.update(evidenceDefinition, { id, expectedVersion: await fixture.versionOf(id), ...more }),
    );
  const issuesOfWithdrawing = async (id: string, more: object = {}) =>
    issuesOf(
      await fixture.writer.transition(withdrawEvidence, {
        id,
        expectedVersion: await fixture.versionOf(id),
        withdrawnOn: '2024-06-01',
        consentRecordedBy: 'The coordinator',
        ...more,
      }),
    );
  const row = (id: string, viewer: Viewer = localProgram) => fixture.read(viewer).record('evidence', uuidOf(id));

  it('requires consent for visible evidence, and restricts evidence without consent by default', async () => {
    const withoutConsent = { consent: 'NOT_GIVEN', consentOn: null, consentRecordedBy: null };
    expect(await issuesOfCreating(withoutConsent)).toEqual(['INVALID visibility']);
    const closed = await fixture.create(evidenceDefinition, story({ ...withoutConsent, visibility: null }));
    expect(await row(closed)).toMatchObject({ visibility: 'RESTRICTED', consent: 'NOT_GIVEN' });
    expect(await issuesOfUpdating(closed, { visibility: 'MEMBERS' })).toEqual(['INVALID visibility']);
    expect(await issuesOfUpdating(closed, { ...consented, visibility: 'MEMBERS' })).toEqual([]);
    expect(await issuesOfUpdating(closed, { consent: 'NOT_GIVEN' })).toEqual(['INVALID visibility']);
  });

  it('restricts evidence when consent is withdrawn, until consent is given again', async () => {
    const id = await fixture.create(evidenceDefinition, story());
    expect(await row(id, anonymous)).toMatchObject({ visibility: 'PUBLIC', withdrawnOn: null });
    expect(await issuesOfWithdrawing(id, { withdrawnOn: '2024-04-30' })).toEqual(['DATES_OUT_OF_ORDER withdrawnOn']);
    expect(await issuesOfWithdrawing(id)).toEqual([]);
    expect(await row(id, anonymous)).toBeNull();
    expect(await row(id)).toMatchObject({
      visibility: 'RESTRICTED',
      consent: 'WITHDRAWN',
      consentOn: '2024-05-01',
      withdrawnOn: '2024-06-01',
      consentRecordedBy: 'The coordinator',
    });
    expect(await issuesOfWithdrawing(id)).toEqual(['ILLEGAL_TRANSITION id']);
    expect(await issuesOfUpdating(id, { visibility: 'PUBLIC' })).toEqual(['INVALID visibility']);
    expect(await issuesOfUpdating(id, { title: 'A boat' })).toEqual([]);
    expect(await issuesOfUpdating(id, { consent: 'GIVEN' })).toEqual(['DATES_OUT_OF_ORDER consentOn']);
    expect(await issuesOfUpdating(id, { consent: 'GIVEN', consentOn: '2024-07-01', visibility: 'PUBLIC' })).toEqual([]);
    expect(await row(id, anonymous)).toMatchObject({ withdrawnOn: null });
  });

  it('withdraws evidence on the current date by default, and rejects withdrawal by an update', async () => {
    const id = await fixture.create(evidenceDefinition, story());
    expect(await issuesOfUpdating(id, { consent: 'WITHDRAWN' })).toEqual(['INVALID consent', 'INVALID visibility']);
    expect(await issuesOfWithdrawing(id, { withdrawnOn: null })).toEqual([]);
    expect((await row(id))?.withdrawnOn).toBe('2026-02-03');
    expect(await issuesOfCreating({ consent: 'WITHDRAWN', visibility: 'RESTRICTED' })).toEqual(['INVALID consent']);
  });

  it('has a database constraint against visible evidence without consent', async () => {
    const id = await fixture.create(evidenceDefinition, story({ consent: 'NOT_GIVEN', visibility: 'RESTRICTED' }));
    const opened = database.orm.em
      .fork()
      .execute(`update "evidence" set "visibility" = 'MEMBERS' where "id" = ?`, [uuidOf(id)]);
    await expect(opened).rejects.toThrow('evidence_open_with_consent');
  });

  it('requires evidence to have a subject in its ecosystem, a text and a valid record of consent', async () => {
    expect(await issuesOfCreating({ indicatorId: null })).toEqual(['REQUIRED goalId']);
    expect(await issuesOfCreating({ text: null })).toEqual(['REQUIRED text']);
    expect(await issuesOfCreating({ indicatorId: await fixture.indicator(await fixture.ecosystem()) })).toEqual([
      'OTHER_ECOSYSTEM indicatorId',
    ]);
    expect(await issuesOfCreating({ consentOn: '9999-01-01' })).toEqual(['OUT_OF_RANGE consentOn']);
    expect(await issuesOfCreating({ consentRecordedBy: null })).toEqual(['REQUIRED consentRecordedBy']);
  });

  it('lists evidence of a goal also for a later goal that is based on it', async () => {
    const agenda = { ecosystemId, visibility: 'PUBLIC' };
    const first = await fixture.create(commonAgendaDefinition, agenda);
    const goal = { code: 'G1', title: 'Read', visibility: 'PUBLIC' };
    const goalId = await fixture.create(goalDefinition, { ...goal, commonAgendaId: first });
    const next = await fixture.create(commonAgendaDefinition, agenda);
    const later = await fixture.create(goalDefinition, { ...goal, commonAgendaId: next, basedOnId: goalId });
    await fixture.create(evidenceDefinition, story({ goalId, indicatorId: null }));
    const countOfGoal = async (id: string) => {
      const { evidence } = fixture.read(anonymous).reporting;
      const list = { page: {}, span: {} };
      return (await evidence.ofGoal({ id: uuidOf(id), ecosystemId: uuidOf(ecosystemId) }, list)).rows.length;
    };
    expect([await countOfGoal(goalId), await countOfGoal(later)]).toEqual([1, 1]);
  });

  describe('evidence by period', () => {
    beforeEach(async () => {
      ecosystemId = await fixture.ecosystem({ schoolYearStart: '08-01' });
      indicatorId = await fixture.indicator(ecosystemId);
      for (const period of ['2025', 'SY2023-24', '2024-05']) {
        await fixture.create(evidenceDefinition, story({ period, title: period }));
      }
      await fixture.create(evidenceDefinition, story({ period: '2024', title: 'closed', visibility: 'RESTRICTED' }));
    });

    const titles = async (span: object, viewer: Viewer = anonymous) => {
      const { evidence } = fixture.read(viewer).reporting;
      const { rows } = await evidence.ofEcosystem(uuidOf(ecosystemId), { page: {}, span });
      return rows.map(({ title }) => title);
    };

    it('lists evidence by period, within a span of periods', async () => {
      expect(await titles({})).toEqual(['SY2023-24', '2024-05', '2025']);
      expect(await titles({}, localProgram)).toEqual(['SY2023-24', 'closed', '2024-05', '2025']);
      expect(await titles({ to: 'SY2023-24' })).toEqual(['SY2023-24', '2024-05']);
      expect(await titles({ from: '2023-08', to: '2024' })).toEqual(['SY2023-24', '2024-05']);
      expect(await titles({ from: '2023-09', to: '2024' })).toEqual(['2024-05']);
      await expect(titles({ from: '2025', to: '2024' })).rejects.toThrow('ends before');
    });

    it('updates the first and last day of evidence when its period changes', async () => {
      const id = await fixture.create(evidenceDefinition, story({ period: '2020' }));
      expect(await issuesOfUpdating(id, { period: '2030' })).toEqual([]);
      expect(await row(id)).toMatchObject({ period: '2030', periodStart: '2030-01-01', periodEnd: '2030-12-31' });
    });

    it('reads the evidence of several indicators with one statement', async () => {
      const other = await fixture.indicator(ecosystemId);
      const { evidence } = fixture.read().reporting;
      const indicators = [indicatorId, other].map((id) => ({ id: uuidOf(id), ecosystemId: uuidOf(ecosystemId) }));
      const { statements } = await statementsOf(database, () =>
        Promise.all(indicators.map((each) => evidence.ofIndicator(each, { page: {}, span: { from: '2024' } }))),
      );
      expect(statements).toHaveLength(1);
    });
  });
});
