import { parsePeriod } from '../../period/index.ts';
import { comparabilityOfPeriods } from '../../period/internal.ts';
import { type Comparability, worstComparability } from '../../shared/comparability.ts';
import type { EcosystemAggregate } from './aggregate/aggregate-time.ts';
import type { BoundedResult } from './figure-result.ts';
import { unavailable } from './figure-result.ts';
import type { RollUpContext } from './roll-up-context.ts';
import type { RollUpVersion } from './roll-up-request.ts';

/** How comparable the releases of a figure are, with the reasons. */
export interface FigureComparability {
  comparability: Comparability;
  notes: string[];
}

interface EcosystemsInContext {
  ecosystems: readonly EcosystemAggregate[];
  context: RollUpContext;
}

/** Compares the versions and years of the releases that a figure includes. */
export function comparabilityOfFigure(code: string, { ecosystems, context }: EcosystemsInContext): FigureComparability {
  const releases = ecosystems.flatMap((ecosystem) => ecosystem.releases);
  const withFigure = releases.filter(({ hasFigure }) => hasFigure);
  const compared = withFigure.length > 0 ? withFigure : releases;
  const numbers = [...new Set(compared.map(({ number }) => number))].sort((a, b) => a - b);
  const newest = numbers.at(-1) ?? 0;
  const links = numbers.slice(0, -1).map((number) => context.compares({ from: number, to: newest }));
  const replaced = ecosystems.flatMap(({ selection }) =>
    selection.chosen
      .flatMap((period) => period.replaced)
      .map(
        ({ number, period }) =>
          `Figures of version ${number} for ${period} are not included, because a newer version has figures.`,
      ),
  );
  const years = comparabilityOfYears(code, { ecosystems, context });
  return {
    comparability: worstComparability([...links, years]),
    notes: [...new Set([...links.flatMap(({ notes }) => notes), ...years.notes, ...replaced])],
  };
}

/** Returns no figure of releases that are not comparable, whatever else is wrong with it. */
export function requireComparable(result: BoundedResult, { comparability, notes }: FigureComparability): BoundedResult {
  if (comparability !== 'NO') return result;
  if ('reason' in result && result.reason === 'NO_DATA') return result;
  return { ...unavailable('NOT_COMPARABLE', notes.join(' ')), interval: null };
}

/** The caveat that a share or mean of people counts a person once in each figure. */
export function peopleCaveats(version: RollUpVersion | undefined, figures: number): string[] {
  const isShareOfPeople =
    version?.countingUnit === 'PEOPLE_UNDUPLICATED' && (version.kind === 'RATIO' || version.kind === 'MEAN');
  if (!isShareOfPeople || figures < 2) return [];
  return ['Each figure counts a person once. A person in several figures is counted several times.'];
}

/** School or fiscal years with the same code that begin on different days in two ecosystems. */
function comparabilityOfYears(
  code: string,
  { ecosystems, context }: EcosystemsInContext,
): { comparability: Comparability; notes: string[] } {
  const period = parsePeriod(code);
  const [first, ...others] = ecosystems.filter(({ releases }) => releases.length > 0);
  const isUnlike = ({ ecosystemId }: EcosystemAggregate) =>
    period &&
    first &&
    comparabilityOfPeriods(
      { period, years: context.yearsOf(first.ecosystemId) },
      { period, years: context.yearsOf(ecosystemId) },
    ) !== 'YES';
  if (!others.some(isUnlike)) return { comparability: 'YES', notes: [] };
  return { comparability: 'WITH_CAVEAT', notes: [`${code} does not begin on the same day in every ecosystem.`] };
}
