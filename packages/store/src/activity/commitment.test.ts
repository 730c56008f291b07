import { anonymous, localProgram } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReaders } from '../readers.ts';
import type { Command } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { ActivityFixture, issues, uuid } from './activity.fixture.ts';
import {
  agreeCommitment,
  commitmentDefinition,
  fulfillCommitment,
  missCommitment,
  withdrawCommitment,
} from './commitment-writer.ts';

let database: TestDatabase;
let fixture: ActivityFixture;
let agenda: string;
let organizationId: string;
let goalId: string;

const reading = (viewer = localProgram) => createReaders(database.kysely(), viewer);
const read = (id: string) => reading().record('commitment', uuid(id));
const create = (command: Command) =>
  fixture.writer.create(commitmentDefinition, { statement: 'We open on Saturdays.', ...command });
const update = (command: Command) => fixture.writer.update(commitmentDefinition, command);
const agree = (command: Command) => fixture.writer.transition(agreeCommitment, command);
const fulfill = (command: Command) => fixture.writer.transition(fulfillCommitment, command);
const withdraw = (command: Command) => fixture.writer.transition(withdrawCommitment, command);
const miss = (command: Command) => fixture.writer.transition(missCommitment, command);

describe.each(engines)('commitments on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new ActivityFixture(database);
  });

  beforeEach(async () => {
    agenda = await fixture.newEcosystem({ visibility: 'PUBLIC' });
    organizationId = await fixture.organization();
    goalId = await fixture.goal(agenda);
  });

  afterAll(() => database.close());

  it('are created as PROPOSED, and require a goal, a strategy or an activity', async () => {
    expect(issues(await create({ organizationId }))).toEqual(['REQUIRED goalId']);
    const [strategyId, activityId] = [await fixture.strategy(goalId), await fixture.activity()];
    for (const aim of [{ goalId }, { strategyId }, { activityId }, { goalId, strategyId, activityId }]) {
      const id = await fixture.commitment({ organizationId, ...aim });
      expect(await read(id)).toMatchObject({ status: 'PROPOSED', agreedOn: null, closedOn: null });
    }
    const id = await fixture.commitment({ organizationId, goalId });
    expect(issues(await update({ id, expectedVersion: 1, goalId: null }))).toEqual(['REQUIRED goalId']);
  });

  it('reject a strategy of another goal', async () => {
    const strategyId = await fixture.strategy(await fixture.goal(agenda));
    expect(issues(await create({ organizationId, goalId, strategyId }))).toEqual(['INVALID strategyId']);
    const id = await fixture.commitment({ organizationId, strategyId });
    expect(issues(await update({ id, expectedVersion: 1, goalId }))).toEqual(['INVALID strategyId']);
  });

  it('reject goals of another ecosystem and a change of organization', async () => {
    await fixture.newEcosystem();
    const here = await fixture.organization();
    expect(issues(await create({ organizationId: here, goalId }))).toEqual(['OTHER_ECOSYSTEM goalId']);
    const id = await fixture.commitment({ organizationId: here, activityId: await fixture.activity() });
    expect(issues(await update({ id, expectedVersion: 1, organizationId: here }))).toEqual(['INVALID organizationId']);
  });

  it('cannot change once they are agreed, except for their evidence', async () => {
    const id = await fixture.commitment({ organizationId, goalId });
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

  it('cannot be agreed after their due date', async () => {
    const id = await fixture.commitment({ organizationId, goalId, dueOn: '2024-05-31' });
    expect(issues(await agree({ id, expectedVersion: 1, agreedOn: '2024-06-01' }))).toEqual([
      'DATES_OUT_OF_ORDER agreedOn',
    ]);
    expect(issues(await agree({ id, expectedVersion: 1 }))).toEqual(['DATES_OUT_OF_ORDER agreedOn']);
    expect(issues(await agree({ id, expectedVersion: 1, agreedOn: '2024-05-31' }))).toEqual([]);
  });

  it('require evidence when they are fulfilled, from the command or recorded earlier', async () => {
    const [withoutEvidence, withEvidence] = [
      await fixture.agreedCommitment({ organizationId, goalId }),
      await fixture.agreedCommitment({ organizationId, goalId, evidence: 'Open since March.' }),
    ];
    expect(issues(await fulfill({ id: withoutEvidence, expectedVersion: 2 }))).toEqual(['REQUIRED evidence']);
    const evidenceUrl = 'https://example.org/saturdays';
    expect(
      issues(await fulfill({ id: withoutEvidence, expectedVersion: 2, closedOn: '2023-12-31', evidenceUrl })),
    ).toEqual(['DATES_OUT_OF_ORDER closedOn']);
    expect(
      issues(await fulfill({ id: withoutEvidence, expectedVersion: 2, closedOn: '2024-05-01', evidenceUrl })),
    ).toEqual([]);
    expect(await read(withoutEvidence)).toMatchObject({
      status: 'FULFILLED',
      closedOn: '2024-05-01',
      evidence: null,
      evidenceUrl,
    });
    expect(issues(await fulfill({ id: withEvidence, expectedVersion: 2 }))).toEqual([]);
    expect(await read(withEvidence)).toMatchObject({ status: 'FULFILLED', evidence: 'Open since March.' });
    expect(issues(await update({ id: withEvidence, expectedVersion: 3, evidence: null }))).toEqual([
      'REQUIRED evidence',
    ]);
    expect(issues(await withdraw({ id: withEvidence, expectedVersion: 3 }))).toEqual(['ILLEGAL_TRANSITION id']);
  });

  it('can be missed only after their due date', async () => {
    const [due, undated] = [
      await fixture.agreedCommitment({ organizationId, goalId, dueOn: '2024-05-31' }),
      await fixture.agreedCommitment({ organizationId, goalId }),
    ];
    const later = await fixture.agreedCommitment({ organizationId, goalId, dueOn: '9999-12-31' });
    expect(issues(await miss({ id: due, expectedVersion: 2, closedOn: '2024-05-31' }))).toEqual([
      'DATES_OUT_OF_ORDER closedOn',
    ]);
    expect(issues(await miss({ id: later, expectedVersion: 2 }))).toEqual(['DATES_OUT_OF_ORDER closedOn']);
    expect(issues(await miss({ id: undated, expectedVersion: 2 }))).toEqual(['REQUIRED id']);
    expect(issues(await miss({ id: due, expectedVersion: 2, closedOn: '2024-06-01' }))).toEqual([]);
    expect(await read(due)).toMatchObject({ status: 'MISSED', closedOn: '2024-06-01' });
  });

  it('can be withdrawn before or after they are agreed', async () => {
    const [proposed, agreed] = [
      await fixture.commitment({ organizationId, goalId }),
      await fixture.agreedCommitment({ organizationId, goalId }),
    ];
    expect(issues(await withdraw({ id: proposed, expectedVersion: 1, closedOn: '2024-02-01' }))).toEqual([]);
    expect(issues(await withdraw({ id: agreed, expectedVersion: 2, closedOn: '2024-02-01' }))).toEqual([]);
    expect(issues(await agree({ id: proposed, expectedVersion: 2 }))).toEqual(['ILLEGAL_TRANSITION id']);
    expect(await read(proposed)).toMatchObject({ status: 'WITHDRAWN', agreedOn: null, closedOn: '2024-02-01' });
  });

  it('are closed once when several commands close them at the same time', async () => {
    const id = await fixture.agreedCommitment({
      organizationId,
      goalId,
      dueOn: '2024-05-31',
      evidence: 'Open since March.',
    });
    const command = { id, expectedVersion: 2 };
    const outcomes = await Promise.all([fulfill(command), withdraw(command), miss(command)]);
    expect(outcomes.map((outcome) => issues(outcome).join()).sort()).toEqual([
      '',
      'VERSION_CONFLICT expectedVersion',
      'VERSION_CONFLICT expectedVersion',
    ]);
  });

  it('are filtered by status, organization and due date, and listed for every related record', async () => {
    const [strategyId, activityId] = [await fixture.strategy(goalId), await fixture.activity()];
    const other = await fixture.organization();
    await fixture.agreedCommitment({ organizationId, goalId, statement: 'late', dueOn: '2024-05-31' });
    await fixture.commitment({
      organizationId: other,
      strategyId,
      activityId,
      statement: 'ahead',
      dueOn: '9999-12-31',
    });
    await fixture.commitment({ organizationId, goalId, statement: 'closed', visibility: 'RESTRICTED' });
    const statements = async (of: 'ecosystem' | 'organization' | 'goal' | 'strategy' | 'activity', request: object) => {
      const { id, filter, viewer } = { id: fixture.ecosystemId, filter: {}, viewer: localProgram, ...request };
      const { rows } = await reading(viewer).activity.commitments({ of, id: uuid(id) }, { page: {}, filter });
      return rows.map(({ statement }) => statement).sort();
    };
    expect(await statements('ecosystem', {})).toEqual(['ahead', 'closed', 'late']);
    expect(await statements('ecosystem', { viewer: anonymous })).toEqual(['ahead', 'late']);
    expect(await statements('ecosystem', { filter: { status: 'AGREED' } })).toEqual(['late']);
    expect(await statements('ecosystem', { filter: { dueBefore: '2024-06-01' } })).toEqual(['late']);
    expect(await statements('ecosystem', { filter: { dueBefore: '2024-05-31' } })).toEqual([]);
    expect(await statements('ecosystem', { filter: { organizationId: uuid(other) } })).toEqual(['ahead']);
    expect(await statements('organization', { id: organizationId })).toEqual(['closed', 'late']);
    expect(await statements('goal', { id: goalId })).toEqual(['closed', 'late']);
    expect(await statements('strategy', { id: strategyId })).toEqual(['ahead']);
    expect(await statements('activity', { id: activityId })).toEqual(['ahead']);
  });
});
