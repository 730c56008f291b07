import { anonymous, localProgram, newUuid, unwrap } from '@collective-impact/sdk';
import { backboneOn } from '@collective-impact/sdk/backbone';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Command } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { backboneAppointmentDefinition } from './appointment-writer.ts';
import { BackboneWorld, idOf, issues, uuid } from './backbone.fixture.ts';
import { budgetDefinition } from './budget-writer.ts';
import { policyActionDefinition } from './policy-writer.ts';
import { readinessAssessmentDefinition } from './readiness-writer.ts';

const world = new BackboneWorld();

const appointed = (command: Command = {}) => idOf('backbone_appointment', world.appoint(command));

const updateAppointment = (command: Command) => world.writer.update(backboneAppointmentDefinition, command);

describe.each(engines)('the backbone on %s', (engine) => {
  world.prepare(engine);

  it('has at most one lead on each date, in the past and in the future', async () => {
    await appointed({ endedOn: '2024-08-31' });
    expect(issues(await world.appoint({ organizationId: world.district, startedOn: '2024-08-31' }))).toEqual([
      'DUPLICATE startedOn',
    ]);
    expect(issues(await world.appoint({ startedOn: '2022-01-01', endedOn: '2023-09-01' }))).toEqual([
      'DUPLICATE endedOn',
    ]);
    await appointed({ organizationId: world.district, startedOn: '2024-09-01' });
    expect(issues(await world.appoint({ startedOn: '2030-01-01', endedOn: '2030-12-31' }))).toEqual([
      'DUPLICATE startedOn',
    ]);
    await appointed({ role: 'SUPPORT', startedOn: '2024-09-01' });
  });

  it('has at most one appointment of an organization on each date, in any role', async () => {
    const support = await appointed({ role: 'SUPPORT', endedOn: '2024-08-31' });
    expect(issues(await world.appoint({ role: 'SUPPORT', startedOn: '2024-08-31' }))).toEqual(['DUPLICATE startedOn']);
    expect(issues(await world.appoint({ startedOn: '2022-01-01' }))).toEqual(['DUPLICATE endedOn']);
    await appointed({ organizationId: world.district, role: 'SUPPORT' });
    await appointed({ startedOn: '2024-09-01' });
    expect(issues(await updateAppointment({ id: support, expectedVersion: 1, endedOn: null }))).toEqual([
      'DUPLICATE endedOn',
    ]);
    expect(
      issues(await updateAppointment({ id: support, expectedVersion: 1, functions: [{ code: 'advance-policy' }] })),
    ).toEqual([]);
  });

  it('can have a different lead in each ecosystem', async () => {
    await appointed();
    const elsewhere = await world.newOrganization({ ecosystemId: await world.newEcosystem() });
    await appointed({ organizationId: elsewhere });
  });

  it('gets a new lead after an appointment ends, which cannot be extended into the next one', async () => {
    const first = await appointed();
    expect(issues(await updateAppointment({ id: first, expectedVersion: 1, endedOn: '2023-08-31' }))).toEqual([
      'DATES_OUT_OF_ORDER endedOn',
    ]);
    await idOf('backbone_appointment', updateAppointment({ id: first, expectedVersion: 1, endedOn: '2024-08-31' }));
    const second = await appointed({ organizationId: world.district, startedOn: '2024-09-01' });
    expect(issues(await updateAppointment({ id: first, expectedVersion: 2, endedOn: null }))).toEqual([
      'DUPLICATE endedOn',
    ]);
    expect(issues(await updateAppointment({ id: second, expectedVersion: 1, startedOn: '2024-08-01' }))).toEqual([
      'DUPLICATE startedOn',
    ]);
    expect(issues(await updateAppointment({ id: second, expectedVersion: 1, role: 'SUPPORT' }))).toEqual([
      'INVALID role',
    ]);
    expect(issues(await updateAppointment({ id: first, expectedVersion: 1, endedOn: null }))).toEqual([
      'VERSION_CONFLICT expectedVersion',
    ]);
  });

  it('rejects repeated and unknown functions', async () => {
    const functions = [{ code: 'advance-policy' }, { code: 'advance-policy' }];
    expect(issues(await world.appoint({ functions }))).toEqual(['DUPLICATE functions.1']);
    expect(issues(await world.appoint({ functions: [{ code: 'unknown' }] }))).toEqual([
      'UNKNOWN_CODE functions.0.code',
    ]);
  });

  it('rejects a judgment on a future date', async () => {
    const judgment = (judgedOn: string) => ({
      quality: { code: 'credibility' },
      met: true,
      judgedBy: 'All',
      judgedOn,
    });
    const judgments = [judgment('2023-09-01'), judgment('2999-01-01')];
    expect(issues(await world.appoint({ judgments }))).toEqual(['OUT_OF_RANGE judgments.1.judgedOn']);
    const id = await appointed({ judgments: judgments.slice(0, 1) });
    expect(issues(await updateAppointment({ id, expectedVersion: 1, judgments: judgments.slice(1) }))).toEqual([
      'OUT_OF_RANGE judgments.0.judgedOn',
    ]);
  });

  it('is computed for a date from the appointments that the viewer may see', async () => {
    const functions = [{ code: 'mobilize-funding' }];
    await appointed({ functions, visibility: 'PUBLIC' });
    await appointed({ organizationId: world.district, role: 'SUPPORT', functions: [{ code: 'advance-policy' }] });
    const on = async (viewer: typeof localProgram, day: string) =>
      unwrap(backboneOn(await world.reading(viewer).backbone.activeAppointments(uuid(world.ecosystemId), day), day));
    expect((await on(localProgram, '2023-09-01')).unassigned).toHaveLength(4);
    expect(await on(anonymous, '2023-09-01')).toMatchObject({ lead: { role: 'LEAD' }, supports: [] });
    expect((await on(anonymous, '2023-09-01')).unassigned).toHaveLength(5);
    expect((await on(localProgram, '2023-08-31')).lead).toBeNull();
  });

  it('has a database constraint against a second lead without an end date', async () => {
    await appointed();
    const raw = sql`insert into "backbone_appointment" ("id", "ecosystem_id", "organization_id", "role", "started_on", "functions", "judgments")
      values (${newUuid()}::uuid, ${uuid(world.ecosystemId)}::uuid, ${uuid(world.district)}::uuid, 'LEAD', '2025-01-01', '[]', '[]')`;
    await expect(raw.execute(world.database.kysely())).rejects.toThrow('backbone_appointment_one_lead');
  });

  it('has one budget in each currency at a time', async () => {
    const create = (command: object) =>
      world.writer.create(budgetDefinition, {
        ecosystemId: world.ecosystemId,
        monthlyAmount: '1000',
        currency: 'USD',
        startsOn: '2024-01-01',
        ...command,
      });
    const first = await idOf('budget', create({ endsOn: '2024-12-31' }));
    expect(issues(await create({ startsOn: '2024-12-31' }))).toEqual(['DUPLICATE startsOn']);
    expect(issues(await create({ currency: 'EUR' }))).toEqual([]);
    const second = await idOf('budget', create({ startsOn: '2025-01-01', visibility: 'PUBLIC' }));
    const update = (id: string, endsOn: string | null) =>
      world.writer.update(budgetDefinition, { id, expectedVersion: 1, endsOn });
    expect(issues(await update(first, null))).toEqual(['DUPLICATE endsOn']);
    expect(issues(await update(second, '2025-06-30'))).toEqual([]);
    const budgetsFor = async (viewer: typeof localProgram) =>
      (await world.reading(viewer).funding.allFunding(uuid(world.ecosystemId))).budgets.map(({ startsOn }) => startsOn);
    expect(await budgetsFor(localProgram)).toEqual(['2024-01-01', '2024-01-01', '2025-01-01']);
    expect(await budgetsFor(anonymous)).toEqual(['2025-01-01']);
  });

  it('lists appointments and policy actions with one statement for several organizations', async () => {
    await appointed({ endedOn: '2024-08-31' });
    await appointed({ role: 'SUPPORT', startedOn: '2024-09-01' });
    const action = { ecosystemId: world.ecosystemId, title: 'Count computing as a science', leadId: world.foundation };
    await idOf('policy_action', world.writer.create(policyActionDefinition, { ...action, level: { code: 'state' } }));
    await idOf('policy_action', world.writer.create(policyActionDefinition, { ...action, level: { code: 'local' } }));
    const read = world.reading();
    const { result, statements } = await statementsOf(world.database, () =>
      Promise.all([
        read.backbone.appointments(uuid(world.ecosystemId), { page: {}, filter: { role: 'SUPPORT' } }),
        read.backbone.policyActions(uuid(world.ecosystemId), { page: {}, filter: { level: 'state' } }),
        ...[world.foundation, world.district].map((id) => read.backbone.appointmentsOf(uuid(id), {})),
        ...[world.foundation, world.district].map((id) => read.backbone.policyActionsLedBy(uuid(id), {})),
      ]),
    );
    expect(result.map(({ rows }) => rows.length)).toEqual([1, 1, 2, 0, 2, 0]);
    expect(statements).toHaveLength(4);
  });
});

describe.each(engines)('readiness on %s', (engine) => {
  world.prepare(engine);

  const assess = (criteria: object[], more: object = {}) =>
    world.writer.create(readinessAssessmentDefinition, {
      ecosystemId: world.ecosystemId,
      assessedOn: '2023-10-02',
      assessedBy: 'A facilitator',
      criteria,
      ...more,
    });

  it('accepts standard and custom criteria once each, with scores from 1 to 5', async () => {
    const champion = { criterion: { code: 'influential-champion' }, score: 4 };
    const custom = { criterion: { scheme: 'ours', code: 'youth-voice', label: 'Youth voice' }, score: 2 };
    await idOf('readiness_assessment', assess([champion, custom]));
    expect(issues(await assess([champion, custom, champion]))).toEqual(['DUPLICATE criteria.2.criterion']);
    expect(issues(await assess([]))).toEqual(['OUT_OF_RANGE criteria']);
    expect(issues(await assess([{ ...champion, score: 6 }]))).toEqual(['OUT_OF_RANGE criteria.0.score']);
  });

  it('returns only the assessments that the viewer may see', async () => {
    const champion = { criterion: { code: 'influential-champion' }, score: 4 };
    await idOf('readiness_assessment', assess([champion], { visibility: 'PUBLIC' }));
    await idOf('readiness_assessment', assess([{ ...champion, score: 1 }], { visibility: 'RESTRICTED' }));
    const count = async (viewer: typeof localProgram) =>
      (await world.reading(viewer).backbone.allAssessments(uuid(world.ecosystemId))).length;
    expect([await count(localProgram), await count(anonymous)]).toEqual([2, 1]);
  });
});
