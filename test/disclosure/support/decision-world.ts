import { unwrap } from '@collective-impact/sdk';
import { completeCell, type DimensionRules, type FigureCell } from '@collective-impact/sdk/indicator';
import {
  type DecidedCell,
  type DecidedRow,
  decideRelease,
  publishedFigures,
  type ReleaseDecision,
  type ReportedRow,
} from '@collective-impact/sdk/release';
import type { SeenCell, SeenRound } from './gateway-reader.ts';
import { type Figures, own, reporterOf, type Scenario } from './gateway-scenario.ts';
import type { KnownRelease, KnownRow, PlayedScenario } from './gateway-world.ts';
import { cellsOf } from './report-cells.ts';
import { crossingsOf, scaleOf, versionOf } from './scenario-version.ts';
import type { Decider } from './wrong-deciders.ts';

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
  readonly #known: KnownRelease[] = [];
  #current: ReleaseDecision | null = null;

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
    for (const { reports, closes, opens } of rounds) {
      for (const name of closes) this.#closed.add(name);
      for (const name of opens) this.#closed.delete(name);
      for (const [name, figures] of reports) this.#latest.set(name, figures);
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
    const before = this.#known.at(-1)?.rows;
    const reported = [...this.#latest].map(([name, figures]) => this.#reported(name, figures));
    const previous = this.#current && {
      rows: this.#current.rows.map((row) => {
        const name = nameOf(row);
        return {
          ...row,
          cells: row.cells.map(released),
          same: before?.get(name)?.figures === this.#latest.get(name),
        };
      }),
      aggregate: this.#current.aggregate.map(released),
    };
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
        previous,
      }),
    );
    if (decision.waiting.length > 0 && !decision.rows.some(({ origin }) => origin === 'NEW')) return false;
    const rows = new Map(
      decision.rows.map((row): [string, KnownRow] => {
        const name = nameOf(row);
        const kept = row.origin === 'KEPT' ? before?.get(name) : undefined;
        const figures = kept?.figures ?? this.#latest.get(name);
        if (!figures) throw new Error('a row of a release is of a report');
        const isSame = before?.get(name)?.figures === figures;
        const since = isSame ? (before?.get(name)?.since ?? 0) : this.#known.length;
        return [name, { figures, since, summed: row.summed }];
      }),
    );
    this.#current = decision;
    this.#known.push({ rows, unprotectedTotals: decision.unprotectedTotals });
    return true;
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
    const { rows = [], aggregate = [] } = this.#current ?? {};
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
