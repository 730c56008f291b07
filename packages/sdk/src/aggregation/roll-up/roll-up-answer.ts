import type { CategoryReference } from '../../indicator/index.ts';
import { parsePeriod } from '../../period/index.ts';
import { comparabilityOfPeriods } from '../../period/internal.ts';
import type { Comparability } from '../../shared/comparability.ts';
import type { AbsentMembers, RollUpContext, RollUpVersion } from './roll-up-context.ts';
import { type CoveredRelease, type RollUpCoverage, type RollUpFigure, statusOf } from './roll-up-figure.ts';
import {
  newestOf,
  type OfEcosystem,
  ofEcosystem,
  overEcosystems,
  ownAmongMembers,
  ownOfNetwork,
} from './roll-up-group.ts';
import type { Bounded } from './roll-up-interval.ts';
import { combinePartials } from './roll-up-partial.ts';
import { unavailable } from './roll-up-pool.ts';
import { type Slice, type SliceParts, slicesOf } from './roll-up-slice.ts';
import type { RollUpPart } from './roll-up-standing.ts';

/** Figures that answer one key: of the same categories, and of one reporter, place or ecosystem where those are kept. */
export interface RollUpGroup extends SliceParts {
  categories: readonly CategoryReference[];
}

/** The figures of a group, one for each period that is asked for. */
export function figuresOfGroup(group: RollUpGroup, context: RollUpContext): RollUpFigure[] {
  const slices = slicesOf(group, context);
  const codes = context.periods ?? [...slices.values()].flatMap((each) => each.map(({ period }) => period));
  return [...new Set(codes)].map((code) => {
    const ecosystems = [...slices].flatMap(([ecosystemId, all]) => {
      const candidates = context.periods ? all : all.filter(({ period }) => period === code);
      return candidates.length === 0 ? [] : [ofEcosystem(code, { ecosystemId, candidates, context })];
    });
    return answerOf(code, { ecosystems, group, context });
  });
}

function answerOf(
  code: string,
  of: { ecosystems: readonly OfEcosystem[]; group: RollUpGroup; context: RollUpContext },
): RollUpFigure {
  const { group, context } = of;
  const own = ownOfNetwork(of.ecosystems, context);
  const ecosystems = own ? [own] : of.ecosystems;
  const used = ecosystems.flatMap((ecosystem) => ecosystem.used);
  const newest = newestOf(used);
  const compared = comparabilityIn(code, { ecosystems, used, context });
  const any = group.parts[0] ?? group.finer[0]?.part;
  const kept = keptOf(any, context);
  const present = of.ecosystems.filter((each) => each.used.length > 0).map(({ ecosystemId }) => ecosystemId);
  // An organization is of one ecosystem: no other lacks in its figure.
  const expected = kept.organizationId === null ? context.absentMembers(code, present) : nobody;
  const isComplete = expected.count === 0;
  const absent = own ? nobody : expected;
  const brought = own
    ? ownAmongMembers(own, { members: of.ecosystems.filter((each) => each !== own), isComplete })
    : overEcosystems(ecosystems, { isComplete });
  const outcome = comparable(brought, compared);
  const partial = combinePartials(used.map(({ standing }) => standing.partial));
  const figure = 'figure' in outcome ? outcome.figure : { value: null, numerator: null, denominator: null, base: null };
  const ecosystemId = context.isOver('ECOSYSTEMS') ? null : (any?.ecosystemId ?? null);
  const { start, end } = ecosystems[0]?.range ?? context.rangeOf(code, ecosystemId);
  return {
    period: code,
    periodStart: start,
    periodEnd: end,
    versionId: newest?.version.id ?? null,
    comparability: compared.comparability,
    caveats:
      'figure' in outcome ? [...compared.notes, ...peopleTwice(newest?.version, partial.figures)] : compared.notes,
    ...kept,
    ecosystemId,
    categories: group.categories,
    ...figure,
    interval: outcome.interval,
    status: statusOf(partial),
    ...('reason' in outcome
      ? { reason: outcome.reason, explanation: outcome.explanation }
      : { reason: null, explanation: null }),
    coverage: withAbsent(coverageOf(ecosystems, { used, code, context }), absent),
  };
}

/** Where a network's own figure stands, no member is expected. */
const nobody: AbsentMembers = { count: 0, open: [] };

/** A whole ecosystem that is expected and has nothing is missing like one reporter. */
function withAbsent(coverage: RollUpCoverage, { count, open }: AbsentMembers): RollUpCoverage {
  return { ...coverage, missing: coverage.missing + count, absentEcosystems: open };
}

function keptOf(any: RollUpPart | undefined, context: RollUpContext) {
  return {
    organizationId: context.isOver('ORGANIZATIONS') ? null : (any?.organizationId ?? null),
    place: context.isOver('PLACES') ? null : (any?.place ?? null),
  };
}

/** What does not compare is not brought together, whatever else stands in the way. */
function comparable(outcome: Bounded, compared: { comparability: Comparability; notes: string[] }): Bounded {
  if (compared.comparability !== 'NO') return outcome;
  if ('reason' in outcome && outcome.reason === 'NO_DATA') return outcome;
  return { ...unavailable('NOT_COMPARABLE', compared.notes.join(' ')), interval: null };
}

function comparabilityIn(
  code: string,
  of: { ecosystems: readonly OfEcosystem[]; used: readonly Slice[]; context: RollUpContext },
): { comparability: Comparability; notes: string[] } {
  const { ecosystems, used, context } = of;
  const numbers = [...new Set(used.map(({ number }) => number))].sort((a, b) => a - b);
  const newest = numbers.at(-1) ?? 0;
  const links = numbers.slice(0, -1).map((number) => context.compares({ from: number, to: newest }));
  const leftOut = ecosystems.flatMap(({ covering }) =>
    covering.leftOut.map(
      ({ number, period }) => `Figures of version ${number} for ${period} are not in it: a newer version has some.`,
    ),
  );
  const lacking = used.flatMap((slice) => [...lackingIn(slice), ...closedIn(slice)]);
  const years = yearsIn(code, { ecosystems, context });
  const all: Comparability[] = [...links.map(({ comparability }) => comparability), years.comparability];
  return {
    comparability: all.includes('NO') ? 'NO' : all.includes('WITH_CAVEAT') ? 'WITH_CAVEAT' : 'YES',
    notes: [...new Set([...links.flatMap(({ notes }) => notes), ...years.notes, ...leftOut, ...lacking])],
  };
}

/** That organizations which have figures for a period have others than these. */
function lackingIn({ lacking: all, closed, period, categories }: Slice): string[] {
  const lacking = all - closed.lacking;
  const [who, they] = lacking === 1 ? ['1 organization has', 'it is'] : [`${lacking} organizations have`, 'they are'];
  const what = categories.length === 0 ? 'no total' : 'none of these categories';
  return lacking > 0 ? [`${who} figures for ${period}, and ${what}: ${they} missing.`] : [];
}

/** That organizations are missing since they were closed when it was released, or are closed to whoever asks. */
function closedIn({ closed: { before, since }, period }: Slice): string[] {
  const [were, until] = before === 1 ? ['1 organization was', 'it is'] : [`${before} organizations were`, 'they are'];
  const [are, they] = since === 1 ? ['1 organization is', 'it is'] : [`${since} organizations are`, 'they are'];
  return [
    ...(before > 0
      ? [
          `${were} closed when the figures for ${period} were released: ${until} in no sum of them until they are released again.`,
        ]
      : []),
    ...(since > 0
      ? [
          `${are} closed to you and in the figures for ${period}: ${they} missing where the release itself shows no sum.`,
        ]
      : []),
  ];
}

/** School and fiscal years of one name that begin on different days. */
function yearsIn(
  code: string,
  { ecosystems, context }: { ecosystems: readonly OfEcosystem[]; context: RollUpContext },
): { comparability: Comparability; notes: string[] } {
  const period = parsePeriod(code);
  const [first, ...others] = ecosystems.filter(({ used }) => used.length > 0);
  const isUnlike = ({ ecosystemId }: OfEcosystem) =>
    period &&
    first &&
    comparabilityOfPeriods(
      { period, years: context.yearsOf(first.ecosystemId) },
      { period, years: context.yearsOf(ecosystemId) },
    ) !== 'YES';
  if (!others.some(isUnlike)) return { comparability: 'YES', notes: [] };
  return { comparability: 'WITH_CAVEAT', notes: [`${code} does not begin on the same day in every ecosystem.`] };
}

function peopleTwice(version: RollUpVersion | undefined, figures: number): string[] {
  const isShareOfPeople =
    version?.countingUnit === 'PEOPLE_UNDUPLICATED' && (version.kind === 'RATIO' || version.kind === 'MEAN');
  if (!isShareOfPeople || figures < 2) return [];
  return ['Each of its figures counts people once; who is in several of them is in it several times.'];
}

function coverageOf(
  ecosystems: readonly OfEcosystem[],
  { used, code, context }: { used: readonly Slice[]; code: string; context: RollUpContext },
): RollUpCoverage {
  const { figures, missing, notApplicable, suppressedAtSource } = combinePartials(
    used.map(({ standing }) => standing.partial),
  );
  // Where the ecosystem's own figure stands, nobody else is expected.
  const expected = used.map((slice) => (slice.standing.ofOrganizations ? slice.expected : null));
  const known = expected.flatMap((each) => each ?? []);
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  const lacking = sum(used.map((slice) => slice.lacking));
  const gaps = ecosystems.flatMap(({ covering }) => covering.gaps);
  return {
    figuresIncluded: figures,
    expected: used.length > 0 && known.length === used.length ? sum(known.map((each) => each.expected)) : null,
    missing: missing + sum(known.map(({ absent }) => absent)) + lacking,
    notApplicable,
    suppressedAtSource,
    periods: [...new Set(used.map(({ period }) => period))],
    gaps: ecosystems.length === 0 ? [code] : [...new Set(gaps)],
    releases: context.isOver('ORGANIZATIONS') ? used.flatMap(releaseCovered) : [],
    absentEcosystems: [],
  };
}

function releaseCovered(slice: Slice): CoveredRelease[] {
  const { versionId, ecosystemId, period, standing, addedUp, isOfCategories } = slice;
  return standing.ofOrganizations ? [{ versionId, ecosystemId, period, addedUp, isOfCategories }] : [];
}
