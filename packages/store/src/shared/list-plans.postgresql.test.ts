import { anonymous, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { activityDefinition, commitmentDefinition, goalContributionDefinition } from '../activity/index.ts';
import { organizationDefinition, placeDefinition } from '../ecosystem/index.ts';
import { indicatorContributionDefinition, indicatorDefinition } from '../indicator/index.ts';
import { relationshipRatingDefinition, surveyWaveDefinition } from '../partnership/index.ts';
import type { Readers } from '../readers.ts';
import { AgendaFixture, uuidOf } from '../testing/agenda.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { type RowsRead, rowsRead } from '../testing/rows-read.ts';
import { statementsOf } from '../testing/statements-of.ts';
import type { PlanMode } from './database/plan-mode.ts';
import type { Page } from './page.ts';

/** The id of one of fifty other ecosystems, for the copy `n`. */
const otherEcosystem = `md5('ecosystem ' || "n" % 50)::uuid`;

let database: TestDatabase;
let fixture: AgendaFixture;
let ecosystem: string;
let organization: string;
let goal: string;
let place: string;

/** Copies the first row of a table into other ecosystems. `changes` are SQL expressions of columns, for the copy `n`. */
async function copyElsewhere(table: string, changes: Record<string, string>, copies = 5000): Promise<void> {
  await database.orm.em.fork().transactional(async (em) => {
    await em.execute('set local session_replication_role = replica');
    const columns: { name: string }[] = await em.execute(
      `select "column_name" as "name" from "information_schema"."columns"
        where "table_schema" = 'public' and "table_name" = ? and "is_generated" = 'NEVER'`,
      [table],
    );
    const names = columns.map(({ name }) => `"${name}"`).join();
    const changed: Record<string, string> = { id: 'gen_random_uuid()', ecosystem_id: otherEcosystem, ...changes };
    const values = columns.map(({ name }) => changed[name] ?? `"t"."${name}"`).join();
    await em.execute(
      `insert into "public"."${table}" (${names}) select ${values}
        from (select * from "public"."${table}" order by "id" limit 1) as "t", generate_series(1, ${copies}) as "n"`,
    );
  });
}

beforeAll(async () => {
  database = await openTestDatabase('postgresql');
  fixture = new AgendaFixture(database);
  ecosystem = await fixture.ecosystem();
  const identifiers = [{ scheme: 'made-up', value: '1' }];
  const code = { scheme: 'made-up', code: 'town', label: 'Made-up town' };
  place = await fixture.create(placeDefinition, {
    ecosystemId: ecosystem,
    code,
    level: { code: 'municipality' },
  });
  organization = await fixture.organization(ecosystem, { identifiers, serviceAreas: [code] });
  const rated = await fixture.organization(ecosystem);
  await fixture.create(organizationDefinition, {
    ecosystemId: await fixture.ecosystem(),
    name: 'Library',
    identifiers,
  });
  ({ goal } = await fixture.agenda(ecosystem));
  await fixture.create(commitmentDefinition, { organizationId: organization, goalId: goal, statement: 'We open.' });
  const indicator = (values: object) =>
    fixture.create(indicatorDefinition, { ecosystemId: ecosystem, name: 'Made-up readers', ...values });
  const coreIndicatorId = await indicator({ code: 'core', level: 'POPULATION', goalIds: [goal] });
  const indicatorId = await indicator({ code: 'own', level: 'PROGRAM' });
  await fixture.create(indicatorContributionDefinition, { indicatorId, coreIndicatorId });
  const outputs = [{ description: 'Lessons', indicatorId }];
  const activity = { ecosystemId: ecosystem, title: 'Club', place: code, outputs };
  const activityId = await fixture.create(activityDefinition, activity);
  await fixture.create(goalContributionDefinition, { activityId, goalId: goal });
  const wave = { ecosystemId: ecosystem, number: 1, responses: [{ organizationId: organization }] };
  const surveyWaveId = await fixture.create(surveyWaveDefinition, wave);
  const sides = { raterId: organization, ratedId: rated };
  await fixture.create(relationshipRatingDefinition, { ...sides, surveyWaveId, collaborationLevel: 3 });
  await copyElsewhere('ecosystem', { id: otherEcosystem, slug: `'other-' || "n"` }, 50);
  const other = { identifiers: `jsonb_build_array(jsonb_build_object('scheme', 'other', 'value', "n"::text))` };
  await copyElsewhere('organization', other);
  await copyElsewhere('activity', {
    outputs: `jsonb_build_array(jsonb_build_object('indicatorId', gen_random_uuid()))`,
  });
  await copyElsewhere('goal_contribution', {
    activity_id: 'gen_random_uuid()',
    goal_id: `md5(("n" % 500)::text)::uuid`,
  });
  await copyElsewhere('commitment', { goal_id: `md5(("n" % 500)::text)::uuid` });
  await copyElsewhere('relationship_rating', { survey_wave_id: 'gen_random_uuid()' });
  await database.orm.em.fork().execute('vacuum analyze');
});

afterAll(() => database.close());

type List = (readers: Readers) => Promise<Page<object>>;

const page = { first: 20 };
const organizations: List = (read) => read.organization.ofEcosystem(uuidOf(ecosystem), { page, filter: {} });
const ofGoal: List = (read) => read.activity.activities({ of: 'goal', id: uuidOf(goal) }, { page });
/** Lists, with the number of their entries. */
const lists: [string, List, number][] = [
  [
    'the commitments of a goal',
    (read) => read.activity.commitments({ of: 'goal', id: uuidOf(goal) }, { page, filter: {} }),
    1,
  ],
  ['the ratings of an ecosystem', (read) => read.rating.ratings(uuidOf(ecosystem), { page, filter: {} }), 1],
  // Only the index of identifiers finds them.
  ['the same organizations elsewhere', (read) => read.organization.sameAs(uuidOf(organization), page), 1],
  ['the organizations of an ecosystem', organizations, 2],
  ['the organizations of a place', (read) => read.place.organizations(uuidOf(place), page), 1],
  ['the activities of a place', (read) => read.activity.activities({ of: 'place', id: uuidOf(place) }, { page }), 1],
];

/** What the count of a list reads. */
async function readByCount(
  list: List,
  { viewer, mode }: { viewer: Viewer; mode: PlanMode },
): Promise<RowsRead & { count: number }> {
  const { rows, totalCount } = await list(fixture.read(viewer));
  const { result, statements } = await statementsOf(database, totalCount);
  expect(result).toBe(rows.length);
  const [statement] = statements;
  if (statement === undefined || statements.length > 1) throw new Error('The list is not counted by one statement.');
  return { ...(await rowsRead(database, { statement, mode })), count: result };
}

/** What a page of a list reads. */
async function readByPage(list: List, { viewer, mode }: { viewer: Viewer; mode: PlanMode }): Promise<RowsRead> {
  const { statements } = await statementsOf(database, () => list(fixture.read(viewer)));
  const [statement] = statements;
  if (statement === undefined || statements.length > 1) throw new Error('The page is not read by one statement.');
  return await rowsRead(database, { statement, mode });
}

const steward = (): Viewer => ({
  kind: 'PRINCIPAL',
  principal: { id: '00000000-0000-7000-8000-000000000001', kind: 'PERSON', name: 'Ann', isOperator: false },
  grants: [{ ecosystemId: uuidOf(ecosystem), role: 'STEWARD', organizationIds: [], isOpenToMembers: true }],
  agreements: [],
  origin: null,
});

/** Each viewer with each way to plan. Statements are planned once unless they have long arrays. */
const calls = () => [anonymous, steward()].flatMap((viewer) => modes.map((mode) => ({ viewer, mode })));
const modes: readonly PlanMode[] = ['force_custom_plan', 'force_generic_plan'];

it.each(lists)('%s are counted without those of other ecosystems', async (_name, list, entries) => {
  for (const call of calls()) {
    const { count, rows } = await readByCount(list, call);
    expect(count).toBe(entries);
    // The plan of PostgreSQL decides how many rows of this ecosystem are read.
    expect(rows).toBeLessThan(200);
  }
});

it.each(lists)('a page of %s is read without those of other ecosystems', async (_name, list) => {
  for (const call of calls()) expect((await readByPage(list, call)).rows).toBeLessThan(200);
});

it('the organizations of an ecosystem are counted by the index alone', async () => {
  for (const mode of modes) {
    expect(await readByCount(organizations, { viewer: anonymous, mode })).toMatchObject({
      count: 2,
      heapFetches: 0,
      scans: { organization: ['Index Only Scan'] },
    });
  }
});

it('the activities of a goal are counted by indexes of activities and contributions', async () => {
  for (const call of calls()) {
    const { count, rows, scans } = await readByCount(ofGoal, call);
    expect(count).toBe(1);
    expect([...(scans.activity ?? []), ...(scans.goal_contribution ?? [])]).not.toContain('Seq Scan');
    // Each of its conditions reads the ecosystems, of which there are 52.
    expect(rows).toBeLessThan(500);
  }
});
