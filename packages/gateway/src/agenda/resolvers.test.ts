import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../schema.ts';
import { createContext } from '../shared/context.ts';

const schema = createSchema();

let database: TestDatabase;

async function run(source: string, variableValues: Record<string, unknown> = {}, viewer: Viewer = localProgram) {
  return graphql({ schema, source, variableValues, contextValue: createContext(database, viewer) });
}

/** The fields of a record in a payload that the tests use. */
type PayloadRecord = { id: string; version: number };
type Payload = { ecosystem: PayloadRecord; commonAgenda: PayloadRecord; goal: PayloadRecord; userErrors: unknown };

/** The payload of the mutation in `source`, which has the alias `done`. */
async function change(source: string, input: object): Promise<Payload> {
  const { data, errors } = await run(source, { input });
  if (!data) throw new Error(String(errors));
  return data.done as Payload;
}

const agendaFields = 'commonAgenda { id version number status vision principles } userErrors { __typename code path }';
const createEcosystem =
  'mutation ($input: CreateEcosystemInput!) { done: createEcosystem(input: $input) { ecosystem { id } } }';
const createAgenda = `mutation ($input: CreateCommonAgendaInput!) { done: createCommonAgenda(input: $input) { ${agendaFields} } }`;
const updateAgenda = `mutation ($input: UpdateCommonAgendaInput!) { done: updateCommonAgenda(input: $input) { ${agendaFields} } }`;
const propose = `mutation ($input: ProposeCommonAgendaInput!) { done: proposeCommonAgenda(input: $input) { ${agendaFields} } }`;
const ratify = `mutation ($input: RatifyCommonAgendaInput!) { done: ratifyCommonAgenda(input: $input) { ${agendaFields} } }`;
const createGoal =
  'mutation ($input: CreateGoalInput!) { done: createGoal(input: $input) { goal { id version order } userErrors { code path } } }';
const updateGoal =
  'mutation ($input: UpdateGoalInput!) { done: updateGoal(input: $input) { goal { title order } userErrors { code path } } }';

describe('the mutations of a common agenda', () => {
  beforeAll(async () => {
    database = await openTestDatabase('pglite');
  });

  afterAll(() => database.close());

  it('create, propose and ratify an agenda, and supersede it with the next version', async () => {
    const { ecosystem } = await change(createEcosystem, { slug: 'here', name: 'Here', visibility: 'PUBLIC' });
    const values = { ecosystemId: ecosystem.id, vision: 'Everyone belongs in science.', visibility: 'PUBLIC' };

    const { commonAgenda: draft } = await change(createAgenda, { ...values, principles: ['Listen first'] });
    expect(draft).toMatchObject({ version: 1, number: 1, status: 'DRAFT', principles: ['Listen first'] });
    const without = await change(propose, { id: draft.id, expectedVersion: 1 });
    expect(without).toEqual({
      commonAgenda: null,
      userErrors: [{ __typename: 'RuleViolation', code: 'REQUIRED', path: ['id'] }],
    });

    const { goal } = await change(createGoal, { commonAgendaId: draft.id, code: 'G1', title: 'Read by nine' });
    expect(goal).toMatchObject({ version: 1, order: 0 });
    const renamed = await change(updateGoal, { id: goal.id, expectedVersion: 1, title: 'Read by eight', order: 2 });
    expect(renamed).toEqual({ goal: { title: 'Read by eight', order: 2 }, userErrors: [] });

    const edited = await change(updateAgenda, { id: draft.id, expectedVersion: 1, vision: 'Science is for all.' });
    expect(edited.commonAgenda).toMatchObject({ version: 2, vision: 'Science is for all.' });
    const proposed = await change(propose, { id: draft.id, expectedVersion: 2 });
    expect(proposed).toMatchObject({ commonAgenda: { version: 3, status: 'PROPOSED' }, userErrors: [] });
    const late = await change(updateAgenda, { id: draft.id, expectedVersion: 3, vision: null });
    expect(late.userErrors).toEqual([{ __typename: 'RuleViolation', code: 'IMMUTABLE', path: ['vision'] }]);
    const stale = await change(ratify, { id: draft.id, expectedVersion: 1 });
    expect(stale.userErrors).toEqual([
      { __typename: 'VersionConflict', code: 'VERSION_CONFLICT', path: ['expectedVersion'] },
    ]);
    const ratified = await change(ratify, { id: draft.id, expectedVersion: 3 });
    expect(ratified).toMatchObject({ commonAgenda: { status: 'RATIFIED' }, userErrors: [] });

    const { commonAgenda: next } = await change(createAgenda, values);
    await change(createGoal, { commonAgendaId: next.id, code: 'G1', title: 'Read by seven' });
    await change(propose, { id: next.id, expectedVersion: 1 });
    await change(ratify, { id: next.id, expectedVersion: 2 });
    const { data, errors } = await run(
      '{ ecosystem(slug: "here") { agenda { number goals { nodes { title } } } agendas { nodes { number status } } } }',
      {},
      anonymous,
    );
    expect(errors).toBeUndefined();
    // The goals have the visibility of the agenda, which is public.
    expect(data).toEqual({
      ecosystem: {
        agenda: { number: 2, goals: { nodes: [{ title: 'Read by seven' }] } },
        agendas: {
          nodes: [
            { number: 1, status: 'SUPERSEDED' },
            { number: 2, status: 'RATIFIED' },
          ],
        },
      },
    });
  });

  it('apply the life cycles of strategies, endorsements, gaps and terms', async () => {
    const publicValues = { visibility: 'PUBLIC' };
    const { ecosystem } = await change(createEcosystem, { slug: 'whole', name: 'Whole', ...publicValues });
    const mutate = (name: string, input: object, shows = '') => {
      const type = name.replace(/^[a-z]+/, '');
      const field = type.charAt(0).toLowerCase() + type.slice(1);
      const selection = `${field} { id version ${shows} } userErrors { code path message }`;
      const source = `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { done: ${name}(input: $input) { ${selection} } }`;
      return change(source, input).then((payload): PayloadRecord => {
        expect(payload.userErrors).toEqual([]);
        return (payload as unknown as Record<string, PayloadRecord>)[field] as PayloadRecord;
      });
    };
    const at = ({ id, version }: PayloadRecord) => ({ id, expectedVersion: version });
    const ecosystemId = ecosystem.id;

    const museum = await mutate('createOrganization', { ecosystemId, name: 'Museum', ...publicValues });
    const first = await mutate('createCommonAgenda', { ecosystemId, vision: 'All of us.', ...publicValues });
    const goal = await mutate('createGoal', { commonAgendaId: first.id, code: 'G1', title: 'Places', ...publicValues });
    const proposed = await mutate('proposeCommonAgenda', { ...at(first), proposedOn: '2024-01-10' }, 'proposedOn');
    expect(proposed).toMatchObject({ proposedOn: '2024-01-10' });
    const endorsement = {
      commonAgendaId: first.id,
      organizationId: museum.id,
      endorsedOn: '2024-01-12',
      ...publicValues,
    };
    const signed = await mutate('createEndorsement', { ...endorsement, signatoryRole: 'Director' });
    await mutate('ratifyCommonAgenda', { ...at(proposed), ratifiedOn: '2024-02-01' });

    const fund = { goalId: goal.id, title: 'Fund', kind: { code: 'financing' }, leadId: museum.id, ...publicValues };
    const planned = await mutate('createStrategy', { ...fund, startsOn: '2024-03-01' });
    const begun = await mutate('startStrategy', { ...at(planned), startsOn: '2024-03-04' });
    const described = await mutate('updateStrategy', { ...at(begun), description: 'A pool.' });

    const scan = await mutate('createLandscapeScan', {
      ecosystemId,
      title: 'Autumn',
      scannedOn: '2023-10-27',
      ...publicValues,
    });
    const scanned = await mutate('updateLandscapeScan', { ...at(scan), reportUrl: 'https://example.org/autumn' });
    const gap = { landscapeScanId: scanned.id, aspect: 'ACCESS', statement: 'No places.', ...publicValues };
    await mutate('updateGap', { ...at(await mutate('createGap', gap)), goalId: goal.id, priority: 1 });

    const term = await mutate('createTerm', { ecosystemId, term: 'Place', definition: 'A seat.', ...publicValues });
    const adopted = await mutate('adoptTerm', { ...at(term), adoptedOn: '2024-02-13' });
    await mutate('updateTerm', { ...at(adopted), synonyms: ['Slot'] });
    const rejected = await mutate('createTerm', { ecosystemId, term: 'Badge', definition: 'A sign.', ...publicValues });
    await mutate('retireTerm', at(rejected));

    const { id: next } = await mutate('reviseCommonAgenda', { id: first.id }, 'number');
    await mutate('completeStrategy', { ...at(described), endsOn: '2024-12-01', result: 'Full.' });
    const stopped = await mutate('createStrategy', { goalId: goal.id, title: 'Vouchers', ...publicValues });
    await mutate('stopStrategy', { ...at(stopped), endsOn: '2024-06-01', result: 'Too few.' });
    const restated = await mutate('updateEndorsement', { ...at(signed), statement: 'Gladly.' });
    await mutate('withdrawEndorsement', { ...at(restated), withdrawnOn: '2024-11-01' });

    const { data, errors } = await run(
      `query ($next: ID!) {
        node(id: $next) { ... on CommonAgenda { number status goals { nodes { code basedOn { id } gaps { nodes { statement } } } } strategies { nodes { title status lead { name } } } } }
        ecosystem(slug: "whole") {
          agenda {
            strategies(status: STOPPED) { nodes { title startsOn endsOn result } }
            goals { nodes { followedBy { nodes { code } } strategies(kind: "financing") { nodes { title status followedBy { totalCount } } } } }
            endorsements { nodes { organization { name endorsements(withdrawn: true) { totalCount } strategies { totalCount } } statement withdrawnOn } }
            before: support(on: "2024-10-31") { endorsing organizations share }
            support { endorsing organizations share }
          }
          landscapeScans { nodes { reportUrl gaps { totalCount } } }
          gaps(aspect: ACCESS, addressed: true) { nodes { priority goal { code } } }
          glossary(search: "slot") { nodes { term status adoptedOn synonyms } }
          retired: glossary(status: RETIRED) { nodes { term adoptedOn } }
        }
      }`,
      { next },
      anonymous,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      node: {
        number: 2,
        status: 'DRAFT',
        goals: { nodes: [{ code: 'G1', basedOn: { id: goal.id }, gaps: { nodes: [{ statement: 'No places.' }] } }] },
        strategies: { nodes: [{ title: 'Fund', status: 'ACTIVE', lead: { name: 'Museum' } }] },
      },
      ecosystem: {
        agenda: {
          strategies: {
            nodes: [{ title: 'Vouchers', startsOn: null, endsOn: '2024-06-01', result: 'Too few.' }],
          },
          goals: {
            nodes: [
              {
                followedBy: { nodes: [{ code: 'G1' }] },
                strategies: { nodes: [{ title: 'Fund', status: 'COMPLETED', followedBy: { totalCount: 1 } }] },
              },
            ],
          },
          endorsements: {
            nodes: [
              {
                organization: { name: 'Museum', endorsements: { totalCount: 1 }, strategies: { totalCount: 2 } },
                statement: 'Gladly.',
                withdrawnOn: '2024-11-01',
              },
            ],
          },
          before: { endorsing: 1, organizations: 1, share: '1' },
          support: { endorsing: 0, organizations: 1, share: '0' },
        },
        landscapeScans: { nodes: [{ reportUrl: 'https://example.org/autumn', gaps: { totalCount: 1 } }] },
        gaps: { nodes: [{ priority: 1, goal: { code: 'G1' } }] },
        glossary: { nodes: [{ term: 'Place', status: 'ADOPTED', adoptedOn: '2024-02-13', synonyms: ['Slot'] }] },
        retired: { nodes: [{ term: 'Badge', adoptedOn: null }] },
      },
    });
  });

  it('return the first result again for the same idempotency key', async () => {
    const { ecosystem } = await change(createEcosystem, { slug: 'twice', name: 'Twice' });
    const input = { ecosystemId: ecosystem.id, idempotencyKey: 'once' };
    const first = await change(createAgenda, input);
    expect(await change(createAgenda, input)).toEqual(first);
  });

  it('are forbidden for anonymous callers', async () => {
    const input = { id: 'common_agenda_01h455vb4pex5vsknk084sn02q', expectedVersion: 1 };
    const { data, errors } = await run(ratify, { input }, anonymous);
    expect(data).toEqual({ done: null });
    expect(errors?.[0]?.originalError?.name).toBe('ForbiddenError');
  });
});
