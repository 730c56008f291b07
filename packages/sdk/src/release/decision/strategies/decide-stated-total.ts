import { newRow } from '../linked/linked-release.ts';
import type { Measure, PeopleMeasures } from '../linked/people-measures.ts';
import { included, includedRows, mergeOutcomes, type Outcome, stageAfter } from '../outcome.ts';
import { keptRows, pastRows, releaseRows, type Stage } from '../release-context.ts';
import { type DecidedRow, isOwn, type ReportedRow, rowKey } from '../rows.ts';
import { decideLateReports } from './decide-late-reports.ts';
import { decideOwnFigures } from './decide-own-figures.ts';
import { decideSeparately } from './decide-separately.ts';

/** Reports of organizations, and of the ecosystem itself, which states their total. */
interface StatedGroups {
  summed: readonly ReportedRow[];
  own: readonly ReportedRow[];
}

/**
 * Decides organizations whose total the ecosystem itself states. After the first release, the stated total and
 * corrected reports change only if nothing is suppressed, because two stated totals and the reports between them
 * disclose too much.
 */
export function decideStatedTotal(groups: StatedGroups, stage: Stage): Outcome {
  const stated = groups.own.find(({ place }) => place === null);
  return stage.context.input.previous === null && stated
    ? decideFirst({ ...groups, stated }, stage)
    : decideLater([...groups.summed, ...groups.own], stage);
}

function decideFirst({ summed, own, stated }: StatedGroups & { stated: ReportedRow }, stage: Stage): Outcome {
  const decision = stage.context.linked.decide({ rows: summed, hasTotalRow: true, stated });
  const withStated = decision ? included(decision) : decideWithoutLink({ summed, stated }, stage);
  const others = own.filter((row) => row !== stated);
  return mergeOutcomes(withStated, decideOwnFigures(others, stageAfter(stage, withStated)));
}

/**
 * Decides the organizations and the stated total separately, because several organizations count the same people or no
 * pattern is safe. The stated total is suppressed unless the published totals show that the organizations overlap.
 * Otherwise a reader would interpret its residual as a number of people.
 */
function decideWithoutLink(
  { summed, stated }: { summed: readonly ReportedRow[]; stated: ReportedRow },
  stage: Stage,
): Outcome {
  const { linked } = stage.context;
  const separate = decideSeparately(summed, stage);
  const after = stageAfter(stage, separate);
  const [decided] = linked.decide({ rows: [stated], hasTotalRow: false })?.rows ?? [];
  const organizations = releaseRows(after).filter((row) => !isOwn(row));
  const isOverlapPublic = decided && exceedsStatedTotal({ stated: decided, organizations }, linked.measures);
  const own = isOverlapPublic
    ? decideOwnFigures([stated], after)
    : includedRows([newRow(stated, linked.suppress(stated, 'LAST_RESORT'))]);
  return mergeOutcomes(separate, own);
}

function decideLater(changed: readonly ReportedRow[], stage: Stage): Outcome {
  const { linked } = stage.context;
  const keys = new Set(changed.map(rowKey));
  const released = keptRows(stage);
  const kept = released.filter((row) => !keys.has(rowKey(row)));
  const seen = [...released, ...pastRows(stage.context)];
  const isNothingSuppressed = seen.every(({ cells }) => cells.every(({ suppressed }) => !suppressed));
  return isNothingSuppressed && linked.isPlain([...kept, ...changed])
    ? included(linked.publishAll(changed))
    : decideLateReports(changed, stage.context);
}

/** Whether the published totals of organizations add up to more people than the published stated total. */
function exceedsStatedTotal(
  { stated, organizations }: { stated: DecidedRow; organizations: readonly DecidedRow[] },
  { counts, ratio, boundsIn }: PeopleMeasures,
): boolean {
  const publishedTotal = ({ cells }: DecidedRow, { measure, end }: { measure: Measure; end: 'lowest' | 'highest' }) => {
    const total = cells.find(({ categories }) => categories.length === 0);
    if (total === undefined || total.suppressed) return null;
    const bounds = boundsIn(total);
    return bounds ? bounds[end] : measure(total);
  };
  return [...counts, ...(ratio ? [ratio.denominator] : [])].some((measure) => {
    const statedTotal = publishedTotal(stated, { measure, end: 'highest' });
    const sum = organizations.reduce((all, row) => all + (publishedTotal(row, { measure, end: 'lowest' }) ?? 0), 0);
    return statedTotal !== null && sum > statedTotal;
  });
}
