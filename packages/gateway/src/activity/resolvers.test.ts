import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../schema.ts';
import { createContext } from '../shared/context.ts';

const schema = createSchema();

let database: TestDatabase;
let ecosystemId: string;
let goalId: string;

async function run(
  source: string,
  {
    variables: variableValues = {},
    viewer = localProgram,
  }: { variables?: Record<string, unknown>; viewer?: Viewer } = {},
) {
  return graphql({ schema, source, variableValues, contextValue: createContext(database, viewer) });
}

/** The fields of a payload that the tests use. */
type Payload = Record<string, { id: string } & Record<string, unknown>> & { userErrors: unknown };

/** The payload of a mutation, with the selected fields of its record. */
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
  const [created] = Object.values(payload);
  if (!created) throw new Error(JSON.stringify(userErrors));
  return created.id;
}

const publicValues = { visibility: 'PUBLIC' };

describe('the mutations of activities and commitments', () => {
  beforeAll(async () => {
    database = await openTestDatabase('pglite');
    ecosystemId = await create('Ecosystem', { slug: 'here', name: 'Here', ...publicValues });
    const commonAgendaId = await create('CommonAgenda', { ecosystemId, ...publicValues });
    goalId = await create('Goal', { commonAgendaId, code: 'G1', title: 'Read by nine', ...publicValues });
  });

  afterAll(() => database.close());

  it('start and complete an activity, and reject invalid transitions', async () => {
    const leadId = await create('Organization', { ecosystemId, name: 'Library', ...publicValues });
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

  it('agree and fulfill a commitment, which requires evidence', async () => {
    const organizationId = await create('Organization', { ecosystemId, name: 'Museum', ...publicValues });
    const id = await create('Commitment', { organizationId, goalId, statement: 'We open.', dueOn: '2024-05-31' });
    const fields = 'version status agreedOn closedOn evidence goal { code } organization { name }';
    await change('agreeCommitment', { input: { id, expectedVersion: 1, agreedOn: '2024-01-15' }, fields });
    const updated = { id, expectedVersion: 2, statement: 'We may open.' };
    expect((await change('updateCommitment', { input: updated, fields })).userErrors).toEqual([
      { code: 'IMMUTABLE', path: ['statement'] },
    ]);
    const withoutEvidence = { id, expectedVersion: 2, closedOn: '2024-05-01' };
    expect((await change('fulfillCommitment', { input: withoutEvidence, fields })).userErrors).toEqual([
      { code: 'REQUIRED', path: ['evidence'] },
    ]);
    expect(await change('fulfillCommitment', { input: { ...withoutEvidence, evidence: 'Open.' }, fields })).toEqual({
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
  const alignment = (args: string, viewer = localProgram) =>
    run(
      `{ ecosystem(slug: "here") { alignment${args} { commonAgenda { number } goalsWithoutActivity { code } activities { totalCount } entries { nodes { goal { code } organization { name } leads { title } } } } } }`,
      { viewer },
    ).then(({ data, errors }) => {
      if (!data || errors) throw new Error(String(errors));
      return (data.ecosystem as { alignment: unknown }).alignment;
    });

  beforeAll(async () => {
    database = await openTestDatabase('pglite');
    ecosystemId = await create('Ecosystem', { slug: 'here', name: 'Here', ...publicValues });
  });

  afterAll(() => database.close());

  it('uses the goals of the agenda in force, or of the requested version', async () => {
    const commonAgendaId = await create('CommonAgenda', { ecosystemId, ...publicValues });
    const goal = await create('Goal', { commonAgendaId, code: 'G1', title: 'Read by nine', ...publicValues });
    const leadId = await create('Organization', { ecosystemId, name: 'Library' });
    const activityId = await create('Activity', { ecosystemId, title: 'Club', leadId, ...publicValues });
    const withoutContribution = { commonAgenda: { number: 1 }, goalsWithoutActivity: [{ code: 'G1' }] };
    expect(await alignment('')).toMatchObject({ commonAgenda: null, goalsWithoutActivity: [] });
    const versionArgument = `(commonAgenda: "${commonAgendaId}")`;
    expect(await alignment(versionArgument)).toMatchObject(withoutContribution);
    await create('GoalContribution', { activityId, goalId: goal });
    expect(await alignment(versionArgument)).toMatchObject({
      goalsWithoutActivity: [],
      entries: { nodes: [{ goal: { code: 'G1' }, organization: { name: 'Library' }, leads: [{ title: 'Club' }] }] },
    });
    expect(await alignment(versionArgument, anonymous)).toMatchObject({
      ...withoutContribution,
      entries: { nodes: [] },
    });
  });

  it('rejects an agenda of another ecosystem, and an id of another type', async () => {
    const elsewhere = await create('Ecosystem', { slug: 'elsewhere', name: 'Elsewhere', ...publicValues });
    const other = await create('CommonAgenda', { ecosystemId: elsewhere, ...publicValues });
    await expect(alignment(`(commonAgenda: "${other}")`)).rejects.toThrow(
      `\`commonAgenda\` is ${other}, which is not a version of the common agenda of the ecosystem.`,
    );
    await expect(alignment(`(commonAgenda: "${elsewhere}")`)).rejects.toThrow('common_agenda_');
  });
});
