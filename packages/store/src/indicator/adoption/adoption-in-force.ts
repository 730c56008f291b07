import type { Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../../shared/visibility.ts';

/**
 * The conditions that an adoption is in effect on a day, such as the last day of a period, and that the viewer sees it. They are
 * joined by `and`, without parentheses. `adoption` is the alias of its table, and `day` a column.
 */
export function adoptionInForce({
  adoption,
  day,
  viewer,
}: {
  adoption: string;
  day: string;
  viewer: Viewer;
}): RawBuilder<boolean> {
  const [startsOn, endsOn, on] = [sql.ref(`${adoption}.starts_on`), sql.ref(`${adoption}.ends_on`), sql.ref(day)];
  const isVisible = visibleTo(viewer, { table: 'adoption', alias: adoption });
  return sql<boolean>`${startsOn} <= ${on} and (${endsOn} is null or ${endsOn} >= ${on}) and ${isVisible}`;
}
