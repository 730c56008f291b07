import { anonymous, operator } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReaders } from '../readers.ts';
import type { Command } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { issues, Setting, uuid } from './activity.fixture.ts';
import {
  agreeCommitment,
  commitmentDefinition,
  fulfillCommitment,
  missCommitment,
  withdrawCommitment,
} from './commitment-writer.ts';

let database: TestDatabase;
let setting: Setting;
let agenda: string;
let organizationId: string;
let goalId: string;

const reading = (viewer = operator) => createReaders(database.kysely(), viewer);
const read = (id: string) => reading().record('commitment', uuid(id));
const create = (command: Command) =>
  setting.writer.create(commitmentDefinition, { statement: 'We open on Saturdays.', ...command });
const update = (command: Command) => setting.writer.update(commitmentDefinition, command);
const agree = (command: Command) => setting.writer.transition(agreeCommitment, command);
const fulfill = (command: Command) => setting.writer.transition(fulfillCommitment, command);
const withdraw = (command: Command) => setting.writer.transition(withdrawCommitment, command);
const miss = (command: Command) => setting.writer.transition(missCommitment, command);

describe.each(engines)('commitments on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    setting = new Setting(database);
  });

  beforeEach(async () => {
    agenda = await setting.begin({ visibility: 'PUBLIC' });
    organizationId = await setting.organization();
    goalId = await setting.goal(agenda);
  });

  afterAll(() => database.close());

  it('begin as proposals that name a goal, a strategy or an activity', async () => {
    expect(issues(await create({ organizationId }))).toEqual(['REQUIRED goalId']);
    const [strategyId, activityId] = [await setting.strategy(goalId), await setting.activity()];
    for (const named of [{ goalId }, { strategyId }, { activityId }, { goalId, strategyId, activityId }]) {
      const id = await setting.commitment({ organizationId, ...named });
      expect(await read(id)).toMatchObject({ status: 'PROPOSED', agreedOn: null, closedOn: null });
    }
    const id = await setting.commitment({ organizationId, goalId });
    expect(issues(await update({ id, expectedVersion: 1, goalId: null }))).toEqual(['REQUIRED goalId']);
  });

  it('name no goal and the strategy of another', async () => {
    const strategyId = await setting.strategy(await setting.goal(agenda));
    expect(issues(await create({ organizationId, goalId, strategyId }))).toEqual(['INVALID strategyId']);
    const id = await setting.commitment({ organizationId, strategyId });
    expect(issues(await update({ id, expectedVersion: 1, goalId }))).toEqual(['INVALID strategyId']);
  });

  it('have to do with their own ecosystem only', async () => {
    await setting.begin();
    const here = await setting.organization();
    expect(issues(await create({ organizationId: here, goalId }))).toEqual(['OTHER_ECOSYSTEM goalId']);
    const id = await setting.commitment({ organizationId: here, activityId: await setting.activity() });
    expect(issues(await update({ id, expectedVersion: 1, organizationId: here }))).toEqual(['INVALID organizationId']);
  });

  it('say the same once they are agreed, and take evidence', async () => {
    const id = await setting.commitment({ organizationId, goalId });
    expect(issues(await update({ id, expectedVersion: 1, dueOn: '2024-05-31', statement: 'We open.' }))).toEqual([]);
    expect(issues(await agree({ id, expectedVersion: 2, agreedOn: '2024-01-01' }))).toEqual([]);
    expect(issues(await update({ id, expectedVersion: 3, dueOn: '2025-05-31', statement: 'We may open.' }))).toEqual([
      'IMMUTABLE statement',
      'IMMUTABLE dueOn',
    ]);
    const same = { statement: 'We open.', dueOn: '2024-05-31', evidence: 'Open since March.' };
    expect(issues(await update({ id, expectedVersion: 3, ...same }))).toEqual([]);
    expect(await read(id)).toMatchObject({ status: 'AGREED', agreedOn: '2024-01-01', evidence: 'Open since March.' });
  });

  it('are not agreed once they were due', async () => {
    const id = await setting.commitment({ organizationId, goalId, dueOn: '2024-05-31' });
    expect(issues(await agree({ id, expectedVersion: 1, agreedOn: '2024-06-01' }))).toEqual([
      'DATES_OUT_OF_ORDER agreedOn',
    ]);
    expect(issues(await agree({ id, expectedVersion: 1 }))).toEqual(['DATES_OUT_OF_ORDER agreedOn']);
    expect(issues(await agree({ id, expectedVersion: 1, agreedOn: '2024-05-31' }))).toEqual([]);
  });

  it('are fulfilled with evidence, that of the command or what there was', async () => {
    const [bare, told] = [
      await setting.agreed({ organizationId, goalId }),
      await setting.agreed({ organizationId, goalId, evidence: 'Told before.' }),
    ];
    expect(issues(await fulfill({ id: bare, expectedVersion: 2 }))).toEqual(['REQUIRED evidence']);
    const evidenceUrl = 'https://example.org/saturdays';
    expect(issues(await fulfill({ id: bare, expectedVersion: 2, closedOn: '2023-12-31', evidenceUrl }))).toEqual([
      'DATES_OUT_OF_ORDER closedOn',
    ]);
    expect(issues(await fulfill({ id: bare, expectedVersion: 2, closedOn: '2024-05-01', evidenceUrl }))).toEqual([]);
    expect(await read(bare)).toMatchObject({
      status: 'FULFILLED',
      closedOn: '2024-05-01',
      evidence: null,
      evidenceUrl,
    });
    expect(issues(await fulfill({ id: told, expectedVersion: 2 }))).toEqual([]);
    expect(await read(told)).toMatchObject({ status: 'FULFILLED', evidence: 'Told before.' });
    expect(issues(await update({ id: told, expectedVersion: 3, evidence: null }))).toEqual(['REQUIRED evidence']);
    expect(issues(await withdraw({ id: told, expectedVersion: 3 }))).toEqual(['ILLEGAL_TRANSITION id']);
  });

  it('are missed only after they were due', async () => {
    const [due, open] = [
      await setting.agreed({ organizationId, goalId, dueOn: '2024-05-31' }),
      await setting.agreed({ organizationId, goalId }),
    ];
    const later = await setting.agreed({ organizationId, goalId, dueOn: '9999-12-31' });
    expect(issues(await miss({ id: due, expectedVersion: 2, closedOn: '2024-05-31' }))).toEqual([
      'DATES_OUT_OF_ORDER closedOn',
    ]);
    expect(issues(await miss({ id: later, expectedVersion: 2 }))).toEqual(['DATES_OUT_OF_ORDER closedOn']);
    expect(issues(await miss({ id: open, expectedVersion: 2 }))).toEqual(['REQUIRED id']);
    expect(issues(await miss({ id: due, expectedVersion: 2, closedOn: '2024-06-01' }))).toEqual([]);
    expect(await read(due)).toMatchObject({ status: 'MISSED', closedOn: '2024-06-01' });
  });

  it('are withdrawn before or after they are agreed', async () => {
    const [proposed, agreed] = [
      await setting.commitment({ organizationId, goalId }),
      await setting.agreed({ organizationId, goalId }),
    ];
    expect(issues(await withdraw({ id: proposed, expectedVersion: 1, closedOn: '2024-02-01' }))).toEqual([]);
    expect(issues(await withdraw({ id: agreed, expectedVersion: 2, closedOn: '2024-02-01' }))).toEqual([]);
    expect(issues(await agree({ id: proposed, expectedVersion: 2 }))).toEqual(['ILLEGAL_TRANSITION id']);
    expect(await read(proposed)).toMatchObject({ status: 'WITHDRAWN', agreedOn: null, closedOn: '2024-02-01' });
  });

  it('come to one end, however many are tried at once', async () => {
    const id = await setting.agreed({ organizationId, goalId, dueOn: '2024-05-31', evidence: 'Told.' });
    const command = { id, expectedVersion: 2 };
    const outcomes = await Promise.all([fulfill(command), withdraw(command), miss(command)]);
    expect(outcomes.map((outcome) => issues(outcome).join()).sort()).toEqual([
      '',
      'VERSION_CONFLICT expectedVersion',
      'VERSION_CONFLICT expectedVersion',
    ]);
  });

  it('are found by their state, who made them, and what is due, from every side', async () => {
    const [strategyId, activityId] = [await setting.strategy(goalId), await setting.activity()];
    const other = await setting.organization();
    await setting.agreed({ organizationId, goalId, statement: 'late', dueOn: '2024-05-31' });
    await setting.commitment({
      organizationId: other,
      strategyId,
      activityId,
      statement: 'ahead',
      dueOn: '9999-12-31',
    });
    await setting.commitment({ organizationId, goalId, statement: 'closed', visibility: 'RESTRICTED' });
    const found = async (of: 'ecosystem' | 'organization' | 'goal' | 'strategy' | 'activity', asked: object) => {
      const { id, filter, viewer } = { id: setting.ecosystemId, filter: {}, viewer: operator, ...asked };
      const { rows } = await reading(viewer).activity.commitments({ of, id: uuid(id) }, { page: {}, filter });
      return rows.map(({ statement }) => statement).sort();
    };
    expect(await found('ecosystem', {})).toEqual(['ahead', 'closed', 'late']);
    expect(await found('ecosystem', { viewer: anonymous })).toEqual(['ahead', 'late']);
    expect(await found('ecosystem', { filter: { status: 'AGREED' } })).toEqual(['late']);
    expect(await found('ecosystem', { filter: { dueBefore: '2024-06-01' } })).toEqual(['late']);
    expect(await found('ecosystem', { filter: { dueBefore: '2024-05-31' } })).toEqual([]);
    expect(await found('ecosystem', { filter: { organizationId: uuid(other) } })).toEqual(['ahead']);
    expect(await found('organization', { id: organizationId })).toEqual(['closed', 'late']);
    expect(await found('goal', { id: goalId })).toEqual(['closed', 'late']);
    expect(await found('strategy', { id: strategyId })).toEqual(['ahead']);
    expect(await found('activity', { id: activityId })).toEqual(['ahead']);
  });
});
