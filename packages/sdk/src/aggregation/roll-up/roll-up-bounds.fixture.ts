import type { Cell } from '../../reporting/index.ts';
import { partialEndsOf } from './aggregate/bounded-partial.ts';
import type { AggregatedCell } from './aggregate/partial-figure.ts';
import { cellOf, part, version } from './roll-up.fixture.ts';
import type { RollUpPart } from './roll-up-part.ts';
import type { RollUpVersion } from './roll-up-request.ts';

export type Bounds = Partial<Pick<Cell, 'lowerBound' | 'upperBound'>>;

/** The part that a figure of one organization is, if its source publishes bounds. */
export function bounded(
  bounds: Bounds,
  {
    of = version,
    cell = {},
    ...more
  }: { of?: RollUpVersion; cell?: Partial<AggregatedCell> } & Parameters<typeof part>[1] = {},
): RollUpPart {
  const figure = { ...cellOf('0', cell), value: null, ...bounds };
  return part('0', { ...more, ...partialEndsOf(figure, of) });
}
