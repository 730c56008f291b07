import {
  anonymous,
  decodeTypeId,
  encodeTypeId,
  localProgram,
  newUuid,
  type Outcome,
  unwrap,
} from '@collective-impact/sdk';
import { backboneOn } from '@collective-impact/sdk/backbone';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ecosystemDefinition, organizationDefinition } from '../ecosystem/index.ts';
import { createReaders } from '../readers.ts';
import { type Command, Writer } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { whileHeld } from '../testing/while-held.ts';
import { backboneAppointmentDefinition } from './appointment-writer.ts';
import { budgetDefinition } from './budget-writer.ts';
import { commitFunding, declineFunding, fundingDefinition, receiveFunding } from './funding-writer.ts';
import { policyActionDefinition } from './policy-writer.ts';
import { readinessAssessmentDefinition } from './readiness-writer.ts';

let database: TestDatabase;
let writer: Writer;
let ecosystemId: string;
let foundation: string;
let district: string;

const reading = (viewer = localProgram) => createReaders(database.kysely(), viewer);
const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';

/** The TypeID of the record that a command wrote. Throws if the command was rejected. */
async function idOf(prefix: string, command: Promise<Outcome<string>>): Promise<string> {
  const outcome = await command;
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
  return encodeTypeId(prefix, outcome.value);
}

const issues = (outcome: Outcome<string>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);

const newEcosystem = (more: object = {}) =>
  idOf('ecosystem', writer.create(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'Here', ...more }));
const newOrganization = (more: object = {}) =>
  idOf(
    'organization',
    writer.create(organizationDefinition, {
      ecosystemId,
      name: 'Organization',
      stakeholderGroups: [{ code: 'philanthropies' }],
      ...more,
    }),
  );

const appoint = (command: Command) =>
  writer.create(backboneAppointmentDefinition, {
    organizationId: foundation,
    role: 'LEAD',
    startedOn: '2023-09-01',
    ...command,
  });
const appointed = (command: Command = {}) => idOf('backbone_appointment', appoint(command));
const updateAppointment = (command: Command) => writer.update(backboneAppointmentDefinition, command);

const createFunding = (command: Command) =>
  writer.create(fundingDefinition, {
    ecosystemId,
    title: 'A coordinator',
    funderId: foundation,
    recipientId: district,
    amount: '100',
    currency: 'USD',
    ...command,
  });
const fundingId = (command: Command = {}) => idOf('funding', createFunding(command));
const updateFunding = (command: Command) => writer.update(fundingDefinition, command);
const status = async (id: string) => (await reading().record('funding', uuid(id)))?.status;

async function createEcosystem() {
  ecosystemId = await newEcosystem({ visibility: 'PUBLIC' });
  foundation = await newOrganization();
  district = await newOrganization();
}

describe.each(engines)('the backbone on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, localProgram);
  });

  beforeEach(createEcosystem);

  afterAll(() => database.close());

  it('has at most one lead on each date, in the past and in the future', async () => {
    await appointed({ endedOn: '2024-08-31' });
    expect(issues(await appoint({ organizationId: district, startedOn: '2024-08-31' }))).toEqual([
      'DUPLICATE startedOn',
    ]);
    expect(issues(await appoint({ startedOn: '2022-01-01', endedOn: '2023-09-01' }))).toEqual(['DUPLICATE endedOn']);
    await appointed({ organizationId: district, startedOn: '2024-09-01' });
    expect(issues(await appoint({ startedOn: '2030-01-01', endedOn: '2030-12-31' }))).toEqual(['DUPLICATE startedOn']);
    await appointed({ role: 'SUPPORT', startedOn: '2024-09-01' });
  });

  it('has at most one appointment of an organization on each date, in any role', async () => {
    const support = await appointed({ role: 'SUPPORT', endedOn: '2024-08-31' });
    expect(issues(await appoint({ role: 'SUPPORT', startedOn: '2024-08-31' }))).toEqual(['DUPLICATE startedOn']);
    expect(issues(await appoint({ startedOn: '2022-01-01' }))).toEqual(['DUPLICATE endedOn']);
    await appointed({ organizationId: district, role: 'SUPPORT' });
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
    const elsewhere = await newOrganization({ ecosystemId: await newEcosystem() });
    await appointed({ organizationId: elsewhere });
  });

  it('gets a new lead after an appointment ends, which cannot be extended into the next one', async () => {
    const first = await appointed();
    expect(issues(await updateAppointment({ id: first, expectedVersion: 1, endedOn: '2023-08-31' }))).toEqual([
      'DATES_OUT_OF_ORDER endedOn',
    ]);
    await idOf('backbone_appointment', updateAppointment({ id: first, expectedVersion: 1, endedOn: '2024-08-31' }));
    const second = await appointed({ organizationId: district, startedOn: '2024-09-01' });
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
    expect(issues(await appoint({ functions }))).toEqual(['DUPLICATE functions.1']);
    expect(issues(await appoint({ functions: [{ code: 'unknown' }] }))).toEqual(['UNKNOWN_CODE functions.0.code']);
  });

  it('rejects a judgment on a future date', async () => {
    const judgment = (judgedOn: string) => ({
      quality: { code: 'credibility' },
      met: true,
      judgedBy: 'All',
      judgedOn,
    });
    const judgments = [judgment('2023-09-01'), judgment('2999-01-01')];
    expect(issues(await appoint({ judgments }))).toEqual(['OUT_OF_RANGE judgments.1.judgedOn']);
    const id = await appointed({ judgments: judgments.slice(0, 1) });
    expect(issues(await updateAppointment({ id, expectedVersion: 1, judgments: judgments.slice(1) }))).toEqual([
      'OUT_OF_RANGE judgments.0.judgedOn',
    ]);
  });

  it('is computed for a date from the appointments that the viewer may see', async () => {
    const functions = [{ code: 'mobilize-funding' }];
    await appointed({ functions, visibility: 'PUBLIC' });
    await appointed({ organizationId: district, role: 'SUPPORT', functions: [{ code: 'advance-policy' }] });
    const on = async (viewer: typeof localProgram, day: string) =>
      unwrap(backboneOn(await reading(viewer).backbone.activeAppointments(uuid(ecosystemId), day), day));
    expect((await on(localProgram, '2023-09-01')).unassigned).toHaveLength(4);
    expect(await on(anonymous, '2023-09-01')).toMatchObject({ lead: { role: 'LEAD' }, supports: [] });
    expect((await on(anonymous, '2023-09-01')).unassigned).toHaveLength(5);
    expect((await on(localProgram, '2023-08-31')).lead).toBeNull();
  });

  it('has a database constraint against a second lead without an end date', async () => {
    await appointed();
    const raw = sql`insert into "backbone_appointment" ("id", "ecosystem_id", "organization_id", "role", "started_on", "functions", "judgments")
      values (${newUuid()}::uuid, ${uuid(ecosystemId)}::uuid, ${uuid(district)}::uuid, 'LEAD', '2025-01-01', '[]', '[]')`;
    await expect(raw.execute(database.kysely())).rejects.toThrow('backbone_appointment_one_lead');
  });

  it('has one budget in each currency at a time', async () => {
    const create = (command: object) =>
      writer.create(budgetDefinition, {
        ecosystemId,
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
      writer.update(budgetDefinition, { id, expectedVersion: 1, endsOn });
    expect(issues(await update(first, null))).toEqual(['DUPLICATE endsOn']);
    expect(issues(await update(second, '2025-06-30'))).toEqual([]);
    const budgetsFor = async (viewer: typeof localProgram) =>
      (await reading(viewer).funding.allFunding(uuid(ecosystemId))).budgets.map(({ startsOn }) => startsOn);
    expect(await budgetsFor(localProgram)).toEqual(['2024-01-01', '2024-01-01', '2025-01-01']);
    expect(await budgetsFor(anonymous)).toEqual(['2025-01-01']);
  });

  it('lists appointments and policy actions with one statement for several organizations', async () => {
    await appointed({ endedOn: '2024-08-31' });
    await appointed({ role: 'SUPPORT', startedOn: '2024-09-01' });
    const action = { ecosystemId, title: 'Count computing as a science', leadId: foundation };
    await idOf('policy_action', writer.create(policyActionDefinition, { ...action, level: { code: 'state' } }));
    await idOf('policy_action', writer.create(policyActionDefinition, { ...action, level: { code: 'local' } }));
    const read = reading();
    const { result, statements } = await statementsOf(database, () =>
      Promise.all([
        read.backbone.appointments(uuid(ecosystemId), { page: {}, filter: { role: 'SUPPORT' } }),
        read.backbone.policyActions(uuid(ecosystemId), { page: {}, filter: { level: 'state' } }),
        ...[foundation, district].map((id) => read.backbone.appointmentsOf(uuid(id), {})),
        ...[foundation, district].map((id) => read.backbone.policyActionsLedBy(uuid(id), {})),
      ]),
    );
    expect(result.map(({ rows }) => rows.length)).toEqual([1, 1, 2, 0, 2, 0]);
    expect(statements).toHaveLength(4);
  });
});

describe.each(engines)('readiness on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, localProgram);
  });

  beforeEach(createEcosystem);

  afterAll(() => database.close());

  const assess = (criteria: object[], more: object = {}) =>
    writer.create(readinessAssessmentDefinition, {
      ecosystemId,
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
      (await reading(viewer).backbone.allAssessments(uuid(ecosystemId))).length;
    expect([await count(localProgram), await count(anonymous)]).toEqual([2, 1]);
  });
});

describe.each(engines)('funding on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, localProgram);
  });

  beforeEach(createEcosystem);

  afterAll(() => database.close());

  type Step = Parameters<Writer['transition']>[0];
  const transition = (step: Step, id: string, expectedVersion: number, dates: object = {}) =>
    writer.transition(step, { id, expectedVersion, ...dates });

  it('is requested, committed and received in this order', async () => {
    const id = await fundingId();
    expect(await status(id)).toBe('REQUESTED');
    expect(issues(await transition(receiveFunding, id, 1))).toEqual(['ILLEGAL_TRANSITION id']);
    await idOf('funding', transition(commitFunding, id, 1));
    expect(issues(await transition(commitFunding, id, 1))).toEqual(['VERSION_CONFLICT expectedVersion']);
    await idOf('funding', transition(receiveFunding, id, 2));
    expect(issues(await transition(declineFunding, id, 3))).toEqual(['ILLEGAL_TRANSITION id']);
    expect(await status(id)).toBe('RECEIVED');
    expect(issues(await createFunding({ status: 'RECEIVED' }))).toEqual(['INVALID status']);
  });

  it('keeps the date of each step, and rejects dates that are out of order or in the future', async () => {
    const id = await fundingId({ requestedOn: '2024-01-10' });
    const step = (definition: Step, version: number, dates: object) => transition(definition, id, version, dates);
    expect(issues(await step(commitFunding, 1, { committedOn: '2024-01-09' }))).toEqual([
      'DATES_OUT_OF_ORDER committedOn',
    ]);
    expect(issues(await step(commitFunding, 1, { committedOn: '9999-01-01' }))).toEqual(['OUT_OF_RANGE committedOn']);
    await idOf('funding', step(commitFunding, 1, { committedOn: '2024-02-01' }));
    expect(issues(await step(receiveFunding, 2, { receivedOn: '2024-01-31' }))).toEqual([
      'DATES_OUT_OF_ORDER receivedOn',
    ]);
    await idOf('funding', step(receiveFunding, 2, { receivedOn: '2024-03-01' }));
    const { rows } = await sql`select "requested_on"::text as "requested", "committed_on"::text as "committed",
      "received_on"::text as "received", "declined_on" as "declined" from "funding" where "id" = ${uuid(id)}`.execute(
      database.kysely(),
    );
    expect(rows).toEqual([
      { requested: '2024-01-10', committed: '2024-02-01', received: '2024-03-01', declined: null },
    ]);
    expect(issues(await createFunding({ committedOn: '2024-01-01' }))).toEqual(['INVALID committedOn']);
  });

  it('requires a positive amount, a known currency, and a funder or another organization as recipient', async () => {
    expect(issues(await createFunding({ amount: '0' }))).toEqual(['OUT_OF_RANGE amount']);
    expect(issues(await createFunding({ amount: 'much' }))).toEqual(['INVALID amount']);
    expect(issues(await createFunding({ currency: 'ZZZ' }))).toEqual(['UNKNOWN_CODE currency']);
    expect(issues(await createFunding({ recipientId: foundation }))).toEqual(['INVALID recipientId']);
    expect(issues(await createFunding({ funderId: null, recipientId: null }))).toEqual(['REQUIRED funderId']);
    const id = await fundingId({ funderId: null, amount: '1234567890.123456789' });
    expect(await reading().record('funding', uuid(id))).toMatchObject({
      amount: '1234567890.123456789',
      funderId: null,
    });
    expect(issues(await updateFunding({ id, expectedVersion: 1, recipientId: null }))).toEqual(['REQUIRED funderId']);
  });

  it('rejects a funder of another ecosystem', async () => {
    const other = await newOrganization({ ecosystemId: await newEcosystem() });
    expect(issues(await createFunding({ funderId: other }))).toEqual(['OTHER_ECOSYSTEM funderId']);
  });

  it('has sub-awards within the amount, the currency and the dates of the award', async () => {
    const awardId = await fundingId({ startsOn: '2024-01-01', endsOn: '2024-12-31' });
    const subAward = await fundingId({ awardId, amount: '60' });
    expect(issues(await createFunding({ awardId, amount: '40.01' }))).toEqual(['OUT_OF_RANGE amount']);
    await fundingId({ awardId, amount: '40' });
    expect(issues(await createFunding({ awardId, amount: '1', currency: 'EUR', endsOn: '2025-01-01' }))).toEqual([
      'INVALID currency',
      'DATES_OUT_OF_ORDER endsOn',
      'OUT_OF_RANGE amount',
    ]);
    expect(issues(await updateFunding({ id: subAward, expectedVersion: 1, amount: '61' }))).toEqual([
      'OUT_OF_RANGE amount',
    ]);
    expect(issues(await updateFunding({ id: subAward, expectedVersion: 1, awardId: null }))).toEqual([
      'INVALID awardId',
    ]);
    expect(issues(await updateFunding({ id: awardId, expectedVersion: 1, amount: '99' }))).toEqual([
      'OUT_OF_RANGE amount',
    ]);
    expect(issues(await updateFunding({ id: awardId, expectedVersion: 1, currency: 'EUR' }))).toEqual([
      'INVALID currency',
    ]);
    await idOf('funding', updateFunding({ id: subAward, expectedVersion: 1, title: 'Other', endsOn: '2024-12-31' }));
    expect(issues(await updateFunding({ id: awardId, expectedVersion: 1, endsOn: '2024-12-30' }))).toEqual([
      'DATES_OUT_OF_ORDER endsOn',
    ]);
  });

  it('has sub-awards within the known dates of the award', async () => {
    const awardId = await fundingId({ startsOn: '2024-01-01', endsOn: '2024-12-31' });
    const createSubAward = (days: object) => createFunding({ awardId, amount: '1', ...days });
    expect(issues(await createSubAward({ startsOn: '2025-01-01' }))).toEqual(['DATES_OUT_OF_ORDER startsOn']);
    expect(issues(await createSubAward({ endsOn: '2023-12-31' }))).toEqual(['DATES_OUT_OF_ORDER endsOn']);
    const subAward = await fundingId({ awardId, amount: '1', endsOn: '2024-06-01' });
    const late = { id: subAward, expectedVersion: 1, endsOn: null, startsOn: '2025-01-01' };
    expect(issues(await updateFunding(late))).toEqual(['DATES_OUT_OF_ORDER startsOn']);
    const moved = { id: awardId, expectedVersion: 1, startsOn: '2024-06-02', endsOn: null };
    expect(issues(await updateFunding(moved))).toEqual(['DATES_OUT_OF_ORDER startsOn']);
    expect(issues(await updateFunding({ ...moved, startsOn: '2024-06-01' }))).toEqual([]);
  });

  it('has no sub-awards if it is declined, and cannot be declined before its sub-awards', async () => {
    const awardId = await fundingId();
    const subAward = await fundingId({ awardId, amount: '60' });
    expect(issues(await transition(declineFunding, awardId, 1))).toEqual(['ILLEGAL_TRANSITION id']);
    await idOf('funding', transition(declineFunding, subAward, 1));
    await fundingId({ awardId, amount: '100' }).then((again) => idOf('funding', transition(declineFunding, again, 1)));
    await idOf('funding', transition(declineFunding, awardId, 1));
    expect(issues(await createFunding({ awardId, amount: '1' }))).toEqual(['INVALID awardId']);
  });

  it('is filtered by status and function, and listed for funder and recipient', async () => {
    const id = await fundingId({ function: { code: 'advance-policy' } });
    await fundingId();
    await idOf('funding', transition(commitFunding, id, 1));
    const { funding } = reading();
    const counts = async (filter: object) =>
      (await funding.ofEcosystem(uuid(ecosystemId), { page: {}, filter })).rows.length;
    expect(await counts({})).toBe(2);
    expect(await counts({ status: 'COMMITTED' })).toBe(1);
    expect(await counts({ status: 'REQUESTED', function: 'advance-policy' })).toBe(0);
    expect(await counts({ function: 'advance-policy' })).toBe(1);
    expect((await funding.givenBy(uuid(foundation), {})).rows).toHaveLength(2);
    expect((await funding.receivedBy(uuid(foundation), {})).rows).toHaveLength(0);
  });
});

describe('the backbone with concurrent writers on postgresql', () => {
  beforeAll(async () => {
    database = await openTestDatabase('postgresql');
    writer = new Writer(database, localProgram);
  });

  beforeEach(createEcosystem);

  afterAll(() => database.close());

  it('has one lead when two are appointed at the same time', async () => {
    const outcomes = await whileHeld(database, {
      statement: sql`select 1 from "ecosystem" where "id" = ${uuid(ecosystemId)}::uuid for update`,
      work: () => [appoint({ endedOn: '2024-08-31' }), appoint({ organizationId: district, startedOn: '2024-08-01' })],
    });
    expect(outcomes.flatMap(issues)).toHaveLength(1);
    expect((await reading().backbone.appointments(uuid(ecosystemId), { page: {}, filter: {} })).rows).toHaveLength(1);
  });

  it('has one appointment of an organization that is appointed twice at the same time', async () => {
    const outcomes = await whileHeld(database, {
      statement: sql`select 1 from "ecosystem" where "id" = ${uuid(ecosystemId)}::uuid for update`,
      work: () => [appoint({ role: 'SUPPORT' }), appoint({ role: 'SUPPORT', startedOn: '2024-08-01' })],
    });
    expect(outcomes.flatMap(issues)).toHaveLength(1);
  });

  it('rejects concurrent sub-awards that exceed the award', async () => {
    const awardId = await fundingId();
    const outcomes = await whileHeld(database, {
      statement: sql`select 1 from "funding" where "id" = ${uuid(awardId)}::uuid for update`,
      work: () => [createFunding({ awardId, amount: '60' }), createFunding({ awardId, amount: '60' })],
    });
    expect(outcomes.flatMap(issues)).toEqual(['OUT_OF_RANGE amount']);
  });

  it('rejects a sub-award of an award that is being declined', async () => {
    const awardId = await fundingId();
    const outcomes = await whileHeld(database, {
      statement: sql`update "funding" set "status" = 'DECLINED' where "id" = ${uuid(awardId)}::uuid`,
      work: () => [createFunding({ awardId, amount: '60' })],
    });
    expect(outcomes.flatMap(issues)).toEqual(['INVALID awardId']);
  });
});
