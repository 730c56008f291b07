import { codeOfIndicator } from './data/names.ts';

/** The records that questions ask about. */
export interface World {
  /** The ecosystems, from which requests choose in turn. */
  slugs: readonly string[];
  /** Entries of the list of all organizations after which a page begins, in the last tenth of the list. */
  deep: readonly { id: string; position: number }[];
  /** The ecosystem to which mutations add organizations. */
  changeable: string;
}

export type Variables = Record<string, string>;

/** A question that every server answers. */
export interface Question {
  name: string;
  /** For this project and for the Yoga server, whose schema has the same names. */
  text: string;
  /** What requests ask about in turn. Ids are UUIDs, and a cursor is the id of an organization. */
  variables(world: World): Variables[];
}

const dimensionOfSeries = 'group';
const dimensionOfReports = 'sex';
const ofEach = (more: Variables) => (world: World) => world.slugs.map((slug) => ({ slug, ...more }));
/** The eight indicators that organizations report on, in turn. */
const ofIndicators = (more: Variables) => (world: World) =>
  world.slugs.map((slug, at) => ({ slug, code: codeOfIndicator(1 + (at % 8)), ...more }));

export const questions: readonly Question[] = [
  { name: 'trivial', text: '{ __typename }', variables: () => [{}] },
  {
    name: 'flat',
    text: `query Flat($slug: String!) { ecosystem(slug: $slug) { id name
      organizations(first: 20) { nodes { id name url legalEntity joinedOn stakeholderGroups { code label } } } } }`,
    variables: ofEach({}),
  },
  {
    name: 'deep page',
    text: 'query Deep($after: String!) { organizations(first: 20, after: $after) { nodes { id name } } }',
    variables: ({ deep }) => deep.map(({ id }) => ({ after: id })),
  },
  {
    name: 'filter + count',
    text: `query Filter($slug: String!, $group: String!) { ecosystem(slug: $slug) { id
      organizations(first: 20, stakeholderGroup: $group) { totalCount nodes { id name } } } }`,
    variables: ofEach({ group: 'libraries' }),
  },
  {
    name: 'nested',
    text: `query Nested($slug: String!) { ecosystem(slug: $slug) { id name agenda { id vision goals(first: 10) { nodes { id code title
      goalContributions(first: 20) { nodes { id expectedEffect activity { id title status lead { id name } } } }
      indicators(first: 10) { nodes { id code name } } } } } } }`,
    variables: ofEach({}),
  },
  {
    name: 'observations',
    text: `query Observations($slug: String!, $code: String!) { ecosystem(slug: $slug) { id indicators(code: $code) { nodes { id name
      releases(first: 2) { nodes { id period cells(first: 50) { nodes { value status scope suppressed organization { id name } } } } } } } } }`,
    variables: ofIndicators({}),
  },
  {
    name: 'series',
    text: `query Series($slug: String!, $code: String!, $dimension: String!) { ecosystem(slug: $slug) { id
      indicators(code: $code) { nodes { id series(by: [$dimension]) { period value status categories { code } } } } } }`,
    variables: ofEach({ code: codeOfIndicator(0), dimension: dimensionOfSeries }),
  },
  {
    name: 'roll-up',
    text: `query RollUp($slug: String!, $code: String!, $dimension: String!) { ecosystem(slug: $slug) { id indicators(code: $code) {
      nodes { id rollUp(over: [ORGANIZATIONS], by: [$dimension]) { period value categories { code } coverage { figuresIncluded } } } } } }`,
    variables: ofIndicators({ dimension: dimensionOfReports }),
  },
  {
    name: 'mutation',
    text: `mutation Create($ecosystemId: ID!, $name: String!) { createOrganization(input: { ecosystemId: $ecosystemId, name: $name, visibility: PUBLIC }) {
      organization { name legalEntity } userErrors { code } } }`,
    variables: ({ changeable }) =>
      Array.from({ length: 16 }, (_, at) => ({ ecosystemId: changeable, name: `Zz made up ${at}` })),
  },
];
