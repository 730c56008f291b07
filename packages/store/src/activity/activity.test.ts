import { anonymous, ForbiddenError, localProgram } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReaders } from '../readers.ts';
import { type Command, Writer } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { ActivityFixture, issues, uuid } from './activity.fixture.ts';
import { activityDefinition, cancelActivity, completeActivity, startActivity } from './activity-writer.ts';
import { goalContributionDefinition, reinforcementDefinition } from './goal-contribution-writer.ts';

let database: TestDatabase;
let fixture: ActivityFixture;
let agenda: string;

const reading = (viewer = localProgram) => createReaders(database.kysely(), viewer);
const read = (id: string) => reading().record('activity', uuid(id));
const update = (command: Command) => fixture.writer.update(activityDefinition, command);
const start = (command: Command) => fixture.writer.transition(startActivity, command);
const complete = (command: Command) => fixture.writer.transition(completeActivity, command);
const cancel = (command: Command) => fixture.writer.transition(cancelActivity, command);

async function titles(of: 'ecosystem' | 'organization' | 'strategy' | 'goal', id: string, more: object = {}) {
  const { filter, viewer } = { filter: {}, viewer: localProgram, ...more };
  const { rows } = await reading(viewer).activity.activities({ of, id: uuid(id) }, { page: {}, filter });
  return rows.map(({ title }) => title).sort();
}

describe.each(engines)('activities on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine, { now: () => new Date('2026-02-03T12:00:00Z') });
    fixture = new ActivityFixture(database);
  });

  beforeEach(async () => {
    agenda = await fixture.newEcosystem({ visibility: 'PUBLIC' });
  });

  afterAll(() => database.close());

  it('are created as PLANNED, with their lead, participants and strategies', async () => {
    const [lead, other] = [await fixture.organization(), await fixture.organization()];
    const strategy = await fixture.strategy(await fixture.goal(agenda));
    const participants = [
      { organizationId: other, role: 'host' },
      { organizationId: lead, role: null },
    ];
    const id = await fixture.activity({
      leadId: lead,
      participants,
      strategyIds: [strategy],
      setting: { code: 'home' },
    });
    expect(await read(id)).toMatchObject({
      status: 'PLANNED',
      leadId: uuid(lead),
      participants: [
        { organizationId: uuid(other), role: 'host' },
        { organizationId: uuid(lead), role: null },
      ],
      strategyIds: [uuid(strategy)],
      setting: { scheme: 'setting', code: 'home', label: 'Home' },
    });
  });

  it('reject repeated participants and strategies', async () => {
    const organizationId = await fixture.organization();
    const strategy = await fixture.strategy(await fixture.goal(agenda));
    const repeated = {
      ecosystemId: fixture.ecosystemId,
      title: 'Club',
      participants: [{ organizationId }, { organizationId }],
      strategyIds: [strategy, strategy],
    };
    expect(issues(await fixture.writer.create(activityDefinition, repeated))).toEqual([
      'DUPLICATE participants.1.organizationId',
      'DUPLICATE strategyIds.1',
    ]);
    const id = await fixture.activity({ strategyIds: [strategy] });
    expect(issues(await update({ id, expectedVersion: 1, strategyIds: [strategy, strategy] }))).toEqual([
      'DUPLICATE strategyIds.1',
    ]);
  });

  it('reject organizations and strategies of another ecosystem', async () => {
    const organizationId = await fixture.organization();
    const strategy = await fixture.strategy(await fixture.goal(agenda));
    await fixture.newEcosystem();
    const values = {
      ecosystemId: fixture.ecosystemId,
      title: 'Club',
      leadId: organizationId,
      participants: [{ organizationId }],
      strategyIds: [strategy],
    };
    expect(issues(await fixture.writer.create(activityDefinition, values)).sort()).toEqual([
      'OTHER_ECOSYSTEM leadId',
      'OTHER_ECOSYSTEM participants.0.organizationId',
      'OTHER_ECOSYSTEM strategyIds.0',
    ]);
  });

  it('are started and completed on the requested dates', async () => {
    const id = await fixture.activity({ startsOn: '2024-03-01', endsOn: '2024-08-31' });
    expect(issues(await complete({ id, expectedVersion: 1 }))).toEqual(['ILLEGAL_TRANSITION id']);
    expect(issues(await start({ id, expectedVersion: 1, startsOn: '9999-01-01' }))).toEqual(['OUT_OF_RANGE startsOn']);
    expect(issues(await start({ id, expectedVersion: 1, startsOn: '2024-03-04' }))).toEqual([]);
    expect(issues(await complete({ id, expectedVersion: 1, endsOn: '2024-06-30' }))).toEqual([
      'VERSION_CONFLICT expectedVersion',
    ]);
    expect(issues(await complete({ id, expectedVersion: 2, endsOn: '2024-03-03' }))).toEqual([
      'DATES_OUT_OF_ORDER endsOn',
    ]);
    expect(issues(await complete({ id, expectedVersion: 2, endsOn: '2024-06-30' }))).toEqual([]);
    expect(await read(id)).toMatchObject({ status: 'COMPLETED', startsOn: '2024-03-04', endsOn: '2024-06-30' });
    expect(issues(await cancel({ id, expectedVersion: 3 }))).toEqual(['ILLEGAL_TRANSITION id']);
  });

  it('can be canceled before or after they started, with the date', async () => {
    const [planned, active] = [await fixture.activity({ startsOn: '2030-01-01' }), await fixture.activeActivity()];
    const canceledOn = '2024-02-01';
    expect(issues(await cancel({ id: active, expectedVersion: 2, canceledOn: '2023-12-31' }))).toEqual([
      'DATES_OUT_OF_ORDER canceledOn',
    ]);
    expect(issues(await cancel({ id: planned, expectedVersion: 1, canceledOn }))).toEqual([]);
    expect(issues(await cancel({ id: active, expectedVersion: 2, canceledOn }))).toEqual([]);
    const canceled = { status: 'CANCELLED', endsOn: null, canceledOn };
    expect(await read(planned)).toMatchObject({ ...canceled, startsOn: '2030-01-01', canceledFrom: 'PLANNED' });
    expect(await read(active)).toMatchObject({ ...canceled, startsOn: '2024-01-01', canceledFrom: 'ACTIVE' });
  });

  it('start today if the command has no date', async () => {
    const id = await fixture.activity();
    expect(issues(await start({ id, expectedVersion: 1 }))).toEqual([]);
    expect(await read(id)).toMatchObject({ startsOn: '2026-02-03' });
  });

  it('require their start date once they have started', async () => {
    const id = await fixture.activeActivity();
    expect(issues(await update({ id, expectedVersion: 2, startsOn: null }))).toEqual(['REQUIRED startsOn']);
    expect(issues(await update({ id, expectedVersion: 2, startsOn: '2024-01-08', title: 'Lab' }))).toEqual([]);
    expect(issues(await update({ id, expectedVersion: 3, status: 'COMPLETED' }))).toEqual(['INVALID status']);
  });

  it('reject future start and end dates once they have started and ended', async () => {
    const id = await fixture.activeActivity();
    const future = { startsOn: '2999-01-01', endsOn: '2999-12-31' };
    expect(issues(await update({ id, expectedVersion: 2, ...future }))).toEqual(['OUT_OF_RANGE startsOn']);
    expect(issues(await update({ id, expectedVersion: 2, endsOn: future.endsOn }))).toEqual([]);
    expect(issues(await complete({ id, expectedVersion: 3, endsOn: '2024-06-30' }))).toEqual([]);
    expect(issues(await update({ id, expectedVersion: 4, ...future }))).toEqual([
      'OUT_OF_RANGE startsOn',
      'OUT_OF_RANGE endsOn',
    ]);
    expect(issues(await update({ id, expectedVersion: 4, endsOn: '2024-07-31' }))).toEqual([]);
    expect(await read(id)).toMatchObject({ status: 'COMPLETED', startsOn: '2024-01-01', endsOn: '2024-07-31' });
  });

  it('have a start date by the status before the cancellation', async () => {
    const [planned, active] = [await fixture.activity({ startsOn: '2030-01-01' }), await fixture.activeActivity()];
    for (const [id, expectedVersion] of [[planned, 1] as const, [active, 2] as const]) {
      expect(issues(await cancel({ id, expectedVersion, canceledOn: '2024-02-01' }))).toEqual([]);
    }
    expect(issues(await update({ id: planned, expectedVersion: 2, startsOn: null }))).toEqual([]);
    expect(issues(await update({ id: active, expectedVersion: 3, startsOn: null }))).toEqual(['REQUIRED startsOn']);
    expect(issues(await update({ id: active, expectedVersion: 3, startsOn: '2024-02-02' }))).toEqual([
      'DATES_OUT_OF_ORDER canceledOn',
    ]);
    expect(issues(await update({ id: active, expectedVersion: 3, canceledOn: '2024-03-01' }))).toEqual([
      'INVALID canceledOn',
    ]);
  });

  it('have one contribution per goal and indicator, and one per goal without an indicator', async () => {
    const [activityId, goalId] = [await fixture.activity(), await fixture.goal(agenda)];
    const indicatorId = await fixture.indicator();
    await fixture.goalContribution({ activityId, goalId });
    const by = await fixture.goalContribution({ activityId, goalId, indicatorId, mechanism: 'More hours.' });
    const again = await fixture.writer.create(goalContributionDefinition, { activityId, goalId });
    expect(issues(again)).toEqual(['DUPLICATE goalId']);
    const byAgain = await fixture.writer.create(goalContributionDefinition, { activityId, goalId, indicatorId });
    expect(issues(byAgain)).toEqual(['DUPLICATE indicatorId']);
    const change = { id: by, expectedVersion: 1 };
    expect(issues(await fixture.writer.update(goalContributionDefinition, { ...change, indicatorId: null }))).toEqual([
      'DUPLICATE goalId',
    ]);
    expect(issues(await fixture.writer.update(goalContributionDefinition, { ...change, goalId }))).toEqual([
      'INVALID goalId',
    ]);
    expect(
      issues(await fixture.writer.update(goalContributionDefinition, { ...change, expectedEffect: 'Places' })),
    ).toEqual([]);
    const other = await fixture.goal(agenda);
    await fixture.goalContribution({ activityId, goalId: other, indicatorId });
  });

  it('reject a contribution to a goal of another ecosystem', async () => {
    const goalId = await fixture.goal(agenda);
    await fixture.newEcosystem();
    const activityId = await fixture.activity();
    expect(issues(await fixture.writer.create(goalContributionDefinition, { activityId, goalId }))).toEqual([
      'OTHER_ECOSYSTEM goalId',
    ]);
  });

  it('can reinforce another activity once in each direction, and never themselves', async () => {
    const [one, other] = [await fixture.activity(), await fixture.activity()];
    const reinforce = (activityId: string, reinforcedId: string) =>
      fixture.writer.create(reinforcementDefinition, { activityId, reinforcedId });
    expect(issues(await reinforce(one, one))).toEqual(['INVALID reinforcedId']);
    expect(issues(await reinforce(one, other))).toEqual([]);
    expect(issues(await reinforce(other, one))).toEqual([]);
    expect(issues(await reinforce(one, other))).toEqual(['DUPLICATE reinforcedId']);
  });

  it('can reinforce another activity once when recorded at the same time', async () => {
    const [activityId, reinforcedId] = [await fixture.activity(), await fixture.activity()];
    const commands = Array.from({ length: 6 }, () =>
      fixture.writer.create(reinforcementDefinition, { activityId, reinforcedId }),
    );
    const outcomes = (await Promise.all(commands)).map((outcome) => issues(outcome).join());
    expect(outcomes.sort()).toEqual(['', ...Array.from({ length: 5 }, () => 'DUPLICATE reinforcedId')]);
  });

  it('are filtered by status, setting and organization', async () => {
    const [library, museum] = [await fixture.organization(), await fixture.organization()];
    await fixture.activeActivity({ title: 'led', leadId: library, setting: { code: 'library' } });
    await fixture.activity({ title: 'joined', participants: [{ organizationId: library }], setting: { code: 'home' } });
    await fixture.activity({ title: 'other', leadId: museum });
    const custom = { scheme: 'ours', code: 'library', label: 'Custom setting' };
    await fixture.activity({ title: 'custom', setting: custom });
    const filtered = (filter: object) => titles('ecosystem', fixture.ecosystemId, { filter });
    expect(await filtered({})).toEqual(['custom', 'joined', 'led', 'other']);
    expect(await filtered({ status: 'ACTIVE' })).toEqual(['led']);
    expect(await filtered({ setting: 'library' })).toEqual(['led']);
    expect(await filtered({ organizationId: uuid(library) })).toEqual(['joined', 'led']);
    expect(await filtered({ organizationId: uuid(library), status: 'PLANNED' })).toEqual(['joined']);
    expect(await titles('organization', library)).toEqual(['joined', 'led']);
    expect(await titles('organization', museum, { filter: { status: 'ACTIVE' } })).toEqual([]);
  });

  it('are listed for the goal and the strategy that they serve', async () => {
    const goal = await fixture.goal(agenda);
    const strategy = await fixture.strategy(goal);
    const activityId = await fixture.activity({ title: 'contributes', strategyIds: [strategy] });
    await fixture.goalContribution({ activityId, goalId: goal });
    await fixture.activity({ title: 'serves', strategyIds: [strategy] });
    await fixture.activity({ title: 'neither' });
    expect(await titles('strategy', strategy)).toEqual(['contributes', 'serves']);
    expect(await titles('goal', goal)).toEqual(['contributes', 'serves']);
  });

  it('are visible to anonymous viewers only if they and the linking records are public', async () => {
    const viewer = anonymous;
    const goal = await fixture.goal(agenda);
    const closed = await fixture.activity({ title: 'closed', visibility: 'MEMBERS' });
    const open = await fixture.activity({ title: 'open' });
    await fixture.goalContribution({ activityId: closed, goalId: goal });
    await fixture.goalContribution({ activityId: open, goalId: goal, visibility: 'RESTRICTED' });
    expect(await titles('ecosystem', fixture.ecosystemId, { viewer })).toEqual(['open']);
    expect(await titles('goal', goal, { viewer })).toEqual([]);
    expect(await titles('goal', goal)).toEqual(['closed', 'open']);
    expect(await reading(anonymous).record('activity', uuid(closed))).toBeNull();
  });

  it('reject anonymous writers', async () => {
    const id = await fixture.activity();
    const anonymousWriter = new Writer(database, anonymous);
    for (const transition of [startActivity, completeActivity, cancelActivity]) {
      await expect(() => anonymousWriter.transition(transition, { id, expectedVersion: 1 })).rejects.toBeInstanceOf(
        ForbiddenError,
      );
    }
    expect(await read(id)).toMatchObject({ status: 'PLANNED' });
  });

  it('are read with one statement for each list of several records', async () => {
    const goals = [await fixture.goal(agenda), await fixture.goal(agenda)];
    const ids = [await fixture.activeActivity(), await fixture.activeActivity(), await fixture.activeActivity()];
    for (const activityId of ids) for (const goalId of goals) await fixture.goalContribution({ activityId, goalId });
    const { activity } = reading(anonymous);
    const { result, statements } = await statementsOf(database, async () => {
      const lists = goals.map((id) => activity.activities({ of: 'goal', id: uuid(id) }, { page: {} }));
      const contributions = ids.map((id) => activity.goalContributions({ of: 'activity', id: uuid(id) }, { page: {} }));
      return (await Promise.all([...lists, ...contributions])).map(({ rows }) => rows.length);
    });
    expect(result).toEqual([3, 3, 2, 2, 2]);
    expect(statements).toHaveLength(2);
  });
});
