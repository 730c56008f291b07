import { unwrap } from '@collective-impact/sdk';
import { breakdownKey, completeCell, type DimensionRules, type FigureCell } from '@collective-impact/sdk/indicator';
import {
  type DecidedCell,
  type DecidedRow,
  decideRelease,
  publishedFigures,
  type ReleaseDecision,
  type ReleasedRow,
  type ReleaseInput,
  type ReportedRow,
} from '@collective-impact/sdk/release';
import type { SeenCell, SeenRound } from './gateway-reader.ts';
import type { KnownRelease, KnownRow, PlayedScenario } from './gateway-world.ts';
import { cellsOf } from './report-cells.ts';
import { type Figures, own, reporterOf, type Scenario } from './scenario/gateway-scenario.ts';
import { crossingsOf, scaleOf, versionOf } from './scenario/scenario-version.ts';
import type { Decider } from './wrong-deciders.ts';

type ReleasedCell = ReleasedRow['cells'][number];

/**
 * Lets a scenario happen without a database: reports go to the decision, and everyone sees what it shows. A gateway shows the
 * same, which other tests attack. This is so fast that rare cases come up. A test can give another decider, with a fault.
 */
export function decide(scenario: Scenario, decider: Decider = decideRelease): PlayedScenario {
  return new DecisionPlayer(scenario, decider).play();
}

class DecisionPlayer {
  readonly #scenario: Scenario;
  readonly #decider: Decider;
  readonly #version: ReturnType<typeof versionOf>;
  readonly #closed: Set<string>;
  readonly #latest = new Map<string, Figures>();
  readonly #voided = new Set<string>();
  readonly #known: KnownRelease[] = [];
  /** The decisions on all releases so far. */
  readonly #decisions: ReleaseDecision[] = [];

  constructor(scenario: Scenario, decider: Decider) {
    this.#scenario = scenario;
    this.#decider = decider;
    this.#version = versionOf(scenario);
    this.#closed = new Set(scenario.closed);
  }

  play(): PlayedScenario {
    const { rounds, organizations } = this.#scenario;
    const releases: SeenRound['releases'] = [];
    const seen: SeenRound[] = [];
    let refused = 0;
    for (const { reports, voids = [], restores = [], closes, opens } of rounds) {
      for (const name of closes) this.#closed.add(name);
      for (const name of opens) this.#closed.delete(name);
      for (const name of restores) this.#voided.delete(name);
      for (const [name, figures] of reports) this.#latest.set(name, figures);
      for (const name of voids) this.#voided.add(name);
      if (!this.#release()) refused++;
      else releases.push(this.#seen(releases.length));
      seen.push({
        earlier: null,
        releases: releases.map((release) => this.#shown(release)),
        series: [],
        rollUps: [],
        disparities: [],
        targets: [],
      });
    }
    const nameOf = new Map([own, ...organizations].map((name) => [name, name]));
    return { scenario: this.#scenario, seen, known: this.#known, refused, nameOf };
  }

  #release(): boolean {
    const { threshold, hidesZeros: hideZeros, dimensions } = this.#scenario;
    const reports = [...this.#latest].filter(([name]) => !this.#voided.has(name));
    const reported = reports.map(([name, figures]) => this.#reported(name, figures));
    const current = this.#decisions.at(-1);
    const rules: DimensionRules[] = dimensions;
    const decision = unwrap(
      this.#decider({
        version: this.#version,
        dimensions: rules,
        crossings: crossingsOf(this.#scenario),
        threshold,
        hideZeros,
        scale: scaleOf(this.#scenario),
        reported,
        previous: this.#decisions.length === 0 ? null : this.#previous(),
        voided: (current?.rows ?? []).filter((row) => this.#voided.has(nameOf(row))),
      }),
    );
    const hasChanges = decision.removed.length > 0 || decision.rows.some(({ origin }) => origin === 'NEW');
    if ((decision.waiting.length > 0 || reported.length === 0) && !hasChanges) return false;
    const rows = new Map(
      decision.rows.map((row): [string, KnownRow] => {
        const name = nameOf(row);
        const before = this.#latestRow(name);
        const figures = (row.origin === 'KEPT' ? before?.figures : undefined) ?? this.#latest.get(name);
        if (!figures) throw new Error('a row of a release is of a report');
        // The figures of a report that was voided and restored are those that an earlier release contains.
        const since = before?.figures === figures ? before.since : this.#known.length;
        return [name, { figures, since, summed: row.summed }];
      }),
    );
    this.#decisions.push(decision);
    this.#known.push({ rows, unprotectedTotals: decision.unprotectedTotals });
    return true;
  }

  /** The row of a reporter in the latest release that contains it. */
  #latestRow(name: string): KnownRow | undefined {
    return this.#known.findLast(({ rows }) => rows.has(name))?.rows.get(name);
  }

  /** The current release, with the latest state of what only earlier releases contain. */
  #previous(): NonNullable<ReleaseInput['previous']> {
    const rows = new Map<string, ReleasedRow>();
    const aggregate = new Map<string, ReleasedCell>();
    for (const [at, decision] of this.#decisions.entries()) {
      const removed = at < this.#decisions.length - 1;
      for (const row of decision.rows) {
        const name = nameOf(row);
        const cells = new Map((rows.get(name)?.cells ?? []).map((cell) => [breakdownKey(cell.categories), cell]));
        for (const cell of row.cells) cells.set(breakdownKey(cell.categories), { ...released(cell), removed });
        const same = this.#latestRow(name)?.figures === this.#latest.get(name);
        rows.set(name, { ...row, cells: [...cells.values()], same });
      }
      for (const cell of decision.aggregate) {
        aggregate.set(breakdownKey(cell.categories), { ...released(cell), removed });
      }
    }
    return { rows: [...rows.values()], aggregate: [...aggregate.values()], earlierTotals: this.#earlierTotals() };
  }

  /** The published totals of earlier releases whose rows are the same in every later one, the latest first. */
  #earlierTotals() {
    const earlier = this.#decisions.slice(0, -1).map(({ rows, aggregate }, at) => {
      const summed = rows.filter((row) => row.summed);
      const isKept = (name: string) => {
        const figures = this.#known[at]?.rows.get(name)?.figures;
        return this.#known.slice(at).every((release) => release.rows.get(name)?.figures === figures);
      };
      const isUnchanged = summed.length > 0 && summed.every((row) => isKept(nameOf(row)));
      return isUnchanged ? [{ rows: summed, aggregate: aggregate.map(released) }] : [];
    });
    return earlier.flat().reverse();
  }

  #reported(name: string, figures: Figures): ReportedRow {
    const { who, place } = reporterOf(name);
    const cells = cellsOf(figures, this.#scenario.kind).map((input): FigureCell => {
      const {
        categories,
        value = null,
        numerator = null,
        denominator = null,
        base = null,
        status = 'OBSERVED',
        lowerBound = null,
        upperBound = null,
      } = input;
      const numbers = { value, numerator, denominator, base, standardError: null, lowerBound, upperBound };
      const cell = { categories, ...numbers, status } as FigureCell;
      return unwrap(completeCell(cell, this.#version));
    });
    return { organizationId: who === own ? null : who, place, cells, open: this.#isOpen(who) };
  }

  #isOpen(who: string): boolean {
    return !this.#closed.has(who);
  }

  /** Who is closed now is closed in what was released before, too. */
  #shown(release: SeenRound['releases'][number]): SeenRound['releases'][number] {
    const nodes = release.cells.nodes.filter(({ organization }) => this.#isOpen(organization?.id ?? own));
    return { ...release, cells: { totalCount: nodes.length, nodes } };
  }

  #seen(at: number): SeenRound['releases'][number] {
    const { rows = [], aggregate = [] } = this.#decisions.at(-1) ?? {};
    const nodes = [
      ...aggregate.map((cell) => seenCell(cell, { scope: 'AGGREGATE', organization: null, place: null })),
      ...rows.flatMap(({ organizationId, place, cells }) =>
        cells.map((cell) =>
          seenCell(cell, {
            scope: organizationId === null ? 'ECOSYSTEM' : 'ORGANIZATION',
            organization: organizationId === null ? null : { id: organizationId },
            place: place === null ? null : { code: place },
          }),
        ),
      ),
    ];
    const cells = { totalCount: nodes.length, nodes };
    return { id: `release ${at}`, replacedAt: null, heldReports: null, unprotectedTotals: null, total: null, cells };
  }
}

function nameOf({ organizationId, place }: Pick<DecidedRow, 'organizationId' | 'place'>): string {
  const who = organizationId ?? own;
  return place === null ? who : `${who}|${place}`;
}

/** A cell as the release contains it. */
function released(cell: DecidedCell): DecidedCell {
  return { ...cell, ...publishedFigures(cell) };
}

function seenCell(cell: DecidedCell, whose: Pick<SeenCell, 'scope' | 'organization' | 'place'>): SeenCell {
  const { value, numerator, denominator, base, standardError = null, status, suppressed, ...more } = released(cell);
  const { lowerBound = null, upperBound = null } = more;
  const categories = cell.categories.map(({ dimension, category }) => ({
    dimension: { code: dimension },
    code: category,
  }));
  const numbers = { value, numerator, denominator, base, standardError, lowerBound, upperBound };
  return { ...whose, categories, ...numbers, status, suppressed };
}
