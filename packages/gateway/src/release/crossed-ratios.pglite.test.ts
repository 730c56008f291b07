import { anonymous, localProgram, newUuid, type Viewer } from '@collective-impact/sdk';
import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../schema.ts';
import { createContext } from '../shared/context.ts';

const schema = createSchema();
let database: TestDatabase;

async function ask(source: string, { variables = {}, viewer = anonymous }: { variables?: object; viewer?: Viewer }) {
  const variableValues = variables as Record<string, unknown>;
  const { data, errors } = await graphql({
    schema,
    source,
    variableValues,
    contextValue: createContext(database, viewer),
  });
  expect(errors).toBeUndefined();
  return data as Record<string, unknown>;
}

type Payload = { record: { id: string } | null; userErrors: { code: string; path: string[]; message: string }[] };

async function execute(name: string, input: object): Promise<Payload> {
  const field = name.replace(/^[a-z]+[A-Z]/, (verb) => verb.slice(-1).toLowerCase());
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) { payload: ${name}(input: $input) {
    record: ${field} { id } userErrors { code path message }
  } }`;
  return (await ask(source, { variables: { input }, viewer: localProgram })).payload as Payload;
}

async function mutate(name: string, input: object): Promise<string> {
  const { record, userErrors } = await execute(name, input);
  expect(userErrors).toEqual([]);
  return record?.id ?? '';
}

const version = {
  definition: 'Students who passed the course',
  kind: 'RATIO',
  countingUnit: 'PEOPLE',
  unit: { code: 'percent', label: 'percent' },
  multiplier: '100',
  direction: 'INCREASE',
  aggregationAcrossOrganizations: 'RATIO',
  aggregationOverTime: 'NONE',
  denominatorOverCategories: 'SPLIT',
  frequency: 'YEAR',
  visibility: 'PUBLIC',
  crossings: [{ firstDimension: 'gender', secondDimension: 'race' }],
};
const codes = { gender: ['girls', 'boys'], race: ['a', 'b', 'c'] };

interface CellAnswer {
  scope: string;
  categories: { code: string }[];
  value: string | null;
  numerator: string | null;
  denominator: string | null;
  suppressed: boolean;
}

interface IndicatorAnswer {
  adoptedVersion: { crossings: object[] };
  releases: { nodes: { cells: { nodes: CellAnswer[] } }[] };
  rollUp: { categories: { code: string }[]; value: string | null; reason: string | null }[];
}

type Numbers = [numerator: number, denominator: number];

/** Cells by gender (rows) and race (columns), with their sums. */
function cellsOf(table: Numbers[][]): object[] {
  const cell = (chosen: Numbers[], categories: Record<string, string>) => ({
    categories: Object.entries(categories).map(([dimension, category]) => ({ dimension, category })),
    numerator: String(chosen.reduce((sum, [numerator]) => sum + numerator, 0)),
    denominator: String(chosen.reduce((sum, [, denominator]) => sum + denominator, 0)),
  });
  return [
    cell(table.flat(), {}),
    ...codes.gender.map((gender, i) => cell(table[i] ?? [], { gender })),
    ...codes.race.map((race, j) =>
      cell(
        table.flatMap((row) => row.slice(j, j + 1)),
        { race },
      ),
    ),
    ...codes.gender.flatMap((gender, i) =>
      codes.race.map((race, j) => cell(table[i]?.slice(j, j + 1) ?? [], { gender, race })),
    ),
  ];
}

describe('crossed ratios through GraphQL', () => {
  let ecosystemId: string;
  const slug = `test-${newUuid()}`;
  const newIndicator = () =>
    mutate('createIndicator', {
      ecosystemId,
      code: `I-${newUuid()}`,
      name: 'Passed',
      level: 'PROGRAM',
      visibility: 'PUBLIC',
    });

  beforeAll(async () => {
    database = await openTestDatabase('pglite');
    ecosystemId = await mutate('createEcosystem', { slug, name: 'Here', visibility: 'PUBLIC' });
  });

  afterAll(() => database.close());

  it('are refused for a mean and for a shared denominator, with the reason', async () => {
    const indicatorId = await newIndicator();
    const issues = async (changes: object) =>
      (await execute('createIndicatorVersion', { indicatorId, ...version, ...changes })).userErrors;
    expect(
      await issues({ kind: 'MEAN', aggregationAcrossOrganizations: 'WEIGHTED_MEAN', denominatorOverCategories: null }),
    ).toEqual([
      {
        code: 'INVALID',
        path: ['crossings'],
        message:
          '`crossings` are allowed only if `kind` is one of COUNT, AMOUNT, RATIO: only numbers of people and amounts can be protected in a crossing. Omit them.',
      },
    ]);
    expect((await issues({ denominatorOverCategories: 'SHARED' })).map(({ message }) => message)).toEqual([
      '`crossings` of a RATIO require categories that split the denominator. Set `denominatorOverCategories` to SPLIT, or omit `crossings`.',
    ]);
  });

  it('are returned by a release and a roll-up, without those that must be suppressed', async () => {
    const indicatorVersionId = await mutate('createIndicatorVersion', {
      indicatorId: await newIndicator(),
      ...version,
    });
    for (const [order, [code, categories]] of Object.entries(codes).entries()) {
      const options = { label: code, exclusive: true, exhaustive: true, visibility: 'PUBLIC', order };
      const list = categories.map((each, at) => ({ code: each, label: each, order: at }));
      await mutate('createDimension', { indicatorVersionId, code, ...options, categories: list });
    }
    const entry = { saidOn: '2024-01-15', speaker: 'A principal', statement: 'We can count this.' };
    await mutate('createDiscussionEntry', { indicatorVersionId, ...entry });
    await mutate('discussIndicatorVersion', { id: indicatorVersionId, expectedVersion: 1 });
    await mutate('adoptIndicatorVersion', { id: indicatorVersionId, expectedVersion: 2 });
    // 4 of 150 girls of a passed, all in one school.
    for (const few of [4, 0, 0]) {
      const organizationId = await mutate('createOrganization', { ecosystemId, name: newUuid(), visibility: 'PUBLIC' });
      const cells = cellsOf([
        [
          [few, 50],
          [30, 60],
          [40, 80],
        ],
        [
          [25, 100],
          [15, 60],
          [35, 70],
        ],
      ]);
      const input = { indicatorVersionId, organizationId, period: '2024', cells };
      const id = await mutate('createIndicatorReport', input);
      await mutate('submitIndicatorReport', { id, expectedVersion: 1 });
      await mutate('verifyIndicatorReport', { id, expectedVersion: 2 });
    }
    await mutate('publishRelease', { indicatorVersionId, period: '2024' });
    const { ecosystem } = (await ask(
      `query ($slug: String!) { ecosystem(slug: $slug) { indicators(last: 1) { nodes {
        adoptedVersion { crossings { firstDimension secondDimension } }
        releases { nodes { cells(first: 100, by: ["gender", "race"]) { nodes {
          scope categories { code } value numerator denominator suppressed
        } } } }
        rollUp(over: [ORGANIZATIONS], periods: ["2024"], by: ["gender", "race"]) { categories { code } value reason }
      } } } }`,
      { variables: { slug } },
    )) as { ecosystem: { indicators: { nodes: [IndicatorAnswer] } } };
    const [{ adoptedVersion, releases, rollUp }] = ecosystem.indicators.nodes;
    expect(adoptedVersion.crossings).toEqual(version.crossings);
    const cells = releases.nodes.flatMap((release) => release.cells.nodes);
    const shown = ({ categories, value, numerator, denominator, suppressed }: CellAnswer) =>
      [...categories.map(({ code }) => code), suppressed, value, numerator, denominator].join(' ');
    const aggregate = cells.filter(({ scope }) => scope === 'AGGREGATE').map(shown);
    expect(aggregate.toSorted()).toEqual([
      'boys a true   ',
      'boys b true   ',
      'boys c false 50 105 210',
      'girls a true   ',
      'girls b true   ',
      'girls c false 50 120 240',
    ]);
    const ofOrganizations = cells.filter(({ scope }) => scope === 'ORGANIZATION');
    expect(ofOrganizations).toHaveLength(18);
    expect(ofOrganizations.filter(({ suppressed }) => !suppressed)).toEqual([]);
    const figures = rollUp.map(({ categories, value, reason }) =>
      [...categories.map(({ code }) => code), value ?? reason].join(' '),
    );
    expect(figures.toSorted()).toEqual([
      'boys a SUPPRESSED',
      'boys b SUPPRESSED',
      'boys c 50',
      'girls a SUPPRESSED',
      'girls b SUPPRESSED',
      'girls c 50',
    ]);
  });
});
