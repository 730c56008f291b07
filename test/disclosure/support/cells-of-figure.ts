import type { SeenCell, SeenFigure } from './gateway-reader.ts';

/**
 * The cells of a period that a figure of a roll-up can aggregate: the cell of the whole if there is one, or else each part. If
 * organizations report by place and places stay separate, the aggregate of all places is not used. The public does not know
 * whether an organization that it cannot see does: then both are possible.
 */
export function cellsOfFigure(figure: SeenFigure, cells: readonly SeenCell[]): SeenCell[][] {
  if (figure.over.includes('PLACES')) return [cellsOf(figure, { cells, isByPlace: false })];
  const isByPlace = cells.some((cell) => cell.scope === 'ORGANIZATION' && cell.place !== null);
  return (isByPlace ? [true] : [false, true]).map((each) => cellsOf(figure, { cells, isByPlace: each }));
}

function cellsOf(
  { over, organization, place, categories }: SeenFigure,
  { cells, isByPlace }: { cells: readonly SeenCell[]; isByPlace: boolean },
): SeenCell[] {
  const same = cells.filter((cell) => hasCategories(cell, categories));
  const isOverPlaces = over.includes('PLACES');
  if (!over.includes('ORGANIZATIONS')) {
    // Figures of the ecosystem itself and aggregates stay separate.
    const ofReporter = same.filter(
      (cell) => cell.scope === 'ORGANIZATION' && cell.organization?.id === organization?.id,
    );
    return isOverPlaces ? precedingCells(ofReporter) : ofReporter.filter((cell) => cell.place?.code === place?.code);
  }
  const ofPlace = isOverPlaces ? same : same.filter((cell) => cell.place?.code === place?.code);
  const scopes = isByPlace ? ['ECOSYSTEM'] : ['ECOSYSTEM', 'AGGREGATE'];
  const [whole] = scopes.flatMap((scope) => {
    const ofScope = ofPlace.filter((cell) => cell.scope === scope && (cell.place === null || !isOverPlaces));
    return ofScope.find(isFigure) ?? [];
  });
  return whole ? [whole] : [...cellsByOrganization(ofPlace, { isOverPlaces }).values()].flat();
}

/** The cells of each organization, by ID. */
export function cellsByOrganization(
  cells: readonly SeenCell[],
  { isOverPlaces }: { isOverPlaces: boolean },
): Map<string, SeenCell[]> {
  const ofOrganizations = cells.filter(({ scope }) => scope === 'ORGANIZATION');
  const byOrganization = Map.groupBy(ofOrganizations, (cell) => cell.organization?.id ?? '');
  return new Map([...byOrganization].map(([id, each]) => [id, isOverPlaces ? precedingCells(each) : each]));
}

/** The figure of a reporter without a place takes precedence over its figures by place. */
function precedingCells(ofReporter: readonly SeenCell[]): SeenCell[] {
  const withoutPlace = ofReporter.filter((cell) => cell.place === null && isFigure(cell));
  return withoutPlace.length > 0 ? withoutPlace : [...ofReporter];
}

/** Whether a cell has a figure, suppressed or not. */
export function isFigure({ suppressed, status }: SeenCell): boolean {
  return suppressed || status === 'OBSERVED';
}

/** Whether a cell shows bounds instead of a figure. */
export function hasBounds({
  lowerBound = null,
  upperBound = null,
}: Pick<SeenCell, 'lowerBound' | 'upperBound'>): boolean {
  return (lowerBound ?? upperBound) !== null;
}

/** Whether a cell has exactly these categories. */
export function hasCategories(cell: Pick<SeenCell, 'categories'>, categories: SeenCell['categories']): boolean {
  return JSON.stringify(cell.categories) === JSON.stringify(categories);
}

/** Identifies a cell within a release. */
export function keyOfCell({
  scope,
  organization,
  place,
  categories,
}: Pick<SeenCell, 'scope' | 'organization' | 'place' | 'categories'>): string {
  return JSON.stringify([scope, organization?.id ?? null, place?.code ?? null, categories]);
}
