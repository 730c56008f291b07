import { leaksOfDisparities } from './gateway-disparities.ts';
import type { SeenCell, SeenFigure, SeenProgress, SeenRelease, SeenRound } from './gateway-look.ts';
import type { PlayedScenario } from './gateway-world.ts';

const numbers = ['value', 'numerator', 'denominator', 'base', 'standardError'] as const;

/** What the public is told beside shown figures that it must not be told; nothing, where the list is empty. */
export function leaksOf({ seen }: Pick<PlayedScenario, 'seen'>): string[] {
  return [...seen.flatMap(leaksOfRound), ...changesOf(seen)];
}

function leaksOfRound({ releases, series, rollUps, disparities, targets }: SeenRound): string[] {
  const current = releases.find(({ replacedAt }) => replacedAt === null);
  const cells = releases.flatMap(({ total, cells: { nodes } }) => [...nodes, ...(total ? [total] : [])]);
  const told = [...cells, ...series].filter((cell) => cell.suppressed && numbers.some((name) => cell[name] !== null));
  const reasons = cells.filter(({ suppressionReason }) => suppressionReason != null);
  const steward = releases.filter(({ waiting, unprotected }) => waiting !== null || unprotected !== null);
  const counts = releases.filter((release) => release.cells.totalCount !== release.cells.nodes.length);
  const shown = (list: readonly SeenCell[]) =>
    JSON.stringify(list.map((cell) => [whereIs(cell), cell.suppressed, cell.value]).sort());
  const now = current?.cells.nodes ?? [];
  return [
    ...told.map((cell) => `a withheld cell has a number: ${JSON.stringify(cell)}`),
    ...reasons.map((cell) => `a cell says why it is withheld: ${JSON.stringify(cell)}`),
    ...steward.map(({ id }) => `${id} says what is for stewards`),
    ...counts.map(({ id }) => `${id} counts other cells than it shows`),
    ...(current && shown(series) !== shown(now) ? ['the series is not of the current release'] : []),
    ...rollUps.flatMap((figure) => leaksOfFigure(figure, now)),
    ...disparities.flatMap((each) => leaksOfDisparities(each, rollUps)),
    ...targets.flatMap((target) => leaksOfProgress(target, now)),
  ];
}

/** A roll-up is of the one shown cell that stands for all, or of shown cells alone. */
function leaksOfFigure(figure: SeenFigure, cells: readonly SeenCell[]): string[] {
  const needed = cellsBehind(figure, cells);
  const hasNumber =
    (figure.interval !== null && !isImplied(figure, { needed, cells })) ||
    (['value', 'numerator', 'denominator', 'base'] as const).some((name) => figure[name] !== null);
  const name = `the roll-up over ${figure.over.join(' and ')} of ${whereIs({ ...figure, scope: 'AGGREGATE' })}`;
  if (needed.some(({ suppressed }) => suppressed)) {
    // What an organization says that was closed when it was released is missing there, withheld or not.
    const isOfOrganizations = needed.every(({ scope }) => scope === 'ORGANIZATION');
    const isShown = cells.some(
      ({ scope, suppressed, categories, value }) =>
        scope !== 'ORGANIZATION' &&
        !suppressed &&
        value === figure.value &&
        JSON.stringify(categories) === JSON.stringify(figure.categories),
    );
    // A sum that a release shows is told by it already, and what is shown anyone can add up.
    if (figure.value !== null && (isShown || isSumOfShown(figure, needed))) return [];
    const isSilent = figure.reason === 'SUPPRESSED' || (isOfOrganizations && figure.reason === 'NO_DATA');
    return hasNumber || !isSilent ? [`${name} needs a withheld cell: ${JSON.stringify(figure)}`] : [];
  }
  const [whole, ...others] = needed;
  const isOther = others.length === 0 && whole && figure.reason === null && figure.value !== whole.value;
  return isOther ? [`${name} is ${figure.value}, not ${whole.value}`] : [];
}

/** Whether a figure is what the shown ones of these cells come to: those without a part in sums are left out of it. */
function isSumOfShown(figure: SeenFigure, cells: readonly SeenCell[]): boolean {
  const shown = cells.filter((cell) => isFigure(cell) && !cell.suppressed);
  const names = figure.denominator === null ? (['value'] as const) : (['numerator', 'denominator'] as const);
  const isSum = (name: (typeof names)[number]) =>
    shown.reduce((sum, cell) => sum + Number(cell[name]), 0) === Number(figure[name]);
  return shown.length > 0 && names.every(isSum);
}

/** Whether the interval of a suppressed figure is only a lower end that the shown cells imply. */
function isImplied(
  { interval, categories, reason }: SeenFigure,
  { needed, cells }: { needed: readonly SeenCell[]; cells: readonly SeenCell[] },
): boolean {
  if (interval === null || interval.high !== null || reason !== 'SUPPRESSED') return false;
  const ends = [largestShown(needed)];
  if (categories.length === 0) {
    // Nobody is in two categories of a dimension, so the largest figures of its categories add up.
    const ofOneCategory = cells.filter((cell) => cell.scope === 'ORGANIZATION' && cell.categories.length === 1);
    const byDimension = Map.groupBy(ofOneCategory, (cell) => cell.categories[0]?.dimension.code);
    for (const ofDimension of byDimension.values()) {
      const byCategory = Map.groupBy(ofDimension, (cell) => cell.categories[0]?.code);
      ends.push([...byCategory.values()].reduce((sum, ofCategory) => sum + largestShown(ofCategory), 0));
    }
  }
  return Number(interval.low) <= Math.max(...ends);
}

function largestShown(cells: readonly SeenCell[]): number {
  return cells.reduce((largest, { suppressed, value }) => (suppressed ? largest : Math.max(largest, Number(value))), 0);
}

/** The cells that a roll-up is made of: where something is said of the whole, that; else of each part. */
function cellsBehind({ over, organization, place, categories }: SeenFigure, cells: readonly SeenCell[]): SeenCell[] {
  const same = cells.filter((cell) => JSON.stringify(cell.categories) === JSON.stringify(categories));
  const isOverPlaces = over.includes('PLACES');
  const isOverOrganizations = over.includes('ORGANIZATIONS');
  if (!isOverOrganizations) {
    // What the ecosystem says itself, and what organizations make together, is as it is.
    const own = same.filter((cell) => cell.scope === 'ORGANIZATION' && cell.organization?.id === organization?.id);
    return isOverPlaces ? standing(own) : own.filter((cell) => cell.place?.code === place?.code);
  }
  const there = isOverPlaces ? same : same.filter((cell) => cell.place?.code === place?.code);
  // What organizations make together is of all places: where some report by place, these stay apart.
  const isByPlace = !isOverPlaces && cells.some((cell) => cell.scope === 'ORGANIZATION' && cell.place !== null);
  const scopes = isByPlace ? ['ECOSYSTEM'] : ['ECOSYSTEM', 'AGGREGATE'];
  const [whole] = scopes.flatMap((scope) => {
    const those = there.filter((cell) => cell.scope === scope && (cell.place === null || !isOverPlaces));
    return those.find(isFigure) ?? [];
  });
  if (whole) return [whole];
  const ofOrganizations = there.filter(({ scope }) => scope === 'ORGANIZATION');
  const byOrganization = Map.groupBy(ofOrganizations, (cell) => cell.organization?.id ?? '');
  return [...byOrganization.values()].flatMap((own) => (isOverPlaces ? standing(own) : own));
}

/** A reporter's figure of all places stands for those of each. */
function standing(own: readonly SeenCell[]): SeenCell[] {
  const ofAll = own.filter((cell) => cell.place === null && isFigure(cell));
  return ofAll.length > 0 ? ofAll : [...own];
}

/** Whether a cell has a figure, shown or not. */
function isFigure({ suppressed, status }: SeenCell): boolean {
  return suppressed || status === 'OBSERVED';
}

/** The way to a target is measured by what is shown of all together, or not at all. */
function leaksOfProgress({ categories, progress }: SeenProgress, cells: readonly SeenCell[]): string[] {
  const [whole] = cells.filter(
    (cell) =>
      cell.scope !== 'ORGANIZATION' &&
      cell.place === null &&
      JSON.stringify(cell.categories) === JSON.stringify(categories),
  );
  if (!whole || !progress) return [];
  const { latest, share, onTrack, reached, reason } = progress;
  const name = `progress of ${JSON.stringify(categories)}`;
  if (!whole.suppressed) {
    return latest?.value === whole.value ? [] : [`${name} is measured by ${latest?.value}, not ${whole.value}`];
  }
  const isSilent = [latest?.value ?? null, share, onTrack, reached].every((each) => each === null);
  return isSilent && reason === 'SUPPRESSED' ? [] : [`${name} needs a withheld cell: ${JSON.stringify(progress)}`];
}

/** A release that was replaced shows what it showed; but nothing of who is closed meanwhile. */
function changesOf(seen: readonly SeenRound[]): string[] {
  const first = new Map<string, string>();
  return seen.flatMap(({ releases }) => releases.flatMap((release) => changesIn(release, first)));
}

function changesIn({ id, cells }: SeenRelease, first: Map<string, string>): string[] {
  return cells.nodes.flatMap((cell) => {
    const where = `${id} ${whereIs(cell)}`;
    const now = JSON.stringify(cell);
    const before = first.get(where) ?? now;
    first.set(where, before);
    return before === now ? [] : [`${where} is ${now}, and was ${before}`];
  });
}

function whereIs({
  scope,
  organization,
  place,
  categories,
}: Pick<SeenCell, 'scope' | 'organization' | 'place' | 'categories'>): string {
  return JSON.stringify([scope, organization?.id ?? null, place?.code ?? null, categories]);
}
