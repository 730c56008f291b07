import { anonymous, operator, type Viewer } from '@collective-impact/sdk';
import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../schema.ts';
import { createContext } from '../shared/context.ts';

const schema = createSchema();

let database: TestDatabase;
let ecosystemId: string;
let goalId: string;

async function run(source: string, given: { variables?: Record<string, unknown>; viewer?: Viewer } = {}) {
  const { variables: variableValues = {}, viewer = operator } = given;
  return graphql({ schema, source, variableValues, contextValue: createContext(database, viewer) });
}

/** A payload, as far as the tests look into it. */
type Payload = Record<string, { id: string } & Record<string, unknown>> & { userErrors: unknown };

/** The payload of the mutation with this name, and the fields asked of its record. */
async function change(name: string, { input, fields }: { input: object; fields: string }): Promise<Payload> {
  const record = name.replace(/^[a-z]+/, '');
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const field = record.charAt(0).toLowerCase() + record.slice(1);
  const source = `mutation ($input: ${type}!) { done: ${name}(input: $input) { ${field} { ${fields} } userErrors { code path } } }`;
  const { data, errors } = await run(source, { variables: { input } });
  if (!data) throw new Error(String(errors));
  return data.done as Payload;
}

async function create(record: string, input: object): Promise<string> {
  const { userErrors, ...payload } = await change(`create${record}`, { input, fields: 'id' });
  const [made] = Object.values(payload);
  if (!made) throw new Error(JSON.stringify(userErrors));
  return made.id;
}

const seen = { visibility: 'PUBLIC' };

describe('the mutations of what partners do', () => {
  beforeAll(async () => {
    database = await openTestDatabase('pglite');
    ecosystemId = await create('Ecosystem', { slug: 'here', name: 'Here', ...seen });
    const commonAgendaId = await create('CommonAgenda', { ecosystemId, ...seen });
    goalId = await create('Goal', { commonAgendaId, code: 'G1', title: 'Read by nine', ...seen });
  });

  afterAll(() => database.close());

  it('lead an activity through its life', async () => {
    const leadId = await create('Organization', { ecosystemId, name: 'Library', ...seen });
    const participants = [{ organizationId: leadId, role: 'host' }];
    const id = await create('Activity', { ecosystemId, title: 'Club', leadId, participants });
    const fields = 'id version status startsOn endsOn lead { name } participants { role organization { name } }';
    const started = await change('startActivity', {
      input: { id, expectedVersion: 1, startsOn: '2024-03-04' },
      fields,
    });
    expect(started).toEqual({
      activity: {
        id,
        version: 2,
        status: 'ACTIVE',
        startsOn: '2024-03-04',
        endsOn: null,
        lead: { name: 'Library' },
        participants: [{ role: 'host', organization: { name: 'Library' } }],
      },
      userErrors: [],
    });
    const early = { id, expectedVersion: 2, endsOn: '2024-03-01' };
    expect(await change('completeActivity', { input: early, fields })).toEqual({
      activity: null,
      userErrors: [{ code: 'DATES_OUT_OF_ORDER', path: ['endsOn'] }],
    });
    const done = await change('completeActivity', { input: { id, expectedVersion: 2, endsOn: '2024-06-30' }, fields });
    expect(done.activity).toMatchObject({ status: 'COMPLETED', endsOn: '2024-06-30' });
    const late = await change('cancelActivity', { input: { id, expectedVersion: 3 }, fields });
    expect(late.userErrors).toEqual([{ code: 'ILLEGAL_TRANSITION', path: ['id'] }]);
  });

  it('lead a commitment from a proposal to its end, with its evidence', async () => {
    const organizationId = await create('Organization', { ecosystemId, name: 'Museum', ...seen });
    const id = await create('Commitment', { organizationId, goalId, statement: 'We open.', dueOn: '2024-05-31' });
    const fields = 'version status agreedOn closedOn evidence goal { code } organization { name }';
    await change('agreeCommitment', { input: { id, expectedVersion: 1, agreedOn: '2024-01-15' }, fields });
    const reworded = { id, expectedVersion: 2, statement: 'We may open.' };
    expect((await change('updateCommitment', { input: reworded, fields })).userErrors).toEqual([
      { code: 'IMMUTABLE', path: ['statement'] },
    ]);
    const bare = { id, expectedVersion: 2, closedOn: '2024-05-01' };
    expect((await change('fulfillCommitment', { input: bare, fields })).userErrors).toEqual([
      { code: 'REQUIRED', path: ['evidence'] },
    ]);
    expect(await change('fulfillCommitment', { input: { ...bare, evidence: 'Open.' }, fields })).toEqual({
      commitment: {
        version: 3,
        status: 'FULFILLED',
        agreedOn: '2024-01-15',
        closedOn: '2024-05-01',
        evidence: 'Open.',
        goal: { code: 'G1' },
        organization: { name: 'Museum' },
      },
      userErrors: [],
    });
  });
});

describe('alignment', () => {
  const alignment = (args: string, viewer = operator) =>
    run(
      `{ ecosystem(slug: "here") { alignment${args} { commonAgenda { number } goalsWithoutActivity { code } activities { totalCount } entries { nodes { goal { code } organization { name } leads { title } } } } } }`,
      { viewer },
    ).then(({ data, errors }) => {
      if (!data || errors) throw new Error(String(errors));
      return (data.ecosystem as { alignment: unknown }).alignment;
    });

  beforeAll(async () => {
    database = await openTestDatabase('pglite');
    ecosystemId = await create('Ecosystem', { slug: 'here', name: 'Here', ...seen });
  });

  afterAll(() => database.close());

  it('has no goals without an agenda in force, and those of a version that is named', async () => {
    const commonAgendaId = await create('CommonAgenda', { ecosystemId, ...seen });
    const goal = await create('Goal', { commonAgendaId, code: 'G1', title: 'Read by nine', ...seen });
    const leadId = await create('Organization', { ecosystemId, name: 'Library' });
    const activityId = await create('Activity', { ecosystemId, title: 'Club', leadId, ...seen });
    const before = { commonAgenda: { number: 1 }, goalsWithoutActivity: [{ code: 'G1' }] };
    expect(await alignment('')).toMatchObject({ commonAgenda: null, goalsWithoutActivity: [] });
    const named = `(commonAgenda: "${commonAgendaId}")`;
    expect(await alignment(named)).toMatchObject(before);
    await create('GoalContribution', { activityId, goalId: goal });
    expect(await alignment(named)).toMatchObject({
      goalsWithoutActivity: [],
      entries: { nodes: [{ goal: { code: 'G1' }, organization: { name: 'Library' }, leads: [{ title: 'Club' }] }] },
    });
    expect(await alignment(named, anonymous)).toMatchObject({ ...before, entries: { nodes: [] } });
  });

  it('is null for a version that is none of this ecosystem, and takes no other id', async () => {
    const elsewhere = await create('Ecosystem', { slug: 'elsewhere', name: 'Elsewhere', ...seen });
    const other = await create('CommonAgenda', { ecosystemId: elsewhere, ...seen });
    expect(await alignment(`(commonAgenda: "${other}")`)).toBeNull();
    await expect(alignment(`(commonAgenda: "${elsewhere}")`)).rejects.toThrow('common_agenda_');
  });
});
