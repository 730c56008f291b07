import { createContext, createExecutor, createSchema } from '@collective-impact/gateway';
import { anonymous } from '@collective-impact/sdk';
import type { Database } from '@collective-impact/store';
import { parse } from 'graphql';

/** A cell as the gateway answers it. */
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
  status: string;
  suppressed: boolean;
  suppressionReason?: string | null;
}

/** A figure of a roll-up as the gateway answers it, and over what it was asked. */
export interface SeenFigure extends Omit<SeenCell, 'scope' | 'suppressed' | 'base' | 'status'> {
  over: readonly string[];
  base: string | null;
  interval: { low: string; high: string | null } | null;
  reason: string | null;
}

/** Where an indicator stands on the way to a target, as the gateway answers it. */
export interface SeenProgress {
  categories: SeenCell['categories'];
  progress: {
    latest: { value: string | null; suppressed: boolean; release: { id: string } | null } | null;
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
  waiting: number | null;
  unprotected: number | null;
  total: SeenCell | null;
  cells: { totalCount: number; nodes: SeenCell[] };
}

/** All that the public can read after a round: every release so far, and what is computed from the current one. */
export interface SeenRound {
  releases: SeenRelease[];
  series: SeenCell[];
  rollUps: SeenFigure[];
  targets: SeenProgress[];
}

const categories = 'categories { dimension { code } code }';
const numbers = 'value numerator denominator base standardError';
const cell = `${categories} ${numbers} scope suppressed status place { code } organization { id }`;
const figure = `${categories} ${numbers.replace('standardError', '')} place { code } organization { id } reason interval { low high }`;
const progress =
  'progress(on: "2025-06-30") { latest { value suppressed release { id } } share onTrack reached reason }';
const schema = createSchema();
const execute = createExecutor({ schema });
const manners = [['ORGANIZATIONS'], ['PLACES'], ['ORGANIZATIONS', 'PLACES']] as const;

/** Asks the gateway as someone who has no key; an error is one of the test. */
async function ask(database: Database, text: string): Promise<Record<string, unknown>> {
  const contextValue = createContext(database, anonymous);
  const { data, errors } = await execute({ schema, document: parse(text), contextValue });
  if (errors?.length || !data) throw new Error(errors?.map(({ message }) => message).join('; ') ?? 'no answer');
  return JSON.parse(JSON.stringify(data));
}

/** Reads all that the public can of an indicator and its releases. */
export async function lookAt(
  database: Database,
  at: { indicatorId: string; versionId: string; releases: readonly string[]; dimensions: readonly string[] },
): Promise<SeenRound> {
  const { indicatorId, versionId, releases: ids, dimensions } = at;
  const nodes = ids.map(
    (id, index) => `r${index}: node(id: "${id}") { ... on Release { id replacedAt waiting unprotected
      total { ${cell} suppressionReason }
      cells(first: 100) { totalCount nodes { ${cell} suppressionReason } pageInfo { hasNextPage endCursor } } } }`,
  );
  const by = [[], ...dimensions.map((code) => [code]), ...(dimensions.length === 2 ? [dimensions] : [])];
  const asked = manners.flatMap((over) => by.map((codes) => ({ over, codes })));
  const rollUps = asked.map(
    ({ over, codes }, index) =>
      `u${index}: rollUp(over: [${over.join(', ')}], by: ${JSON.stringify(codes)}) { ${figure} }`,
  );
  const answer = await ask(
    database,
    `{ ${nodes.join(' ')} of: node(id: "${indicatorId}") { ... on Indicator { series { ${cell} } ${rollUps.join(' ')} } }
      version: node(id: "${versionId}") { ... on IndicatorVersion { targets { nodes { ${categories} ${progress} } } } } }`,
  );
  const of = answer.of as Record<string, SeenFigure[]> & { series: SeenCell[] };
  const releases = ids.map((_, index) => answer[`r${index}`] as SeenRelease);
  for (const [index, release] of releases.entries()) await readOn(database, { id: ids[index] ?? '', release });
  return {
    releases,
    series: of.series,
    rollUps: asked.flatMap(({ over }, index) => (of[`u${index}`] ?? []).map((each) => ({ ...each, over }))),
    targets: (answer.version as { targets: { nodes: SeenProgress[] } }).targets.nodes,
  };
}

/** The other pages of a release's cells. */
async function readOn(
  database: Database,
  { id, release: { cells } }: { id: string; release: SeenRelease },
): Promise<void> {
  type Paged = SeenRelease['cells'] & { pageInfo: { hasNextPage: boolean; endCursor: string } };
  for (let { pageInfo } = cells as Paged; pageInfo.hasNextPage; ) {
    const answer = await ask(
      database,
      `{ node(id: "${id}") { ... on Release { cells(first: 100, after: "${pageInfo.endCursor}") {
        nodes { ${cell} suppressionReason } pageInfo { hasNextPage endCursor } } } } }`,
    );
    const next = (answer.node as { cells: Paged }).cells;
    cells.nodes.push(...next.nodes);
    pageInfo = next.pageInfo;
  }
}
