import { anonymous, encodeTypeId, localProgram, newUuid } from '@collective-impact/sdk';
import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../schema.ts';
import { createContext } from './context.ts';

const schema = createSchema();
let database: TestDatabase;
/** An organization that everyone sees, and one that the public does not see. */
let museum: string;
let hidden: string;

async function ask(source: string, viewer = anonymous) {
  const { data, errors = [] } = await graphql({ schema, source, contextValue: createContext(database, viewer) });
  const told = errors.map(({ path, message }) => [path?.join('.'), message]);
  return { data: JSON.parse(JSON.stringify(data ?? null)), errors: told };
}

async function write(mutation: string): Promise<string> {
  const { data, errors } = await ask(`mutation { made: ${mutation} }`, localProgram);
  expect(errors).toEqual([]);
  return Object.values<{ id: string }>(data.made)[0]?.id ?? '';
}

const ofEcosystem = (fields: string) => `{ ecosystem(slug: "made-up-town") { ${fields} } }`;

describe('lists with a filter', () => {
  beforeAll(async () => {
    database = await openTestDatabase('pglite');
    const ecosystemId = await write(
      'createEcosystem(input: { slug: "made-up-town", name: "Made-up Town", visibility: PUBLIC }) { ecosystem { id } }',
    );
    const organization = (name: string, visibility: string) =>
      write(
        `createOrganization(input: { ecosystemId: "${ecosystemId}", name: "${name}", visibility: ${visibility} }) { organization { id } }`,
      );
    museum = await organization('Museum', 'PUBLIC');
    hidden = await organization('Hidden', 'RESTRICTED');
    await write(
      `createIndicator(input: { ecosystemId: "${ecosystemId}", code: "visits", name: "Visits", level: PROGRAM, visibility: PUBLIC }) { indicator { id } }`,
    );
  });

  afterAll(() => database.close());

  it('are empty if nothing matches', async () => {
    const { data, errors } = await ask(
      ofEcosystem(`
        activities(organization: "${museum}", setting: "library") { totalCount }
        commitments(organization: "${museum}") { totalCount }
        places(level: "county") { totalCount }
        indicators(code: "visits") { totalCount nodes { reports(organization: "${museum}") { totalCount } series(organization: "${museum}") { period } } }
        organizations(stakeholderGroup: "libraries") { totalCount }`),
    );
    expect(errors).toEqual([]);
    expect(data.ecosystem).toEqual({
      activities: { totalCount: 0 },
      commitments: { totalCount: 0 },
      places: { totalCount: 0 },
      indicators: { totalCount: 1, nodes: [{ reports: { totalCount: 0 }, series: [] }] },
      organizations: { totalCount: 0 },
    });
  });

  it.each([
    ['activities', (id: string) => `activities(organization: "${id}") { totalCount }`],
    ['commitments', (id: string) => `commitments(organization: "${id}") { totalCount }`],
    [
      'indicators.nodes.0.reports',
      (id: string) => `indicators { nodes { reports(organization: "${id}") { totalCount } } }`,
    ],
    ['indicators.nodes.0.series', (id: string) => `indicators { nodes { series(organization: "${id}") { period } } }`],
  ])('are an error at the path %s if the organization is unknown or hidden', async (path, fields) => {
    for (const id of [encodeTypeId('organization', newUuid()), hidden]) {
      const message = `\`organization\` is ${id}. No record that you can see has this id. Correct it, or omit \`organization\`.`;
      expect((await ask(ofEcosystem(fields(id)))).errors).toEqual([[`ecosystem.${path}`, message]]);
    }
    expect((await ask(ofEcosystem(fields(hidden)), localProgram)).errors).toEqual([]);
  });

  it.each([
    ['activities(setting: "libary")', 'setting', 'library'],
    ['funding(function: "x")', 'backbone-function', ''],
    ['meetings(kind: "x")', 'meeting-kind', ''],
    ['policyActions(level: "x")', 'policy-level', ''],
    ['policyActions(status: "x")', 'policy-status', ''],
    ['organizations(stakeholderGroup: "libarries")', 'stakeholder-group', 'libraries'],
    ['partnerships(type: "x")', 'partnership-type', ''],
  ])('are an error if the code in %s is not in its list', async (field, list, similar) => {
    const { errors } = await ask(ofEcosystem(`${field} { nodes { id } }`));
    expect(errors.map(([path]) => path)).toEqual([`ecosystem.${field.split('(')[0]}`]);
    expect(errors[0]?.[1]).toContain(`is not in the code list "${list}". Known values: `);
    if (similar) expect(errors[0]?.[1]).toContain(`Did you mean "${similar}"?`);
  });

  it.each([
    [
      'ecosystem.indicators',
      ofEcosystem('indicators(code: "visit") { nodes { id } }'),
      '`code` is "visit". Nothing that you can see has this code. Known values: "visits". Did you mean "visits"?',
    ],
    [
      'indicators',
      '{ indicators(code: "visit") { nodes { id } } }',
      '`code` is "visit". Nothing that you can see has this code. Known values: "visits". Did you mean "visits"?',
    ],
    [
      'ecosystem.populationFigures',
      ofEcosystem('populationFigures(place: "x") { nodes { id } }'),
      '`place` is "x". Nothing that you can see has this code. There is none. Omit `place`.',
    ],
    [
      'ecosystem.relationshipRatings',
      ofEcosystem('relationshipRatings(wave: 7) { nodes { id } }'),
      '`wave` is 7, which is not a survey wave. There is none. Omit `wave`.',
    ],
  ])('are an error at the path %s if nothing has the code', async (path, source, message) => {
    expect((await ask(source)).errors).toEqual([[path, message]]);
  });

  it('name the levels of places if none has the level', async () => {
    const { errors } = await ask(ofEcosystem('places(level: "municipalty") { nodes { id } }'));
    expect(errors[0]?.[0]).toBe('ecosystem.places');
    expect(errors[0]?.[1]).toContain('Did you mean "municipality"?');
  });
});
