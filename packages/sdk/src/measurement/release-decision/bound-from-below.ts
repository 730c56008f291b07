import { breakdownKey } from '../breakdown.ts';
import type { FigureCell } from '../cell-rules.ts';
import type { Measure, PeopleMeasures } from './people.ts';

type ShownCell = FigureCell & { suppressed: boolean };

/** From so many withheld figures on, even one who knows one of them cannot tell how large another one is at least. */
const enoughWithheld = 3;

/**
 * Whether an ecosystem's own figure of people who are counted once tells how large a withheld figure of an organization is
 * at least: together the organizations reached no fewer than it says, so what the shown ones leave is with the withheld.
 */
export function boundsFromBelow(options: {
  own: readonly ShownCell[];
  /** Of each organization. */
  organizations: readonly (readonly ShownCell[])[];
  measures: PeopleMeasures;
}): boolean {
  const { own, organizations, measures } = options;
  const byPlace = Map.groupBy(organizations.flat(), ({ categories }) => breakdownKey(categories));
  const numbers: Measure[] = [...measures.counts, ...(measures.ratio ? Object.values(measures.ratio) : [])];
  return own.some((cell) => {
    const cells = byPlace.get(breakdownKey(cell.categories)) ?? [];
    const withheld = cells.filter(({ suppressed }) => suppressed).length;
    if (cell.suppressed || withheld === 0 || withheld >= enoughWithheld) return false;
    return numbers.some((number) => {
      const shown = cells.filter(({ suppressed }) => !suppressed).reduce((sum, each) => sum + (number(each) ?? 0), 0);
      return (number(cell) ?? 0) - shown > withheld;
    });
  });
}
