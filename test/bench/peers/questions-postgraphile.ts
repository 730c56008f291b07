import { type Json, replace } from './answers.ts';

/** A question in the words of PostGraphile, with aliases, so that answers have the shape of the other servers' answers. */
interface Rephrased {
  text: string;
  /** Converts what aliases cannot. */
  reshape?: (answer: Json) => Json;
}

const entriesOf = (connection: Json) => (connection as { nodes: { [key: string]: Json }[] }).nodes;

/** A JSON column has every key of its entries. */
const withoutOtherKeys = (groups: Json) =>
  (groups as { code: string; label: string }[]).map(({ code, label }) => ({ code, label }));

/** The questions by name. */
export const rephrased: Record<string, Rephrased> = {
  trivial: { text: '{ __typename }' },
  flat: {
    text: `query Flat($slug: String!) { ecosystem: ecosystemBySlug(slug: $slug) { id: rowId name
      organizations: organizationsByEcosystemId(first: 20, orderBy: [NAME_ASC]) {
        nodes { id: rowId name url legalEntity joinedOn stakeholderGroups } } } }`,
    reshape: (answer) => replace(answer, 'stakeholderGroups', withoutOtherKeys),
  },
  'deep page': {
    text: `query Deep($after: Cursor!) { organizations: allOrganizations(first: 20, after: $after, orderBy: [NAME_ASC]) {
      nodes { id: rowId name } } }`,
  },
  'filter + count': {
    text: `query Filter($slug: String!, $group: String!) { ecosystem: ecosystemBySlug(slug: $slug) { id: rowId
      organizations: organizationsOfGroup(first: 20, code: $group) { totalCount nodes { id: rowId name } } } }`,
  },
  nested: {
    text: `query Nested($slug: String!) { ecosystem: ecosystemBySlug(slug: $slug) { id: rowId name
      agenda: commonAgendaByEcosystemId(first: 1, condition: { status: "RATIFIED" }) { nodes { id: rowId vision
        goals: goalsByCommonAgendaId(first: 10, orderBy: [ORDER_ASC]) { nodes { id: rowId code title
          goalContributions: goalContributionsByGoalId(first: 20) { nodes { id: rowId expectedEffect
            activity: activityByActivityId { id: rowId title status lead: organizationByLeadId { id: rowId name } } } }
          indicators(first: 10) { nodes { id: rowId code name } } } } } } } }`,
    reshape: (answer) => replace(answer, 'agenda', (agenda) => entriesOf(agenda)[0] ?? null),
  },
  observations: {
    text: `query Observations($slug: String!, $code: String!) { ecosystem: ecosystemBySlug(slug: $slug) { id: rowId
      indicators: indicatorsByEcosystemId(condition: { code: $code }) { nodes { id: rowId name
        releases: currentReleases(first: 2) { nodes { id: rowId period
          cells: releasedCellsByReleaseId(first: 50) { nodes { value status scope suppressed
            organization: organizationByOrganizationId { id: rowId name } } } } } } } } }`,
  },
  series: {
    text: `query Series($slug: String!, $code: String!, $dimension: String!) { ecosystem: ecosystemBySlug(slug: $slug) { id: rowId
      indicators: indicatorsByEcosystemId(condition: { code: $code }) { nodes { id: rowId
        series(dimension: $dimension) { nodes { period value status category } } } } } }`,
    reshape: (answer) =>
      replace(answer, 'series', (points) =>
        entriesOf(points).map(({ category = null, ...point }) => ({ ...point, categories: [{ code: category }] })),
      ),
  },
  'roll-up': {
    text: `query RollUp($slug: String!, $code: String!, $dimension: String!) { ecosystem: ecosystemBySlug(slug: $slug) { id: rowId
      indicators: indicatorsByEcosystemId(condition: { code: $code }) { nodes { id: rowId
        rollUp(dimension: $dimension) { nodes { period value category figures } } } } } }`,
    reshape: (answer) =>
      replace(answer, 'rollUp', (figures) =>
        entriesOf(figures).map(({ category = null, figures: included = null, ...figure }) => ({
          ...figure,
          categories: [{ code: category }],
          coverage: { figuresIncluded: included },
        })),
      ),
  },
  mutation: {
    text: `mutation Create($ecosystemId: UUID!, $name: String!) { createOrganization(input: { organization: {
      ecosystemId: $ecosystemId, name: $name, visibility: "PUBLIC",
      identifiers: [], stakeholderGroups: [], serviceAreas: [], legalEntity: true } }) { organization { name legalEntity } } }`,
    // Its errors are errors of the request.
    reshape: (answer) =>
      replace(answer, 'createOrganization', (payload) => ({ ...(payload as object), userErrors: [] })),
  },
};
