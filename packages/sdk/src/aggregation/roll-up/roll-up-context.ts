import type { CategoryReference } from '../../indicator/index.ts';
import { breakdownKey, type DimensionRules } from '../../indicator/index.ts';
import { type PeriodRange, parsePeriod, periodRange, type YearStarts } from '../../period/index.ts';
import type { Code } from '../../shared/code.ts';
import type { Comparability } from '../../shared/comparability.ts';
import { type RollUpFigure, type RollUpOver, statusOf } from './roll-up-figure.ts';
import { emptyPartial } from './roll-up-partial.ts';
import { noData, type RollUpRules } from './roll-up-pool.ts';
import type { RollUpPart } from './roll-up-standing.ts';

/** What of an indicator version a roll-up looks at. */
export type RollUpVersion = RollUpRules & { id: string; number: number; dimensions: readonly DimensionRules[] };

/** Whether figures of two versions, by number, compare, and every reason why not or only with a caveat. */
export type Compares = (ends: { from: number; to: number }) => {
  comparability: Comparability;
  notes: readonly string[];
};

/** Of a version, period and ecosystem: how many reporters are expected, and how many of them are absent; null where nobody said. */
export type ExpectedReporters = (of: {
  versionId: string;
  ecosystemId: string;
  period: string;
}) => { expected: number; absent: number } | null;

/** Where figures are brought together: in one released period, of one combination of categories; of a place where those are kept. */
export interface RollUpSpot {
  versionId: string;
  ecosystemId: string;
  period: string;
  place: Code | null;
  categories: readonly CategoryReference[];
}

/** How many organizations have something in a released period, and nothing of these categories. */
export type LackingReporters = (spot: RollUpSpot) => number;

/** Organizations that have something in a released period and are closed, and how many of them say these categories. */
export interface ClosedReporters {
  /** Closed to others who see it when it was released: these are in no sum of it, also for those who see them. */
  before: { all: number; saying: number };
  /** In the sums that it shows, and closed to whoever asks. */
  since: { all: number; saying: number };
}

/** An ecosystem that has agreed to bring figures in, from when and until when; null where it goes on. */
export interface RollUpMember {
  ecosystemId: string;
  spans: readonly { from: string; until: string | null }[];
  /** Whether it, or what it agreed to, is closed to whoever asks: then it is counted, and not named. */
  isClosed?: boolean;
}

/** Members that are expected and have nothing. */
export interface AbsentMembers {
  count: number;
  /** Which of them may be named, in one order. */
  open: string[];
}

/** A figure of an organization that does not state what its category is a part of: the combination `of`. */
export interface FinerFigure {
  part: RollUpPart;
  of: readonly CategoryReference[];
}

/** What is to be rolled up, and how. */
export interface RollUpRequest {
  /** Released figures, each for one version, period and combination of categories. */
  parts: readonly RollUpPart[];
  /** Figures that are in no sum of `parts` for what they are to be added up to, organization by organization, and nothing else. */
  finer?: readonly FinerFigure[];
  /** The versions that they are of. */
  versions: readonly RollUpVersion[];
  over: readonly RollUpOver[];
  /** Codes of the periods to answer for; null for each period by itself that has figures. */
  periods: readonly string[] | null;
  /** Codes of the dimensions that are kept; null for each combination of categories by itself. */
  by: readonly string[] | null;
  /** Whether figures of two versions, by number, compare. */
  compares: Compares;
  /** When the years of whoever asks begin, by which a period is answered that nobody has figures for. */
  years?: YearStarts;
  /** When the years of an ecosystem begin, by which its periods are placed. */
  yearsOf?: (ecosystemId: string) => YearStarts;
  /** Who is expected to report; null where nobody said. */
  expected?: ExpectedReporters;
  /** Who lacks categories; where left out, those lack them that `parts` name by `organizationId`. */
  lacking?: LackingReporters;
  /** Who is closed; nobody where left out. */
  closed?: (spot: RollUpSpot) => ClosedReporters;
  /** Which ecosystems are expected in what is rolled up over ecosystems. */
  members?: readonly RollUpMember[];
}

/** A request, looked up. */
export class RollUpContext {
  readonly #request: RollUpRequest;
  readonly #versions: ReadonlyMap<string, RollUpVersion>;
  readonly #kept: string | null;
  /** By released period and place: of which organizations there are parts, in all and by categories. */
  #reporters: Map<string, Map<string | null, Set<string>>> | undefined;

  constructor(request: RollUpRequest) {
    this.#request = request;
    this.#versions = new Map(request.versions.map((version) => [version.id, version]));
    this.#kept = request.by ? keyOfCodes(request.by) : null;
  }

  /** The codes of the periods to answer for; null for each that has figures. */
  get periods(): readonly string[] | null {
    return this.#request.periods;
  }

  isOver(over: RollUpOver): boolean {
    return this.#request.over.includes(over);
  }

  version(id: string): RollUpVersion {
    const version = this.#versions.get(id);
    if (!version) throw new RangeError(`the version ${id} of a figure is not among the versions`);
    return version;
  }

  compares(ends: { from: number; to: number }): ReturnType<Compares> {
    return this.#request.compares(ends);
  }

  expected(of: {
    versionId: string;
    ecosystemId: string;
    period: string;
  }): { expected: number; absent: number } | null {
    return this.isOver('ORGANIZATIONS') ? (this.#request.expected?.(of) ?? null) : null;
  }

  /** How many organizations that have something in a released period have nothing of these categories. */
  lacking(spot: RollUpSpot): number {
    if (!this.isOver('ORGANIZATIONS')) return 0;
    if (this.#request.lacking) return this.#request.lacking(spot);
    this.#reporters ??= this.#everyReporter();
    const found = this.#reporters.get(this.#keyOfSpot(spot));
    return (found?.get(null)?.size ?? 0) - (found?.get(breakdownKey(spot.categories))?.size ?? 0);
  }

  closed(spot: RollUpSpot): ClosedReporters {
    const nobody = { all: 0, saying: 0 };
    const found = this.isOver('ORGANIZATIONS') ? this.#request.closed?.(spot) : undefined;
    return found ?? { before: nobody, since: nobody };
  }

  #everyReporter(): Map<string, Map<string | null, Set<string>>> {
    const reporters = new Map<string, Map<string | null, Set<string>>>();
    for (const part of this.#request.parts) {
      const { organizationId, categories } = part;
      if (organizationId === null) continue;
      const key = this.#keyOfSpot(part);
      const found = reporters.get(key) ?? new Map<string | null, Set<string>>();
      reporters.set(key, found);
      for (const each of [null, breakdownKey(categories)])
        found.set(each, (found.get(each) ?? new Set()).add(organizationId));
    }
    return reporters;
  }

  #keyOfSpot({ versionId, ecosystemId, period, place }: Omit<RollUpSpot, 'categories'>): string {
    const at = this.isOver('PLACES') || !place ? null : [place.scheme, place.code];
    return JSON.stringify([versionId, ecosystemId, period, at]);
  }

  /** Which ecosystems are expected on the last day of a period, and are not among those that have something. */
  absentMembers(code: string, present: readonly string[]): AbsentMembers {
    if (!this.isOver('ECOSYSTEMS')) return { count: 0, open: [] };
    const absent = (this.#request.members ?? []).filter(({ ecosystemId, spans, isClosed = false }) => {
      // When the years of a closed one begin, nobody is told.
      const { end } = this.rangeOf(code, isClosed ? null : ecosystemId);
      const isExpected = spans.some(({ from, until }) => from <= end && (until === null || end <= until));
      return isExpected && !present.includes(ecosystemId);
    });
    const open = absent.filter(({ isClosed = false }) => !isClosed).map(({ ecosystemId }) => ecosystemId);
    return { count: new Set(absent.map(({ ecosystemId }) => ecosystemId)).size, open: [...new Set(open)].sort() };
  }

  /** Whether an ecosystem is the network that others bring figures in to. */
  isNetwork(ecosystemId: string): boolean {
    const members = this.isOver('ECOSYSTEMS') && this.isOver('ORGANIZATIONS') ? (this.#request.members ?? []) : [];
    return members.length > 0 && members.every((member) => member.ecosystemId !== ecosystemId);
  }

  yearsOf(ecosystemId: string): YearStarts {
    return this.#request.yearsOf?.(ecosystemId) ?? {};
  }

  /** The days of a period that is asked for, to an ecosystem. Throws a RangeError where the code is none. */
  rangeOf(code: string, ecosystemId: string | null): PeriodRange {
    const period = parsePeriod(code);
    if (!period) throw new RangeError(`"${code}" is not a period`);
    return periodRange(period, ecosystemId === null ? (this.#request.years ?? {}) : this.yearsOf(ecosystemId));
  }

  /** Whether figures of these categories are answered as such. */
  isKept(categories: readonly CategoryReference[]): boolean {
    return this.#kept === null || keyOfCodes(categories.map(({ dimension }) => dimension)) === this.#kept;
  }

  /**
   * The combinations that one of categories is a part of, each with the dimension that is broken down in it: one that is
   * exclusive, and where dimensions are kept, the only one beside them.
   */
  wholesOf({ versionId, categories }: { versionId: string; categories: readonly CategoryReference[] }) {
    return categories.flatMap((category) => {
      const dimension = this.version(versionId).dimensions.find(({ code }) => code === category.dimension);
      const rest = categories.filter((each) => each !== category);
      return dimension?.exclusive && this.isKept(rest) ? [{ dimension, category: category.category, rest }] : [];
    });
  }

  /** For periods that are asked for and have no figure at all: that there is none. */
  nothingFor(figures: readonly RollUpFigure[]): RollUpFigure[] {
    const { periods, by } = this.#request;
    const answered = new Set(figures.map(({ period }) => period));
    // Which categories there would be, nobody knows.
    if (!periods || (by !== null && by.length > 0)) return [];
    return [...new Set(periods)].filter((code) => !answered.has(code)).map((code) => this.#nothing(code));
  }

  #nothing(code: string): RollUpFigure {
    const { start, end } = this.rangeOf(code, null);
    const absent = this.absentMembers(code, []);
    return {
      period: code,
      periodStart: start,
      periodEnd: end,
      versionId: null,
      comparability: 'YES',
      caveats: [],
      organizationId: null,
      place: null,
      ecosystemId: null,
      categories: [],
      value: null,
      numerator: null,
      denominator: null,
      base: null,
      interval: null,
      status: statusOf(emptyPartial),
      ...noData(),
      coverage: {
        figuresIncluded: 0,
        expected: null,
        missing: absent.count,
        notApplicable: 0,
        suppressedAtSource: 0,
        periods: [],
        gaps: [code],
        releases: [],
        absentEcosystems: absent.open,
      },
    };
  }
}

function keyOfCodes(codes: readonly string[]): string {
  return JSON.stringify([...new Set(codes)].sort());
}
