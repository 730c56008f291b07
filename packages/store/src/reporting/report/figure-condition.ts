import { figureStatuses } from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';

/** The condition that the status of a cell `t` is one of a figure. */
export const hasFigure = sql<boolean>`"t"."status" in (${sql.join(figureStatuses.map((status) => sql.lit(status)))})`;

/** The condition that a released cell `t` has a figure, or that it is suppressed, so that it may have one. */
export const mayHaveFigure = sql<boolean>`("t"."suppressed" or ${hasFigure})`;
