import type { PlayedScenario, SeenCell, SeenFigure, SeenRound } from './gateway-world.ts';

const numbers = ['value', 'numerator', 'denominator', 'base', 'standardError'] as const;

/** What the public is told beside shown figures that it must not be told; nothing, where the list is empty. */
export function leaksOf({ seen }: PlayedScenario): string[] {
  return [...seen.flatMap(leaksOfRound), ...changesOf(seen)];
}

function leaksOfRound({ releases, series, rollUps }: SeenRound): string[] {
  const current = releases.find(({ replacedAt }) => replacedAt === null);
  const cells = releases.flatMap(({ total, cells: { nodes } }) => [...nodes, ...(total ? [total] : [])]);
  const told = [...cells, ...series].filter((cell) => cell.suppressed && numbers.some((name) => cell[name] !== null));
  const reasons = cells.filter(({ suppressionReason }) => suppressionReason != null);
  const steward = releases.filter(({ waiting, unprotected }) => waiting !== null || unprotected !== null);
  const counts = releases.filter((release) => release.cells.totalCount !== release.cells.nodes.length);
  const shown = (list: readonly SeenCell[]) =>
    JSON.stringify(list.map((cell) => [placeOf(cell), cell.suppressed, cell.value]).sort());
  return [
    ...told.map((cell) => `a withheld cell has a number: ${JSON.stringify(cell)}`),
    ...reasons.map((cell) => `a cell says why it is withheld: ${JSON.stringify(cell)}`),
    ...steward.map(({ id }) => `${id} says what is for stewards`),
    ...counts.map(({ id }) => `${id} counts other cells than it shows`),
    ...(current && shown(series) !== shown(current.cells.nodes) ? ['the series is not of the current release'] : []),
    ...rollUps.flatMap((figure) => leaksOfFigure(figure, current?.cells.nodes ?? [])),
  ];
}

/** A roll-up is of the one shown cell that stands for all, or of shown cells alone. */
function leaksOfFigure(figure: SeenFigure, cells: readonly SeenCell[]): string[] {
  const beside = cells.filter((cell) => JSON.stringify(cell.categories) === JSON.stringify(figure.categories));
  const [whole] = ['ECOSYSTEM', 'TOGETHER'].flatMap((scope) => beside.find((cell) => cell.scope === scope) ?? []);
  const needed = whole ? [whole] : beside;
  const hasNumber =
    figure.interval !== null ||
    (['value', 'numerator', 'denominator', 'base'] as const).some((name) => figure[name] !== null);
  const name = `the roll-up of ${JSON.stringify(figure.categories)}`;
  if (needed.some(({ suppressed }) => suppressed)) {
    return hasNumber || figure.reason !== 'SUPPRESSED'
      ? [`${name} needs a withheld cell: ${JSON.stringify(figure)}`]
      : [];
  }
  const isOther = whole !== undefined && figure.reason === null && figure.value !== whole.value;
  return isOther ? [`${name} is ${figure.value}, not ${whole?.value}`] : [];
}

/** A release that was replaced shows what it showed. */
function changesOf(seen: readonly SeenRound[]): string[] {
  const first = new Map<string, string>();
  return seen.flatMap(({ releases }) =>
    releases.flatMap(({ id, cells }) => {
      const now = JSON.stringify(cells.nodes);
      const before = first.get(id) ?? now;
      first.set(id, before);
      return before === now ? [] : [`${id} shows other cells than before`];
    }),
  );
}

function placeOf({ scope, organization, categories }: SeenCell): string {
  return JSON.stringify([scope, organization?.id ?? null, categories]);
}
