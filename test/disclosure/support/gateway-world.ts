import { encodeTypeId, localProgram, newUuid } from '@collective-impact/sdk';
import {
  type AnyRecordDefinition,
  type AnyTransition,
  adoptIndicatorVersion,
  baselineDefinition,
  type Command,
  correctIndicatorReport,
  type Database,
  dataQualityRuleDefinition,
  dimensionDefinition,
  discussIndicatorVersion,
  discussionEntryDefinition,
  ecosystemDefinition,
  indicatorDefinition,
  indicatorReportDefinition,
  indicatorVersionDefinition,
  organizationDefinition,
  placeDefinition,
  publishRelease,
  restoreRecord,
  submitIndicatorReport,
  targetDefinition,
  verifyIndicatorReport,
  voidRecord,
  Writer,
} from '@collective-impact/store';
import { failure, isOfSmallGroup } from './gateway-outcomes.ts';
import { county, type ReadScenario, readGateway, type SeenRound } from './gateway-reader.ts';
import { cellsOf } from './report-cells.ts';
import { type Figures, own, period, previousPeriod, reporterOf, type Scenario } from './scenario/gateway-scenario.ts';
import { crossingsOf, scaleOf, versionOf } from './scenario/scenario-version.ts';

/** What is true of a release and what the steward is told of it, by which an attack is judged. */
export interface KnownRelease {
  /** Of each reporter, what its row in the release is made of, and since which release that has been so. */
  rows: Map<string, KnownRow>;
  unprotectedTotals: number;
}

/** `summed`: whether it has a part in what organizations make together. */
export interface KnownRow {
  figures: Figures;
  since: number;
  summed: boolean;
}

/** Result of a scenario. */
export interface PlayedScenario {
  scenario: Scenario;
  seen: SeenRound[];
  known: KnownRelease[];
  refused: number;
  nameOf: ReadonlyMap<string, string>;
}

/** Result of a scenario in a database, where it can be read again. */
export interface StoredScenario extends PlayedScenario {
  /** TypeID. */
  ecosystemId: string;
  /** What was read after the last round. */
  read: ReadScenario;
}

/** Lets a scenario happen in a database, round by round, and reads after each what the public can. */
export async function play(database: Database, scenario: Scenario): Promise<StoredScenario> {
  return new ScenarioPlayer(database, scenario).play();
}

class ScenarioPlayer {
  readonly #database: Database;
  readonly #scenario: Scenario;
  readonly #writer: Writer;
  readonly #ids = new Map<string, string>();
  readonly #versions = new Map<string, number>();
  readonly #reports = new Map<string, { id: string; version: number }>();
  readonly #latest = new Map<string, Figures>();
  readonly #releases: string[] = [];
  #earlier: string | null = null;
  readonly #known: KnownRelease[] = [];
  /** Digest of each row in the latest release that contains it. */
  readonly #digests = new Map<string, string>();
  #indicatorId = '';
  #versionId = '';

  constructor(database: Database, scenario: Scenario) {
    this.#database = database;
    this.#scenario = scenario;
    this.#writer = new Writer(database, localProgram);
  }

  async play(): Promise<StoredScenario> {
    await this.#define();
    await this.#releaseEarlier();
    const seen: SeenRound[] = [];
    let refused = 0;
    for (const { reports, voids = [], restores = [], closes, opens } of this.#scenario.rounds) {
      for (const name of closes) await this.#show(name, 'MEMBERS');
      for (const name of opens) await this.#show(name, 'PUBLIC');
      for (const name of restores) await this.#change(name, restoreRecord);
      for (const [name, figures] of reports) await this.#report(name, figures);
      for (const name of voids) await this.#change(name, voidRecord);
      const of = { indicatorVersionId: this.#versionId, period, releasedOn: '2025-02-01' };
      const outcome = await publishRelease(this.#writer, of);
      if (outcome.ok) await this.#learn(outcome.value);
      else if (isOfSmallGroup(outcome)) refused++;
      else throw failure(outcome);
      seen.push(await readGateway(this.#database, this.#read()));
    }
    const nameOf = new Map([...this.#ids].map(([name, id]) => [id, name]));
    const ecosystemId = this.#ids.get(own) ?? '';
    return { scenario: this.#scenario, seen, known: this.#known, refused, nameOf, ecosystemId, read: this.#read() };
  }

  #read(): ReadScenario {
    return {
      indicatorId: this.#indicatorId,
      versionId: this.#versionId,
      earlier: this.#earlier,
      releases: [...this.#releases],
      dimensions: this.#scenario.dimensions,
    };
  }

  async #create(definition: AnyRecordDefinition, command: Command): Promise<string> {
    const outcome = await this.#writer.create(definition, command);
    if (!outcome.ok) throw failure(outcome);
    return encodeTypeId(definition.type.prefix, outcome.value);
  }

  async #step(transition: AnyTransition, command: { id: string; expectedVersion: number; [key: string]: unknown }) {
    const outcome = await this.#writer.transition(transition, command);
    if (!outcome.ok) throw failure(outcome);
  }

  async #show(name: string, visibility: string): Promise<void> {
    const expectedVersion = this.#versions.get(name) ?? 1;
    const outcome = await this.#writer.update(organizationDefinition, {
      id: this.#ids.get(name),
      expectedVersion,
      visibility,
    });
    if (!outcome.ok) throw failure(outcome);
    this.#versions.set(name, expectedVersion + 1);
  }

  async #define(): Promise<void> {
    const { threshold, hidesZeros, dimensions, organizations, closed } = this.#scenario;
    const visibility = 'PUBLIC';
    const ecosystemId = await this.#create(ecosystemDefinition, {
      slug: `of-${newUuid()}`,
      name: 'Random',
      visibility,
      disclosureThreshold: threshold,
      hidesZeros,
    });
    this.#ids.set(own, ecosystemId);
    for (const name of organizations) {
      const seenBy = closed.has(name) ? 'MEMBERS' : visibility;
      this.#ids.set(name, await this.#create(organizationDefinition, { ecosystemId, name, visibility: seenBy }));
    }
    const placed = { ecosystemId, visibility };
    const level = { code: county.level };
    const code = { code: county.code, label: county.code };
    const parentId = await this.#create(placeDefinition, { ...placed, code, level });
    for (const place of county.places) {
      const within = { code: { code: place, label: place }, level: { code: 'municipality' }, parentId };
      await this.#create(placeDefinition, { ...placed, ...within });
    }
    const indicator = { ecosystemId, code: 'I', name: 'Random', level: 'PROGRAM', visibility };
    this.#indicatorId = await this.#create(indicatorDefinition, indicator);
    this.#versionId = await this.#create(indicatorVersionDefinition, {
      ...versionOf(this.#scenario),
      crossings: crossingsOf(this.#scenario),
      indicatorId: this.#indicatorId,
      definition: 'Random',
      unit: { code: 'people', label: 'people' },
      comparability: 'YES',
      direction: 'INCREASE',
      frequency: 'YEAR',
      visibility,
    });
    for (const [order, { categories, ...dimension }] of dimensions.entries()) {
      await this.#create(dimensionDefinition, {
        indicatorVersionId: this.#versionId,
        ...dimension,
        label: dimension.code,
        order,
        visibility,
        categories: categories.map((each, at) => ({ ...each, label: each.code, order: at })),
      });
    }
    const scale = scaleOf(this.#scenario);
    if (scale) {
      const { lowest: least, highest: most } = scale;
      const rule = { name: 'On the scale', kind: 'RANGE', least, most, blocks: false, visibility };
      await this.#create(dataQualityRuleDefinition, { indicatorVersionId: this.#versionId, ...rule });
    }
    await this.#create(discussionEntryDefinition, {
      indicatorVersionId: this.#versionId,
      saidOn: '2024-01-15',
      speaker: 'A principal',
      statement: 'We can count this.',
    });
    await this.#step(discussIndicatorVersion, { id: this.#versionId, expectedVersion: 1 });
    await this.#step(adoptIndicatorVersion, { id: this.#versionId, expectedVersion: 2 });
    await this.#aim();
  }

  /** A baseline of many people, and a target for all and for a category. */
  async #aim(): Promise<void> {
    const [dimension] = this.#scenario.dimensions;
    const of = { indicatorVersionId: this.#versionId, visibility: 'PUBLIC' };
    const category = dimension?.categories[0];
    const breakdowns = [[], ...(category ? [[{ dimension: dimension.code, category: category.code }]] : [])];
    for (const categories of breakdowns) {
      const value = categories.length === 0 ? '4000' : '2000';
      await this.#create(baselineDefinition, { ...of, period: '2022', value, categories });
      await this.#create(targetDefinition, { ...of, period: '2026', value: '9000', categories });
    }
  }

  /** Reports, or corrects what was reported; both are verified then. */
  async #report(name: string, figures: Figures): Promise<void> {
    const before = this.#reports.get(name);
    if (before) {
      const { id, version } = before;
      const cells = cellsOf(figures, this.#scenario.kind);
      await this.#step(correctIndicatorReport, { id, expectedVersion: version, reason: 'Counted again', cells });
      await this.#step(verifyIndicatorReport, { id, expectedVersion: version + 1 });
      this.#reports.set(name, { id, version: version + 2 });
    } else {
      this.#reports.set(name, { id: await this.#verified(name, { period, figures }), version: 3 });
    }
    this.#latest.set(name, figures);
  }

  /** Voids a report, or restores a voided one. */
  async #change(name: string, change: typeof voidRecord | typeof restoreRecord): Promise<void> {
    const outcome = await change(this.#writer, { id: this.#reports.get(name)?.id, reason: 'Entered twice' });
    if (!outcome.ok) throw failure(outcome);
  }

  /** Creates a verified report and returns its ID. */
  async #verified(name: string, of: { period: string; figures: Figures }): Promise<string> {
    const { who, place } = reporterOf(name);
    const id = await this.#create(indicatorReportDefinition, {
      indicatorVersionId: this.#versionId,
      period: of.period,
      ...(who !== own && { organizationId: this.#ids.get(who) }),
      ...(place !== null && { place: { code: place, label: place } }),
      cells: cellsOf(of.figures, this.#scenario.kind),
    });
    await this.#step(submitIndicatorReport, { id, expectedVersion: 1 });
    await this.#step(verifyIndicatorReport, { id, expectedVersion: 2 });
    return id;
  }

  /** Releases the reports of the previous period, unless none of them can be published. */
  async #releaseEarlier(): Promise<void> {
    const { earlier } = this.#scenario;
    if (earlier.size === 0) return;
    for (const [name, figures] of earlier) await this.#verified(name, { period: previousPeriod, figures });
    const of = { indicatorVersionId: this.#versionId, period: previousPeriod, releasedOn: '2024-02-01' };
    const outcome = await publishRelease(this.#writer, of);
    if (outcome.ok) this.#earlier = encodeTypeId('release', outcome.value);
    else if (!isOfSmallGroup(outcome)) throw failure(outcome);
  }

  /** Notes what is true of a new release: which rows are of what was reported by now, and which are as they were. */
  async #learn(uuid: string): Promise<void> {
    const em = this.#database.orm.em.fork();
    const rows: { reporter: string; isOwn: boolean; place: string; digest: string; summed: boolean }[] =
      await em.execute(
        `select "reporter_id" as "reporter", "reporter_id" = "ecosystem_id" as "isOwn", "place_key" as "place", "digest", "summed"
        from "released_row" where "release_id" = ?`,
        [uuid],
      );
    const [release]: { unprotectedTotals: number }[] = await em.execute(
      'select "unprotected_totals" as "unprotectedTotals" from "release" where "id" = ?',
      [uuid],
    );
    const names = new Map([...this.#ids].map(([name, id]) => [id, name]));
    const known: KnownRelease = { rows: new Map(), unprotectedTotals: release?.unprotectedTotals ?? 0 };
    for (const { reporter, isOwn, place, digest, summed } of rows) {
      const who = names.get(encodeTypeId(isOwn ? 'ecosystem' : 'organization', reporter)) ?? '';
      const name = place === '' ? who : `${who}|${JSON.parse(place)[1]}`;
      // A report that was voided and restored is as an earlier release contains it.
      const before = this.#known.findLast((each) => each.rows.has(name))?.rows.get(name);
      const kept = this.#digests.get(name) === digest ? before : undefined;
      this.#digests.set(name, digest);
      const figures = this.#latest.get(name);
      if (!figures) throw new Error('a row of a release is of a report');
      known.rows.set(name, { ...(kept ?? { figures, since: this.#known.length }), summed });
    }
    this.#known.push(known);
    this.#releases.push(encodeTypeId('release', uuid));
  }
}
