import { anonymous, decodeTypeId, encodeTypeId, newUuid, type Outcome, operator, unwrap } from '@collective-impact/sdk';
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
import { commitFunding, declineFunding, fundingDefinition, receiveFunding } from './funding-writer.ts';
import { policyActionDefinition } from './policy-writer.ts';
import { readinessAssessmentDefinition } from './readiness-writer.ts';

let database: TestDatabase;
let writer: Writer;
let ecosystemId: string;
let foundation: string;
let district: string;

const reading = (viewer = operator) => createReaders(database.kysely(), viewer);
const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';

async function made(prefix: string, outcome: Promise<Outcome<string>>): Promise<string> {
  const done = await outcome;
  if (!done.ok) throw new Error(JSON.stringify(done.issues));
  return encodeTypeId(prefix, done.value);
}

const issues = (outcome: Outcome<string>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);

const newEcosystem = (more: object = {}) =>
  made('ecosystem', writer.create(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'Here', ...more }));
const newOrganization = (more: object = {}) =>
  made(
    'organization',
    writer.create(organizationDefinition, {
      ecosystemId,
      name: 'Somebody',
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
const appointed = (command: Command = {}) => made('backbone_appointment', appoint(command));
const reappoint = (command: Command) => writer.update(backboneAppointmentDefinition, command);

const give = (command: Command) =>
  writer.create(fundingDefinition, {
    ecosystemId,
    title: 'A coordinator',
    funderId: foundation,
    recipientId: district,
    amount: '100',
    currency: 'USD',
    ...command,
  });
const given = (command: Command = {}) => made('funding', give(command));
const change = (command: Command) => writer.update(fundingDefinition, command);
const status = async (id: string) => (await reading().record('funding', uuid(id)))?.status;

async function beginning() {
  ecosystemId = await newEcosystem({ visibility: 'PUBLIC' });
  foundation = await newOrganization();
  district = await newOrganization();
}

describe.each(engines)('the backbone on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, operator);
  });

  beforeEach(beginning);

  afterAll(() => database.close());

  it('has one lead on each day, in the past and the future too', async () => {
    await appointed({ endedOn: '2024-08-31' });
    expect(issues(await appoint({ organizationId: district, startedOn: '2024-08-31' }))).toEqual([
      'DUPLICATE startedOn',
    ]);
    expect(issues(await appoint({ startedOn: '2022-01-01', endedOn: '2023-09-01' }))).toEqual(['DUPLICATE endedOn']);
    await appointed({ organizationId: district, startedOn: '2024-09-01' });
    expect(issues(await appoint({ startedOn: '2030-01-01', endedOn: '2030-12-31' }))).toEqual(['DUPLICATE startedOn']);
    await appointed({ role: 'SUPPORT', startedOn: '2024-09-01' });
  });

  it('is served by an organization once on each day, as whatever', async () => {
    const support = await appointed({ role: 'SUPPORT', endedOn: '2024-08-31' });
    expect(issues(await appoint({ role: 'SUPPORT', startedOn: '2024-08-31' }))).toEqual(['DUPLICATE startedOn']);
    expect(issues(await appoint({ startedOn: '2022-01-01' }))).toEqual(['DUPLICATE endedOn']);
    await appointed({ organizationId: district, role: 'SUPPORT' });
    await appointed({ startedOn: '2024-09-01' });
    expect(issues(await reappoint({ id: support, expectedVersion: 1, endedOn: null }))).toEqual(['DUPLICATE endedOn']);
    expect(
      issues(await reappoint({ id: support, expectedVersion: 1, functions: [{ code: 'advance-policy' }] })),
    ).toEqual([]);
  });

  it('has a lead in each ecosystem', async () => {
    await appointed();
    const elsewhere = await newOrganization({ ecosystemId: await newEcosystem() });
    await appointed({ organizationId: elsewhere });
  });

  it('is handed over by ending an appointment, and not taken back over the next', async () => {
    const first = await appointed();
    expect(issues(await reappoint({ id: first, expectedVersion: 1, endedOn: '2023-08-31' }))).toEqual([
      'DATES_OUT_OF_ORDER endedOn',
    ]);
    await made('backbone_appointment', reappoint({ id: first, expectedVersion: 1, endedOn: '2024-08-31' }));
    const second = await appointed({ organizationId: district, startedOn: '2024-09-01' });
    expect(issues(await reappoint({ id: first, expectedVersion: 2, endedOn: null }))).toEqual(['DUPLICATE endedOn']);
    expect(issues(await reappoint({ id: second, expectedVersion: 1, startedOn: '2024-08-01' }))).toEqual([
      'DUPLICATE startedOn',
    ]);
    expect(issues(await reappoint({ id: second, expectedVersion: 1, role: 'SUPPORT' }))).toEqual(['INVALID role']);
    expect(issues(await reappoint({ id: first, expectedVersion: 1, endedOn: null }))).toEqual([
      'VERSION_CONFLICT expectedVersion',
    ]);
  });

  it('names each function once', async () => {
    const functions = [{ code: 'advance-policy' }, { code: 'advance-policy' }];
    expect(issues(await appoint({ functions }))).toEqual(['DUPLICATE functions.1']);
    expect(issues(await appoint({ functions: [{ code: 'nonsense' }] }))).toEqual(['UNKNOWN_CODE functions.0.code']);
  });

  it('is judged on no day to come', async () => {
    const judgement = (judgedOn: string) => ({
      quality: { code: 'credibility' },
      met: true,
      judgedBy: 'All',
      judgedOn,
    });
    const judgements = [judgement('2023-09-01'), judgement('2999-01-01')];
    expect(issues(await appoint({ judgements }))).toEqual(['OUT_OF_RANGE judgements.1.judgedOn']);
    const id = await appointed({ judgements: judgements.slice(0, 1) });
    expect(issues(await reappoint({ id, expectedVersion: 1, judgements: judgements.slice(1) }))).toEqual([
      'OUT_OF_RANGE judgements.0.judgedOn',
    ]);
  });

  it('is read by day, as far as the viewer sees it', async () => {
    const functions = [{ code: 'mobilize-funding' }];
    await appointed({ functions, visibility: 'PUBLIC' });
    await appointed({ organizationId: district, role: 'SUPPORT', functions: [{ code: 'advance-policy' }] });
    const on = async (viewer: typeof operator, day: string) =>
      unwrap(backboneOn(await reading(viewer).backbone.serving(uuid(ecosystemId), day), day));
    expect((await on(operator, '2023-09-01')).unassigned).toHaveLength(4);
    expect(await on(anonymous, '2023-09-01')).toMatchObject({ lead: { role: 'LEAD' }, supports: [] });
    expect((await on(anonymous, '2023-09-01')).unassigned).toHaveLength(5);
    expect((await on(operator, '2023-08-31')).lead).toBeNull();
  });

  it('keeps the database from a second lead without an end, whoever writes', async () => {
    await appointed();
    const raw = sql`insert into "backbone_appointment" ("id", "ecosystem_id", "organization_id", "role", "started_on", "functions", "judgements")
      values (${newUuid()}::uuid, ${uuid(ecosystemId)}::uuid, ${uuid(district)}::uuid, 'LEAD', '2025-01-01', '[]', '[]')`;
    await expect(raw.execute(database.kysely())).rejects.toThrow('backbone_appointment_one_lead');
  });

  it('lists appointments and policy actions by one statement, whatever their width', async () => {
    await appointed({ endedOn: '2024-08-31' });
    await appointed({ role: 'SUPPORT', startedOn: '2024-09-01' });
    const goalless = { ecosystemId, title: 'Count computing as a science', leadId: foundation };
    await made('policy_action', writer.create(policyActionDefinition, { ...goalless, level: { code: 'state' } }));
    await made('policy_action', writer.create(policyActionDefinition, { ...goalless, level: { code: 'local' } }));
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
    writer = new Writer(database, operator);
  });

  beforeEach(beginning);

  afterAll(() => database.close());

  const assess = (criteria: object[], more: object = {}) =>
    writer.create(readinessAssessmentDefinition, {
      ecosystemId,
      assessedOn: '2023-10-02',
      assessedBy: 'A facilitator',
      criteria,
      ...more,
    });

  it('is assessed by criteria, each once, of ours or of a site', async () => {
    const champion = { criterion: { code: 'influential-champion' }, score: 4 };
    const own = { criterion: { scheme: 'ours', code: 'youth-voice', label: 'Youth voice' }, score: 2 };
    await made('readiness_assessment', assess([champion, own]));
    expect(issues(await assess([champion, own, champion]))).toEqual(['DUPLICATE criteria.2.criterion']);
    expect(issues(await assess([]))).toEqual(['OUT_OF_RANGE criteria']);
    expect(issues(await assess([{ ...champion, score: 6 }]))).toEqual(['OUT_OF_RANGE criteria.0.score']);
  });

  it('influences what a viewer is told only by what that viewer sees', async () => {
    const champion = { criterion: { code: 'influential-champion' }, score: 4 };
    await made('readiness_assessment', assess([champion], { visibility: 'PUBLIC' }));
    await made('readiness_assessment', assess([{ ...champion, score: 1 }], { visibility: 'RESTRICTED' }));
    const seen = async (viewer: typeof operator) =>
      (await reading(viewer).backbone.everyAssessment(uuid(ecosystemId))).length;
    expect([await seen(operator), await seen(anonymous)]).toEqual([2, 1]);
  });
});

describe.each(engines)('funding on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, operator);
  });

  beforeEach(beginning);

  afterAll(() => database.close());

  const step = (transition: typeof commitFunding, id: string, expectedVersion: number) =>
    writer.transition(transition, { id, expectedVersion });

  it('is sought, then committed, then received, and not otherwise', async () => {
    const id = await given();
    expect(await status(id)).toBe('REQUESTED');
    expect(issues(await step(receiveFunding, id, 1))).toEqual(['ILLEGAL_TRANSITION id']);
    await made('funding', step(commitFunding, id, 1));
    expect(issues(await step(commitFunding, id, 1))).toEqual(['VERSION_CONFLICT expectedVersion']);
    await made('funding', step(receiveFunding, id, 2));
    expect(issues(await step(declineFunding, id, 3))).toEqual(['ILLEGAL_TRANSITION id']);
    expect(await status(id)).toBe('RECEIVED');
    expect(issues(await give({ status: 'RECEIVED' }))).toEqual(['INVALID status']);
  });

  it('is of an amount in a currency, between two sides of which one is named', async () => {
    expect(issues(await give({ amount: '0' }))).toEqual(['OUT_OF_RANGE amount']);
    expect(issues(await give({ amount: 'much' }))).toEqual(['INVALID amount']);
    expect(issues(await give({ currency: 'ZZZ' }))).toEqual(['UNKNOWN_CODE currency']);
    expect(issues(await give({ recipientId: foundation }))).toEqual(['INVALID recipientId']);
    expect(issues(await give({ funderId: null, recipientId: null }))).toEqual(['REQUIRED funderId']);
    const id = await given({ funderId: null, amount: '1234567890.123456789' });
    expect(await reading().record('funding', uuid(id))).toMatchObject({
      amount: '1234567890.123456789',
      funderId: null,
    });
    expect(issues(await change({ id, expectedVersion: 1, recipientId: null }))).toEqual(['REQUIRED funderId']);
  });

  it('comes from and goes to organizations of the same ecosystem', async () => {
    const other = await newOrganization({ ecosystemId: await newEcosystem() });
    expect(issues(await give({ funderId: other }))).toEqual(['OTHER_ECOSYSTEM funderId']);
  });

  it('is passed on within the award, in its currency and its days', async () => {
    const awardId = await given({ startsOn: '2024-01-01', endsOn: '2024-12-31' });
    const part = await given({ awardId, amount: '60' });
    expect(issues(await give({ awardId, amount: '40.01' }))).toEqual(['OUT_OF_RANGE amount']);
    await given({ awardId, amount: '40' });
    expect(issues(await give({ awardId, amount: '1', currency: 'EUR', endsOn: '2025-01-01' }))).toEqual([
      'INVALID currency',
      'DATES_OUT_OF_ORDER endsOn',
      'OUT_OF_RANGE amount',
    ]);
    expect(issues(await change({ id: part, expectedVersion: 1, amount: '61' }))).toEqual(['OUT_OF_RANGE amount']);
    expect(issues(await change({ id: part, expectedVersion: 1, awardId: null }))).toEqual(['INVALID awardId']);
    expect(issues(await change({ id: awardId, expectedVersion: 1, amount: '99' }))).toEqual(['OUT_OF_RANGE amount']);
    expect(issues(await change({ id: awardId, expectedVersion: 1, currency: 'EUR' }))).toEqual(['INVALID currency']);
    await made('funding', change({ id: part, expectedVersion: 1, title: 'Other', endsOn: '2024-12-31' }));
    expect(issues(await change({ id: awardId, expectedVersion: 1, endsOn: '2024-12-30' }))).toEqual([
      'DATES_OUT_OF_ORDER endsOn',
    ]);
  });

  it('is passed on within its days, however few of them are known', async () => {
    const awardId = await given({ startsOn: '2024-01-01', endsOn: '2024-12-31' });
    const passOn = (days: object) => give({ awardId, amount: '1', ...days });
    expect(issues(await passOn({ startsOn: '2025-01-01' }))).toEqual(['DATES_OUT_OF_ORDER startsOn']);
    expect(issues(await passOn({ endsOn: '2023-12-31' }))).toEqual(['DATES_OUT_OF_ORDER endsOn']);
    const part = await given({ awardId, amount: '1', endsOn: '2024-06-01' });
    const late = { id: part, expectedVersion: 1, endsOn: null, startsOn: '2025-01-01' };
    expect(issues(await change(late))).toEqual(['DATES_OUT_OF_ORDER startsOn']);
    const moved = { id: awardId, expectedVersion: 1, startsOn: '2024-06-02', endsOn: null };
    expect(issues(await change(moved))).toEqual(['DATES_OUT_OF_ORDER startsOn']);
    expect(issues(await change({ ...moved, startsOn: '2024-06-01' }))).toEqual([]);
  });

  it('that was declined is not passed on, and what is passed on is declined first', async () => {
    const awardId = await given();
    const part = await given({ awardId, amount: '60' });
    expect(issues(await step(declineFunding, awardId, 1))).toEqual(['ILLEGAL_TRANSITION id']);
    await made('funding', step(declineFunding, part, 1));
    await given({ awardId, amount: '100' }).then((again) => made('funding', step(declineFunding, again, 1)));
    await made('funding', step(declineFunding, awardId, 1));
    expect(issues(await give({ awardId, amount: '1' }))).toEqual(['INVALID awardId']);
  });

  it('is listed by status and function, and from both sides', async () => {
    const id = await given({ function: { code: 'advance-policy' } });
    await given();
    await made('funding', step(commitFunding, id, 1));
    const { funding } = reading();
    const counts = async (filter: object) =>
      (await funding.inEcosystem(uuid(ecosystemId), { page: {}, filter })).rows.length;
    expect(await counts({})).toBe(2);
    expect(await counts({ status: 'COMMITTED' })).toBe(1);
    expect(await counts({ status: 'REQUESTED', function: 'advance-policy' })).toBe(0);
    expect(await counts({ function: 'advance-policy' })).toBe(1);
    expect((await funding.givenBy(uuid(foundation), {})).rows).toHaveLength(2);
    expect((await funding.receivedBy(uuid(foundation), {})).rows).toHaveLength(0);
  });
});

describe('the backbone under others at work, on postgresql', () => {
  beforeAll(async () => {
    database = await openTestDatabase('postgresql');
    writer = new Writer(database, operator);
  });

  beforeEach(beginning);

  afterAll(() => database.close());

  it('gets one lead of two that are appointed in the same moment', async () => {
    const outcomes = await whileHeld(database, {
      statement: sql`select 1 from "ecosystem" where "id" = ${uuid(ecosystemId)}::uuid for update`,
      work: () => [appoint({ endedOn: '2024-08-31' }), appoint({ organizationId: district, startedOn: '2024-08-01' })],
    });
    expect(outcomes.flatMap(issues)).toHaveLength(1);
    expect((await reading().backbone.appointments(uuid(ecosystemId), { page: {}, filter: {} })).rows).toHaveLength(1);
  });

  it('is served once by an organization that is appointed twice in the same moment', async () => {
    const outcomes = await whileHeld(database, {
      statement: sql`select 1 from "ecosystem" where "id" = ${uuid(ecosystemId)}::uuid for update`,
      work: () => [appoint({ role: 'SUPPORT' }), appoint({ role: 'SUPPORT', startedOn: '2024-08-01' })],
    });
    expect(outcomes.flatMap(issues)).toHaveLength(1);
  });

  it('passes no more on than there is, in however many parts at once', async () => {
    const awardId = await given();
    const outcomes = await whileHeld(database, {
      statement: sql`select 1 from "funding" where "id" = ${uuid(awardId)}::uuid for update`,
      work: () => [give({ awardId, amount: '60' }), give({ awardId, amount: '60' })],
    });
    expect(outcomes.flatMap(issues)).toEqual(['OUT_OF_RANGE amount']);
  });

  it('passes nothing on of an award that is being declined', async () => {
    const awardId = await given();
    const outcomes = await whileHeld(database, {
      statement: sql`update "funding" set "status" = 'DECLINED' where "id" = ${uuid(awardId)}::uuid`,
      work: () => [give({ awardId, amount: '60' })],
    });
    expect(outcomes.flatMap(issues)).toEqual(['INVALID awardId']);
  });
});
