import { anonymous, ForbiddenError, operator } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReaders } from '../readers.ts';
import { type Command, Writer } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { issues, Setting, uuid } from './activity.fixture.ts';
import { activityDefinition, cancelActivity, completeActivity, startActivity } from './activity-writer.ts';
import { goalContributionDefinition, reinforcementDefinition } from './goal-contribution-writer.ts';

let database: TestDatabase;
let setting: Setting;
let agenda: string;

const reading = (viewer = operator) => createReaders(database.kysely(), viewer);
const read = (id: string) => reading().record('activity', uuid(id));
const update = (command: Command) => setting.writer.update(activityDefinition, command);
const start = (command: Command) => setting.writer.transition(startActivity, command);
const complete = (command: Command) => setting.writer.transition(completeActivity, command);
const cancel = (command: Command) => setting.writer.transition(cancelActivity, command);

async function titles(of: 'ecosystem' | 'organization' | 'strategy' | 'goal', id: string, more: object = {}) {
  const { filter, viewer } = { filter: {}, viewer: operator, ...more };
  const { rows } = await reading(viewer).activity.activities({ of, id: uuid(id) }, { page: {}, filter });
  return rows.map(({ title }) => title).sort();
}

describe.each(engines)('activities on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine, { now: () => new Date('2026-02-03T12:00:00Z') });
    setting = new Setting(database);
  });

  beforeEach(async () => {
    agenda = await setting.begin({ visibility: 'PUBLIC' });
  });

  afterAll(() => database.close());

  it('begin as planned ones, with those who do them', async () => {
    const [lead, other] = [await setting.organization(), await setting.organization()];
    const strategy = await setting.strategy(await setting.goal(agenda));
    const participants = [
      { organizationId: other, role: 'gives rooms' },
      { organizationId: lead, role: null },
    ];
    const id = await setting.activity({
      leadId: lead,
      participants,
      strategyIds: [strategy],
      setting: { code: 'home' },
    });
    expect(await read(id)).toMatchObject({
      status: 'PLANNED',
      leadId: uuid(lead),
      participants: [
        { organizationId: uuid(other), role: 'gives rooms' },
        { organizationId: uuid(lead), role: null },
      ],
      strategyIds: [uuid(strategy)],
      setting: { scheme: 'setting', code: 'home', label: 'Home' },
    });
  });

  it('name each participant and each strategy once', async () => {
    const organizationId = await setting.organization();
    const strategy = await setting.strategy(await setting.goal(agenda));
    const twice = {
      ecosystemId: setting.ecosystemId,
      title: 'Club',
      participants: [{ organizationId }, { organizationId }],
      strategyIds: [strategy, strategy],
    };
    expect(issues(await setting.writer.create(activityDefinition, twice))).toEqual([
      'DUPLICATE participants.1.organizationId',
      'DUPLICATE strategyIds.1',
    ]);
    const id = await setting.activity({ strategyIds: [strategy] });
    expect(issues(await update({ id, expectedVersion: 1, strategyIds: [strategy, strategy] }))).toEqual([
      'DUPLICATE strategyIds.1',
    ]);
  });

  it('have to do with their own ecosystem only', async () => {
    const organizationId = await setting.organization();
    const strategy = await setting.strategy(await setting.goal(agenda));
    await setting.begin();
    const elsewhere = {
      ecosystemId: setting.ecosystemId,
      title: 'Club',
      leadId: organizationId,
      participants: [{ organizationId }],
      strategyIds: [strategy],
    };
    expect(issues(await setting.writer.create(activityDefinition, elsewhere)).sort()).toEqual([
      'OTHER_ECOSYSTEM leadId',
      'OTHER_ECOSYSTEM participants.0.organizationId',
      'OTHER_ECOSYSTEM strategyIds.0',
    ]);
  });

  it('are started and completed on the days that are said', async () => {
    const id = await setting.activity({ startsOn: '2024-03-01', endsOn: '2024-08-31' });
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

  it('are cancelled before they begin or later, and say when', async () => {
    const [planned, active] = [await setting.activity({ startsOn: '2030-01-01' }), await setting.active()];
    expect(issues(await cancel({ id: planned, expectedVersion: 1, endsOn: '2024-02-01' }))).toEqual([]);
    expect(issues(await cancel({ id: active, expectedVersion: 2, endsOn: '2024-02-01' }))).toEqual([]);
    expect(await read(planned)).toMatchObject({ status: 'CANCELLED', startsOn: null, endsOn: '2024-02-01' });
    expect(await read(active)).toMatchObject({ status: 'CANCELLED', startsOn: '2024-01-01', endsOn: '2024-02-01' });
  });

  it('start today if the command names no day', async () => {
    const id = await setting.activity();
    expect(issues(await start({ id, expectedVersion: 1 }))).toEqual([]);
    expect(await read(id)).toMatchObject({ startsOn: '2026-02-03' });
  });

  it('keep saying when they began and ended', async () => {
    const id = await setting.active();
    expect(issues(await update({ id, expectedVersion: 2, startsOn: null }))).toEqual(['REQUIRED startsOn']);
    expect(issues(await update({ id, expectedVersion: 2, startsOn: '2024-01-08', title: 'Lab' }))).toEqual([]);
    expect(issues(await update({ id, expectedVersion: 3, status: 'COMPLETED' }))).toEqual(['INVALID status']);
  });

  it('are not moved to days to come once they have begun and ended', async () => {
    const id = await setting.active();
    const ahead = { startsOn: '2999-01-01', endsOn: '2999-12-31' };
    expect(issues(await update({ id, expectedVersion: 2, ...ahead }))).toEqual(['OUT_OF_RANGE startsOn']);
    expect(issues(await update({ id, expectedVersion: 2, endsOn: ahead.endsOn }))).toEqual([]);
    expect(issues(await complete({ id, expectedVersion: 3, endsOn: '2024-06-30' }))).toEqual([]);
    expect(issues(await update({ id, expectedVersion: 4, ...ahead }))).toEqual([
      'OUT_OF_RANGE startsOn',
      'OUT_OF_RANGE endsOn',
    ]);
    expect(issues(await update({ id, expectedVersion: 4, endsOn: '2024-07-31' }))).toEqual([]);
    expect(await read(id)).toMatchObject({ status: 'COMPLETED', startsOn: '2024-01-01', endsOn: '2024-07-31' });
  });

  it('have no beginning where they were cancelled before it, and keep the one that they had', async () => {
    const [planned, active] = [await setting.activity({ startsOn: '2030-01-01' }), await setting.active()];
    for (const [id, expectedVersion] of [[planned, 1] as const, [active, 2] as const]) {
      expect(issues(await cancel({ id, expectedVersion, endsOn: '2024-02-01' }))).toEqual([]);
    }
    expect(issues(await update({ id: planned, expectedVersion: 2, startsOn: '2024-01-01' }))).toEqual([
      'IMMUTABLE startsOn',
    ]);
    expect(issues(await update({ id: active, expectedVersion: 3, startsOn: null }))).toEqual(['IMMUTABLE startsOn']);
  });

  it('contribute to a goal once by each indicator, and once without', async () => {
    const [activityId, goalId] = [await setting.activity(), await setting.goal(agenda)];
    const indicatorId = await setting.indicator();
    await setting.goalContribution({ activityId, goalId });
    const by = await setting.goalContribution({ activityId, goalId, indicatorId, mechanism: 'More hours.' });
    const again = await setting.writer.create(goalContributionDefinition, { activityId, goalId });
    expect(issues(again)).toEqual(['DUPLICATE goalId']);
    const byAgain = await setting.writer.create(goalContributionDefinition, { activityId, goalId, indicatorId });
    expect(issues(byAgain)).toEqual(['DUPLICATE indicatorId']);
    const change = { id: by, expectedVersion: 1 };
    expect(issues(await setting.writer.update(goalContributionDefinition, { ...change, indicatorId: null }))).toEqual([
      'DUPLICATE goalId',
    ]);
    expect(issues(await setting.writer.update(goalContributionDefinition, { ...change, goalId }))).toEqual([
      'INVALID goalId',
    ]);
    expect(
      issues(await setting.writer.update(goalContributionDefinition, { ...change, expectedEffect: 'Places' })),
    ).toEqual([]);
    const other = await setting.goal(agenda);
    await setting.goalContribution({ activityId, goalId: other, indicatorId });
  });

  it('contribute to goals of their own ecosystem only', async () => {
    const goalId = await setting.goal(agenda);
    await setting.begin();
    const activityId = await setting.activity();
    expect(issues(await setting.writer.create(goalContributionDefinition, { activityId, goalId }))).toEqual([
      'OTHER_ECOSYSTEM goalId',
    ]);
  });

  it('reinforce others, not themselves, and each once in each direction', async () => {
    const [one, other] = [await setting.activity(), await setting.activity()];
    const reinforce = (activityId: string, reinforcedId: string) =>
      setting.writer.create(reinforcementDefinition, { activityId, reinforcedId });
    expect(issues(await reinforce(one, one))).toEqual(['INVALID reinforcedId']);
    expect(issues(await reinforce(one, other))).toEqual([]);
    expect(issues(await reinforce(other, one))).toEqual([]);
    expect(issues(await reinforce(one, other))).toEqual(['DUPLICATE reinforcedId']);
  });

  it('reinforce another once, however many say so at once', async () => {
    const [activityId, reinforcedId] = [await setting.activity(), await setting.activity()];
    const said = Array.from({ length: 6 }, () =>
      setting.writer.create(reinforcementDefinition, { activityId, reinforcedId }),
    );
    const outcomes = (await Promise.all(said)).map((outcome) => issues(outcome).join());
    expect(outcomes.sort()).toEqual(['', ...Array.from({ length: 5 }, () => 'DUPLICATE reinforcedId')]);
  });

  it('are found by their state, their setting, and those who do them', async () => {
    const [library, museum] = [await setting.organization(), await setting.organization()];
    await setting.active({ title: 'led', leadId: library, setting: { code: 'library' } });
    await setting.activity({ title: 'joined', participants: [{ organizationId: library }], setting: { code: 'home' } });
    await setting.activity({ title: 'other', leadId: museum });
    const own = { scheme: 'ours', code: 'library', label: 'Not on our list' };
    await setting.activity({ title: 'ours', setting: own });
    const of = (filter: object) => titles('ecosystem', setting.ecosystemId, { filter });
    expect(await of({})).toEqual(['joined', 'led', 'other', 'ours']);
    expect(await of({ status: 'ACTIVE' })).toEqual(['led']);
    expect(await of({ setting: 'library' })).toEqual(['led']);
    expect(await of({ organizationId: uuid(library) })).toEqual(['joined', 'led']);
    expect(await of({ organizationId: uuid(library), status: 'PLANNED' })).toEqual(['joined']);
    expect(await titles('organization', library)).toEqual(['joined', 'led']);
    expect(await titles('organization', museum, { filter: { status: 'ACTIVE' } })).toEqual([]);
  });

  it('are found by the goal or strategy that they serve', async () => {
    const goal = await setting.goal(agenda);
    const strategy = await setting.strategy(goal);
    const activityId = await setting.activity({ title: 'contributes', strategyIds: [strategy] });
    await setting.goalContribution({ activityId, goalId: goal });
    await setting.activity({ title: 'serves', strategyIds: [strategy] });
    await setting.activity({ title: 'neither' });
    expect(await titles('strategy', strategy)).toEqual(['contributes', 'serves']);
    expect(await titles('goal', goal)).toEqual(['contributes', 'serves']);
  });

  it('are seen by everyone only where they are public, and so is what leads to them', async () => {
    const viewer = anonymous;
    const goal = await setting.goal(agenda);
    const closed = await setting.activity({ title: 'closed', visibility: 'MEMBERS' });
    const open = await setting.activity({ title: 'open' });
    await setting.goalContribution({ activityId: closed, goalId: goal });
    await setting.goalContribution({ activityId: open, goalId: goal, visibility: 'RESTRICTED' });
    expect(await titles('ecosystem', setting.ecosystemId, { viewer })).toEqual(['open']);
    expect(await titles('goal', goal, { viewer })).toEqual([]);
    expect(await titles('goal', goal)).toEqual(['closed', 'open']);
    expect(await reading(anonymous).record('activity', uuid(closed))).toBeNull();
  });

  it('are written by nobody who has not said who they are', async () => {
    const id = await setting.activity();
    const stranger = new Writer(database, anonymous);
    for (const transition of [startActivity, completeActivity, cancelActivity]) {
      await expect(() => stranger.transition(transition, { id, expectedVersion: 1 })).rejects.toBeInstanceOf(
        ForbiddenError,
      );
    }
    expect(await read(id)).toMatchObject({ status: 'PLANNED' });
  });

  it('are read with one statement for each list, whatever its width', async () => {
    const goals = [await setting.goal(agenda), await setting.goal(agenda)];
    const ids = [await setting.active(), await setting.active(), await setting.active()];
    for (const activityId of ids) for (const goalId of goals) await setting.goalContribution({ activityId, goalId });
    const { activity } = reading(anonymous);
    const { result, statements } = await statementsOf(database, async () => {
      const lists = goals.map((id) => activity.activities({ of: 'goal', id: uuid(id) }, { page: {} }));
      const each = ids.map((id) => activity.goalContributions({ of: 'activity', id: uuid(id) }, { page: {} }));
      return (await Promise.all([...lists, ...each])).map(({ rows }) => rows.length);
    });
    expect(result).toEqual([3, 3, 2, 2, 2]);
    expect(statements).toHaveLength(2);
  });
});
