import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Command, Writer } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { BackboneWorld, idOf, issues, uuid } from './backbone.fixture.ts';
import { commitFunding, declineFunding, fundingDefinition, receiveFunding } from './funding-writer.ts';

const world = new BackboneWorld();

const updateFunding = (command: Command) => world.writer.update(fundingDefinition, command);

const status = async (id: string) => (await world.reading().record('funding', uuid(id)))?.status;

describe.each(engines)('funding on %s', (engine) => {
  world.prepare(engine);

  type Step = Parameters<Writer['transition']>[0];

  const transition = (step: Step, id: string, expectedVersion: number, dates: object = {}) =>
    world.writer.transition(step, { id, expectedVersion, ...dates });

  it('is requested, committed and received in this order', async () => {
    const id = await world.fundingId();
    expect(await status(id)).toBe('REQUESTED');
    expect(issues(await transition(receiveFunding, id, 1))).toEqual(['ILLEGAL_TRANSITION id']);
    await idOf('funding', transition(commitFunding, id, 1));
    expect(issues(await transition(commitFunding, id, 1))).toEqual(['VERSION_CONFLICT expectedVersion']);
    await idOf('funding', transition(receiveFunding, id, 2));
    expect(issues(await transition(declineFunding, id, 3))).toEqual(['ILLEGAL_TRANSITION id']);
    expect(await status(id)).toBe('RECEIVED');
    expect(issues(await world.createFunding({ status: 'RECEIVED' }))).toEqual(['INVALID status']);
  });

  it('keeps the date of each step, and rejects dates that are out of order or in the future', async () => {
    const id = await world.fundingId({ requestedOn: '2024-01-10' });
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
      world.database.kysely(),
    );
    expect(rows).toEqual([
      { requested: '2024-01-10', committed: '2024-02-01', received: '2024-03-01', declined: null },
    ]);
    expect(issues(await world.createFunding({ committedOn: '2024-01-01' }))).toEqual(['INVALID committedOn']);
  });

  it('requires a positive amount, a known currency, and a funder or another organization as recipient', async () => {
    expect(issues(await world.createFunding({ amount: '0' }))).toEqual(['OUT_OF_RANGE amount']);
    expect(issues(await world.createFunding({ amount: 'much' }))).toEqual(['INVALID amount']);
    expect(issues(await world.createFunding({ currency: 'ZZZ' }))).toEqual(['UNKNOWN_CODE currency']);
    expect(issues(await world.createFunding({ recipientId: world.foundation }))).toEqual(['INVALID recipientId']);
    expect(issues(await world.createFunding({ funderId: null, recipientId: null }))).toEqual(['REQUIRED funderId']);
    const id = await world.fundingId({ funderId: null, amount: '1234567890.123456789' });
    expect(await world.reading().record('funding', uuid(id))).toMatchObject({
      amount: '1234567890.123456789',
      funderId: null,
    });
    expect(issues(await updateFunding({ id, expectedVersion: 1, recipientId: null }))).toEqual(['REQUIRED funderId']);
  });

  it('rejects a funder of another ecosystem', async () => {
    const other = await world.newOrganization({ ecosystemId: await world.newEcosystem() });
    expect(issues(await world.createFunding({ funderId: other }))).toEqual(['OTHER_ECOSYSTEM funderId']);
  });

  it('has sub-awards within the amount, the currency and the dates of the award', async () => {
    const awardId = await world.fundingId({ startsOn: '2024-01-01', endsOn: '2024-12-31' });
    const subAward = await world.fundingId({ awardId, amount: '60' });
    expect(issues(await world.createFunding({ awardId, amount: '40.01' }))).toEqual(['OUT_OF_RANGE amount']);
    await world.fundingId({ awardId, amount: '40' });
    expect(issues(await world.createFunding({ awardId, amount: '1', currency: 'EUR', endsOn: '2025-01-01' }))).toEqual([
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
    const awardId = await world.fundingId({ startsOn: '2024-01-01', endsOn: '2024-12-31' });
    const createSubAward = (days: object) => world.createFunding({ awardId, amount: '1', ...days });
    expect(issues(await createSubAward({ startsOn: '2025-01-01' }))).toEqual(['DATES_OUT_OF_ORDER startsOn']);
    expect(issues(await createSubAward({ endsOn: '2023-12-31' }))).toEqual(['DATES_OUT_OF_ORDER endsOn']);
    const subAward = await world.fundingId({ awardId, amount: '1', endsOn: '2024-06-01' });
    const late = { id: subAward, expectedVersion: 1, endsOn: null, startsOn: '2025-01-01' };
    expect(issues(await updateFunding(late))).toEqual(['DATES_OUT_OF_ORDER startsOn']);
    const moved = { id: awardId, expectedVersion: 1, startsOn: '2024-06-02', endsOn: null };
    expect(issues(await updateFunding(moved))).toEqual(['DATES_OUT_OF_ORDER startsOn']);
    expect(issues(await updateFunding({ ...moved, startsOn: '2024-06-01' }))).toEqual([]);
  });

  it('has no sub-awards if it is declined, and cannot be declined before its sub-awards', async () => {
    const awardId = await world.fundingId();
    const subAward = await world.fundingId({ awardId, amount: '60' });
    expect(issues(await transition(declineFunding, awardId, 1))).toEqual(['ILLEGAL_TRANSITION id']);
    await idOf('funding', transition(declineFunding, subAward, 1));
    await world
      .fundingId({ awardId, amount: '100' })
      .then((again) => idOf('funding', transition(declineFunding, again, 1)));
    await idOf('funding', transition(declineFunding, awardId, 1));
    expect(issues(await world.createFunding({ awardId, amount: '1' }))).toEqual(['INVALID awardId']);
  });

  it('is filtered by status and function, and listed for funder and recipient', async () => {
    const id = await world.fundingId({ function: { code: 'advance-policy' } });
    await world.fundingId();
    await idOf('funding', transition(commitFunding, id, 1));
    const { funding } = world.reading();
    const counts = async (filter: object) =>
      (await funding.ofEcosystem(uuid(world.ecosystemId), { page: {}, filter })).rows.length;
    expect(await counts({})).toBe(2);
    expect(await counts({ status: 'COMMITTED' })).toBe(1);
    expect(await counts({ status: 'REQUESTED', function: 'advance-policy' })).toBe(0);
    expect(await counts({ function: 'advance-policy' })).toBe(1);
    expect((await funding.givenBy(uuid(world.foundation), {})).rows).toHaveLength(2);
    expect((await funding.receivedBy(uuid(world.foundation), {})).rows).toHaveLength(0);
  });
});
