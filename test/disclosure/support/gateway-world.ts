import { createContext, createExecutor, createSchema } from '@collective-impact/gateway';
import { anonymous, encodeTypeId, newUuid, type Outcome, operator } from '@collective-impact/sdk';
import {
  adoptIndicatorVersion,
  type Command,
  correctIndicatorReport,
  type Database,
  dimensionWriting,
  discussIndicatorVersion,
  discussionEntryWriting,
  ecosystemWriting,
  indicatorReportWriting,
  indicatorVersionWriting,
  indicatorWriting,
  organizationWriting,
  publishRelease,
  submitIndicatorReport,
  type Transition,
  verifyIndicatorReport,
  Writer,
  type Writing,
} from '@collective-impact/store';
import { parse } from 'graphql';
import { type Figures, own, type Scenario } from './gateway-scenario.ts';

/** A cell as the gateway answers it. */
export interface SeenCell {
  scope: 'ORGANIZATION' | 'ECOSYSTEM' | 'TOGETHER';
  organization: { id: string } | null;
  categories: { dimension: { code: string }; code: string }[];
  value: string | null;
  numerator: string | null;
  denominator: string | null;
  base: number | null;
  standardError: string | null;
  suppressed: boolean;
  suppressionReason?: string | null;
}

/** A figure of a roll-up as the gateway answers it. */
export interface SeenFigure extends Omit<SeenCell, 'scope' | 'suppressed' | 'base'> {
  base: string | null;
  interval: { low: string; high: string | null } | null;
  reason: string | null;
}

/** A release as the public reads it. */
interface SeenRelease {
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
}

/** What is true of a release and what the steward is told of it, by which an attack is judged. */
interface KnownRelease {
  /** Of each reporter, what its row in the release is made of, and since which release that has been so. */
  rows: Map<string, { figures: Figures; since: number }>;
  unprotected: number;
}

/** What came of a scenario. */
export interface PlayedScenario {
  scenario: Scenario;
  seen: SeenRound[];
  known: KnownRelease[];
  refused: number;
  nameOf: ReadonlyMap<string, string>;
}

const categories = 'categories { dimension { code } code }';
const numbers = 'value numerator denominator base standardError';
const cell = `${categories} ${numbers} scope suppressed organization { id }`;
const figure = `${categories} ${numbers.replace('standardError', '')} organization { id } reason interval { low high }`;
const schema = createSchema();
const execute = createExecutor({ schema });

/** Asks the gateway as someone who has no key; an error is one of the test. */
async function ask(database: Database, text: string): Promise<Record<string, unknown>> {
  const contextValue = createContext(database, anonymous);
  const { data, errors } = await execute({ schema, document: parse(text), contextValue });
  if (errors?.length || !data) throw new Error(errors?.map(({ message }) => message).join('; ') ?? 'no answer');
  return JSON.parse(JSON.stringify(data));
}

/** Lets a scenario happen in a database, round by round, and reads after each what the public can. */
export async function play(database: Database, scenario: Scenario): Promise<PlayedScenario> {
  return new ScenarioPlayer(database, scenario).play();
}

class ScenarioPlayer {
  readonly #database: Database;
  readonly #scenario: Scenario;
  readonly #writer: Writer;
  readonly #ids = new Map<string, string>();
  readonly #reports = new Map<string, { id: string; version: number }>();
  readonly #said = new Map<string, Figures>();
  readonly #releases: string[] = [];
  readonly #known: KnownRelease[] = [];
  #digests = new Map<string, string>();
  #indicatorId = '';
  #versionId = '';

  constructor(database: Database, scenario: Scenario) {
    this.#database = database;
    this.#scenario = scenario;
    this.#writer = new Writer(database, operator);
  }

  async play(): Promise<PlayedScenario> {
    await this.#define();
    const seen: SeenRound[] = [];
    let refused = 0;
    for (const round of this.#scenario.rounds) {
      for (const [name, figures] of round) await this.#report(name, figures);
      const outcome = await publishRelease(this.#writer, { indicatorVersionId: this.#versionId, period: '2024' });
      if (outcome.ok) await this.#learn(outcome.value);
      else if (outcome.issues.every(({ code }) => code === 'SMALL_GROUP')) refused++;
      else throw failure(outcome);
      seen.push(await this.#look());
    }
    const nameOf = new Map([...this.#ids].map(([name, id]) => [id, name]));
    return { scenario: this.#scenario, seen, known: this.#known, refused, nameOf };
  }

  async #create(writing: Writing, command: Command): Promise<string> {
    const outcome = await this.#writer.create(writing, command);
    if (!outcome.ok) throw failure(outcome);
    return encodeTypeId(writing.type.prefix, outcome.value);
  }

  async #step(transition: Transition, command: { id: string; expectedVersion: number; [key: string]: unknown }) {
    const outcome = await this.#writer.transition(transition, command);
    if (!outcome.ok) throw failure(outcome);
  }

  async #define(): Promise<void> {
    const { kind, counts, threshold, hidesZeros, dimensions, organizations, closed } = this.#scenario;
    const visibility = 'PUBLIC';
    const ecosystemId = await this.#create(ecosystemWriting, {
      slug: `of-${newUuid()}`,
      name: 'Made up',
      visibility,
      disclosureThreshold: threshold,
      hidesZeros,
    });
    this.#ids.set(own, ecosystemId);
    for (const name of organizations) {
      const seenBy = closed.has(name) ? 'MEMBERS' : visibility;
      this.#ids.set(name, await this.#create(organizationWriting, { ecosystemId, name, visibility: seenBy }));
    }
    const indicator = { ecosystemId, code: 'I', name: 'Made up', level: 'ACTIVITY', visibility };
    this.#indicatorId = await this.#create(indicatorWriting, indicator);
    const isOnce = counts === 'PEOPLE_UNDUPLICATED';
    this.#versionId = await this.#create(indicatorVersionWriting, {
      indicatorId: this.#indicatorId,
      definition: 'Made up',
      kind,
      counts,
      unit: { code: 'people', label: 'people' },
      comparability: 'YES',
      direction: 'INCREASE',
      overOrganizations: isOnce ? 'NONE' : kind === 'COUNT' ? 'SUM' : 'RATIO',
      overTime: isOnce ? 'NONE' : kind === 'COUNT' ? 'SUM' : 'RATIO',
      ...(kind === 'RATIO' && { multiplier: '100', denominatorOverCategories: 'SPLIT' }),
      frequency: 'YEAR',
      visibility,
    });
    for (const [order, dimension] of dimensions.entries()) {
      await this.#create(dimensionWriting, {
        indicatorVersionId: this.#versionId,
        ...dimension,
        label: dimension.code,
        order,
        exclusive: true,
        visibility,
        categories: dimension.categories.map((code, at) => ({ code, label: code, order: at })),
      });
    }
    await this.#create(discussionEntryWriting, {
      indicatorVersionId: this.#versionId,
      saidOn: '2024-01-15',
      speaker: 'A principal',
      statement: 'We can count this.',
    });
    await this.#step(discussIndicatorVersion, { id: this.#versionId, expectedVersion: 1 });
    await this.#step(adoptIndicatorVersion, { id: this.#versionId, expectedVersion: 2 });
  }

  /** Reports, or corrects what was reported; both are verified then. */
  async #report(name: string, figures: Figures): Promise<void> {
    const cells = [...figures].map(([key, people]) => this.#cell(key, people));
    const before = this.#reports.get(name);
    if (before) {
      const { id, version } = before;
      await this.#step(correctIndicatorReport, { id, expectedVersion: version, reason: 'Counted again', cells });
      await this.#step(verifyIndicatorReport, { id, expectedVersion: version + 1 });
      this.#reports.set(name, { id, version: version + 2 });
    } else {
      const organizationId = name === own ? {} : { organizationId: this.#ids.get(name) };
      const report = { indicatorVersionId: this.#versionId, period: '2024', ...organizationId, cells };
      const id = await this.#create(indicatorReportWriting, report);
      await this.#step(submitIndicatorReport, { id, expectedVersion: 1 });
      await this.#step(verifyIndicatorReport, { id, expectedVersion: 2 });
      this.#reports.set(name, { id, version: 3 });
    }
    this.#said.set(name, figures);
  }

  #cell(key: string, people: readonly number[]) {
    const [dimension, category] = key.split('/');
    const [counted = 0, others = 0] = people;
    const all = counted + others;
    const of = key === '' ? [] : [{ dimension, category }];
    if (this.#scenario.kind === 'COUNT') return { categories: of, value: String(counted) };
    if (all === 0) return { categories: of, status: 'NOT_APPLICABLE' };
    return { categories: of, numerator: String(counted), denominator: String(all) };
  }

  /** Notes what is true of a new release: which rows are of what was reported by now, and which are as they were. */
  async #learn(uuid: string): Promise<void> {
    const em = this.#database.orm.em.fork();
    const rows: { reporter: string; isOwn: boolean; digest: string }[] = await em.execute(
      `select "reporter_id" as "reporter", "reporter_id" = "ecosystem_id" as "isOwn", "digest" from "released_row" where "release_id" = ?`,
      [uuid],
    );
    const [release]: { unprotected: number }[] = await em.execute(
      'select "unprotected" from "release" where "id" = ?',
      [uuid],
    );
    const names = new Map([...this.#ids].map(([name, id]) => [id, name]));
    const known: KnownRelease = { rows: new Map(), unprotected: release?.unprotected ?? 0 };
    const before = this.#known.at(-1)?.rows;
    const digests = new Map<string, string>();
    for (const { reporter, isOwn, digest } of rows) {
      const name = names.get(encodeTypeId(isOwn ? 'ecosystem' : 'organization', reporter)) ?? '';
      digests.set(name, digest);
      const kept = this.#digests.get(name) === digest ? before?.get(name) : undefined;
      const figures = this.#said.get(name);
      if (!figures) throw new Error('a row of a release is of a report');
      known.rows.set(name, kept ?? { figures, since: this.#known.length });
    }
    this.#digests = digests;
    this.#known.push(known);
    this.#releases.push(encodeTypeId('release', uuid));
  }

  async #look(): Promise<SeenRound> {
    const { dimensions } = this.#scenario;
    const nodes = this.#releases.map(
      (
        id,
        at,
      ) => `r${at}: node(id: "${id}") { ... on Release { id replacedAt waiting unprotected total { ${cell} suppressionReason }
        cells(first: 100) { totalCount nodes { ${cell} suppressionReason } pageInfo { hasNextPage endCursor } } } }`,
    );
    const by = [[], ...dimensions.map(({ code }) => [code])];
    const rollUps = by.map(
      (codes, at) => `u${at}: rollUp(over: [ORGANIZATIONS], by: ${JSON.stringify(codes)}) { ${figure} }`,
    );
    const answer = await ask(
      this.#database,
      `{ ${nodes.join(' ')} of: node(id: "${this.#indicatorId}") { ... on Indicator { series { ${cell} }
        ${rollUps.join(' ')} } } }`,
    );
    const of = answer.of as Record<string, SeenFigure[]> & { series: SeenCell[] };
    const releases = this.#releases.map((_, at) => answer[`r${at}`] as SeenRelease);
    for (const [at, release] of releases.entries()) await this.#readOn(this.#releases[at] ?? '', release);
    return { releases, series: of.series, rollUps: by.flatMap((_, at) => of[`u${at}`] ?? []) };
  }

  /** The other pages of a release's cells. */
  async #readOn(id: string, { cells }: SeenRelease): Promise<void> {
    type Paged = SeenRelease['cells'] & { pageInfo: { hasNextPage: boolean; endCursor: string } };
    for (let { pageInfo } = cells as Paged; pageInfo.hasNextPage; ) {
      const answer = await ask(
        this.#database,
        `{ node(id: "${id}") { ... on Release { cells(first: 100, after: "${pageInfo.endCursor}") {
          nodes { ${cell} suppressionReason } pageInfo { hasNextPage endCursor } } } } }`,
      );
      const next = (answer.node as { cells: Paged }).cells;
      cells.nodes.push(...next.nodes);
      pageInfo = next.pageInfo;
    }
  }
}

function failure(outcome: Outcome<unknown>): Error {
  const issues = outcome.ok ? [] : outcome.issues;
  return new Error(issues.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`).join('; '));
}
