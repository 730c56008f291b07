import { createContext, createExecutor, createSchema } from '@collective-impact/gateway';
import { anonymous, type Viewer } from '@collective-impact/sdk';
import type { Database } from '@collective-impact/store';
import { parse } from 'graphql';
import { disparitiesField, requestedDisparities, type SeenDisparities } from './gateway-disparities.ts';
import type { ScenarioDimension } from './scenario/gateway-scenario.ts';
import { changeFields, type SeenChange } from './seen-change.ts';

/** A cell as the gateway returns it. */
export interface SeenCell {
  scope: 'ORGANIZATION' | 'ECOSYSTEM' | 'AGGREGATE';
  organization: { id: string } | null;
  place: { code: string } | null;
  categories: { dimension: { code: string }; code: string }[];
  value: string | null;
  numerator: string | null;
  denominator: string | null;
  base: number | null;
  standardError: string | null;
  lowerBound?: string | null;
  upperBound?: string | null;
  status: string;
  suppressed: boolean;
  suppressionReason?: string | null;
}

/** The fields that a figure of a roll-up and a point of a series share. */
interface SeenAggregate {
  period: string;
  interval: { low: string; high: string | null } | null;
  reason: string | null;
  matchedChange: SeenChange | null;
}

/** A figure of a roll-up as the gateway returns it, and the units that it aggregates. */
export interface SeenFigure
  extends Omit<SeenCell, 'scope' | 'suppressed' | 'base' | 'status' | 'lowerBound' | 'upperBound'>,
    SeenAggregate {
  /** Without `PLACES` if there is a level of places. */
  over: readonly string[];
  placeLevel: string | null;
  base: string | null;
}

/** A point of a series as the gateway returns it. The bounds of a reporter's figure are its interval. */
export interface SeenPoint extends Omit<SeenCell, 'lowerBound' | 'upperBound'>, SeenAggregate {}

/** Progress to a target as the gateway returns it. */
export interface SeenProgress {
  categories: SeenCell['categories'];
  progress: {
    latest: (Pick<SeenAggregate, 'period' | 'interval'> & { value: string | null; suppressed: boolean }) | null;
    share: string | null;
    onTrack: boolean | null;
    reached: boolean | null;
    reason: string | null;
  } | null;
}

/** A release as the public reads it. */
export interface SeenRelease {
  id: string;
  replacedAt: string | null;
  heldReports: number | null;
  unprotectedTotals: number | null;
  total: SeenCell | null;
  cells: { totalCount: number; nodes: SeenCell[] };
}

/** All that the public can read after a round: every release so far, and what is computed from the current ones. */
export interface SeenRound {
  /** The release of the previous period. Null if no report for it could be published. */
  earlier: SeenRelease | null;
  releases: SeenRelease[];
  series: SeenPoint[];
  rollUps: SeenFigure[];
  disparities: SeenDisparities[];
  targets: SeenProgress[];
}

const categories = 'categories { dimension { code } code }';
const numbers = 'value numerator denominator base standardError';
const point = `${categories} ${numbers} scope suppressed status place { code } organization { id }`;
const cell = `${point} lowerBound upperBound`;
const aggregate = `period reason interval { low high } ${changeFields}`;
const figure = `${categories} ${numbers.replace('standardError', '')} place { code } organization { id } ${aggregate}`;
const progress =
  'progress(on: "2025-06-30") { latest { period value interval { low high } suppressed } share onTrack reached reason }';
const schema = createSchema();
const execute = createExecutor({ schema });
const units = [['ORGANIZATIONS'], ['PLACES'], ['ORGANIZATIONS', 'PLACES']] as const;

/** The units of figures of the whole ecosystem. Targets and series use them. */
export const everyUnit = ['ECOSYSTEMS', 'ORGANIZATIONS', 'PLACES'] as const;

/** The place that contains some places of the reports. The others are in no place of its level. */
export const county = { code: 'C', level: 'county', places: ['N', 'S'] } as const;

/** Sends a query of a viewer. Throws if the gateway returns errors. */
async function ask(database: Database, text: string, viewer: Viewer): Promise<Record<string, unknown>> {
  const contextValue = createContext(database, viewer);
  const { data, errors } = await execute({ schema, document: parse(text), contextValue });
  if (errors?.length || !data) throw new Error(errors?.map(({ message }) => message).join('; ') ?? 'no answer');
  return JSON.parse(JSON.stringify(data));
}

/** What is read of a scenario. Ids are TypeIDs. */
export interface ReadScenario {
  indicatorId: string;
  versionId: string;
  /** ID of the release of the previous period. Null if there is none. */
  earlier: string | null;
  releases: readonly string[];
  dimensions: readonly ScenarioDimension[];
}

/** Reads all that a viewer, by default the public, can of an indicator and its releases. */
export async function readGateway(
  database: Database,
  at: ReadScenario,
  viewer: Viewer = anonymous,
): Promise<SeenRound> {
  const { indicatorId, versionId, earlier, dimensions } = at;
  const ids = [...(earlier === null ? [] : [earlier]), ...at.releases];
  const nodes = ids.map(
    (id, index) => `r${index}: node(id: "${id}") { ... on Release { id replacedAt heldReports unprotectedTotals
      total { ${cell} suppressionReason }
      cells(first: 100) { totalCount nodes { ${cell} suppressionReason } pageInfo { hasNextPage endCursor } } } }`,
  );
  const codes = dimensions.map(({ code }) => code);
  const by = [[], ...codes.map((code) => [code]), ...(codes.length === 2 ? [codes] : [])];
  const requested = [
    ...units.flatMap((over) => by.map((each) => ({ over, argument: `, by: ${JSON.stringify(each)}` }))),
    { over: everyUnit, argument: '' },
  ].map((each) => ({ ...each, over: each.over as readonly string[], placeLevel: null as string | null }));
  const atLevel = [['ORGANIZATIONS'], []].flatMap((over) =>
    by.map((each) => ({
      over,
      argument: `, by: ${JSON.stringify(each)}, placeLevel: "${county.level}"`,
      placeLevel: county.level,
    })),
  );
  const asked = [...requested, ...atLevel];
  const rollUps = asked.map(({ over, argument, placeLevel }, index) => {
    const unitsOfFigure = placeLevel === null ? over : [...over, 'PLACES'];
    return `u${index}: rollUp(over: [${unitsOfFigure.join(', ')}]${argument}) { ${figure} }`;
  });
  const compared = requestedDisparities(dimensions, units);
  const disparities = compared.map((each, index) => `d${index}: ${disparitiesField(each)}`);
  const answer = await ask(
    database,
    `{ ${nodes.join(' ')} of: node(id: "${indicatorId}") { ... on Indicator { series { ${point} ${aggregate} } ${[...rollUps, ...disparities].join(' ')} } }
      version: node(id: "${versionId}") { ... on IndicatorVersion { targets { nodes { ${categories} ${progress} } } } } }`,
    viewer,
  );
  const of = answer.of as Record<`u${number}`, SeenFigure[]> &
    Record<`d${number}`, SeenDisparities[]> & { series: SeenPoint[] };
  // Null for a release that the viewer cannot see.
  const releases = ids.map((_, index) => answer[`r${index}`] as SeenRelease);
  for (const [index, release] of releases.entries())
    if (release) await readOn(database, { id: ids[index] ?? '', release, viewer });
  return {
    earlier: earlier === null ? null : (releases[0] ?? null),
    releases: releases.slice(ids.length - at.releases.length),
    series: of.series,
    rollUps: asked.flatMap(({ over, placeLevel }, index) =>
      (of[`u${index}`] ?? []).map((each) => ({ ...each, over, placeLevel })),
    ),
    disparities: compared.flatMap((request, index) => (of[`d${index}`] ?? []).map((each) => ({ ...each, ...request }))),
    targets: (answer.version as { targets: { nodes: SeenProgress[] } }).targets.nodes,
  };
}

/** The other pages of a release's cells. */
async function readOn(
  database: Database,
  { id, release: { cells }, viewer }: { id: string; release: SeenRelease; viewer: Viewer },
): Promise<void> {
  type Paged = SeenRelease['cells'] & { pageInfo: { hasNextPage: boolean; endCursor: string } };
  for (let { pageInfo } = cells as Paged; pageInfo.hasNextPage; ) {
    const answer = await ask(
      database,
      `{ node(id: "${id}") { ... on Release { cells(first: 100, after: "${pageInfo.endCursor}") {
        nodes { ${cell} suppressionReason } pageInfo { hasNextPage endCursor } } } } }`,
      viewer,
    );
    const next = (answer.node as { cells: Paged }).cells;
    cells.nodes.push(...next.nodes);
    pageInfo = next.pageInfo;
  }
}
