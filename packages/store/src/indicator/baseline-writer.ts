import { accepted, type Issue, type Outcome, refused } from '@collective-impact/sdk';
import {
  baseline,
  type CategoryReference,
  type DisparityDefinition,
  judgeBaselines,
  judgeBreakdown,
  judgeDisparityCategories,
  judgeDisparityVersion,
  judgeReferenceValue,
  type ReferenceFigure,
  target,
} from '@collective-impact/sdk/indicator';
import { type PeriodColumns, placeReportPeriod } from '@collective-impact/sdk/reporting';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { BaselineEntity, TargetEntity } from './baseline.entity.ts';
import { categoryIdsOf, ensureBreakdowns, type LoadedDimension, loadDimensions } from './dimension/breakdown-writer.ts';
import { loadReferenceFigures } from './reference-figures.ts';
import { type LockedVersion, lockVersion } from './version/version-lock.ts';

/** How baselines are stored: with figures that fit the version, and that disclose nothing about individuals. */
export const baselineDefinition: RecordDefinition<typeof baseline, typeof BaselineEntity> = {
  type: baseline,
  entity: BaselineEntity,
  ...figureRules('baseline'),
};

/** How targets are stored: with figures that fit the version. */
export const targetDefinition: RecordDefinition<typeof target, typeof TargetEntity> = {
  type: target,
  entity: TargetEntity,
  ...figureRules('target'),
};

type Noun = 'baseline' | 'target';

/** What identifies the baseline or target that is written. */
interface FigureRecord {
  id: string;
  indicatorVersionId: string;
  disparity: DisparityDefinition | null;
}

interface FigureChange {
  noun: Noun;
  record: FigureRecord;
  changes: Partial<ReferenceFigure>;
}

function figureRules(noun: Noun) {
  return {
    onCreate: (unit: UnitOfWork, draft: FigureRecord & ReferenceFigure) =>
      place(unit, { noun, record: draft, changes: draft }),
    onUpdate: (unit: UnitOfWork, change: { record: FigureRecord; changes: Partial<ReferenceFigure> }) =>
      place(unit, { noun, ...change }),
    onRestore: (unit: UnitOfWork, record: FigureRecord) => placeAgain(unit, { noun, record }),
    constraints: {
      [`${noun}_unique`]: {
        path: ['period'],
        message: `The version already has a ${noun} for this period and these categories. Update it.`,
      },
      [`${noun}_of_disparity_unique`]: {
        path: ['period'],
        message: `The version already has a ${noun} of this disparity for this period. Update it.`,
      },
    },
  };
}

/** The columns of a figure's period and categories, if the command sets them. */
async function place(
  unit: UnitOfWork,
  change: FigureChange,
): Promise<Outcome<Partial<PeriodColumns> & { breakdownId?: number }>> {
  const { noun, record, changes } = change;
  const { period, value, categories } = changes;
  const { disparity } = record;
  // Baselines are judged together, so concurrent writers of baselines wait for each other.
  const strength = noun === 'baseline' ? 'no key update' : 'share';
  const version = await lockVersion(unit, { id: record.indicatorVersionId, strength });
  const dimensions = await loadDimensions(unit, version.id);
  const placed = period === undefined ? accepted({}) : placeReportPeriod(period, version);
  const issues = [
    ...(placed.ok ? [] : placed.issues),
    ...(value === undefined ? [] : judgeReferenceValue({ value, disparity }, version)),
    ...(categories === undefined ? [] : judgeBreakdown(categories, dimensions)),
    ...(disparity ? judgeDisparity({ disparity, categories, version, dimensions }) : []),
  ];
  if (!placed.ok || issues.length > 0) return refused(...issues);
  if (noun === 'baseline') {
    const placedChanges = { ...changes, ...placed.value };
    const issuesBesideOthers = await judgeBesideOthers(unit, { record, changes: placedChanges, version, dimensions });
    if (issuesBesideOthers.length > 0) return refused(...issuesBesideOthers);
  }
  if (categories === undefined) return accepted(placed.value);
  return accepted({ ...placed.value, breakdownId: await breakdownOf(unit, { version, dimensions, categories }) });
}

/** Places a restored figure, whose version can have been redefined while it was voided. */
async function placeAgain(
  unit: UnitOfWork,
  { noun, record }: Pick<FigureChange, 'noun' | 'record'>,
): Promise<Outcome<object>> {
  const { id, indicatorVersionId } = record;
  const figures = await loadReferenceFigures(unit, { noun, indicatorVersionId });
  const changes = figures.find((figure) => figure.id === id);
  if (!changes) throw new Error(`The restored ${noun} ${id} does not exist.`);
  return place(unit, { noun, record, changes });
}

/** Issues of a disparity with its version, and with its categories if the command sets them. */
function judgeDisparity(figure: {
  disparity: DisparityDefinition;
  categories: readonly CategoryReference[] | undefined;
  version: LockedVersion;
  dimensions: readonly LoadedDimension[];
}): Issue[] {
  const { disparity, categories, version, dimensions } = figure;
  return [
    ...judgeDisparityVersion(version).map((issue) => ({ ...issue, path: ['disparity'] })),
    ...(categories === undefined ? [] : judgeDisparityCategories(categories, { disparity, dimensions })),
  ];
}

/** Issues if a baseline discloses small groups, alone or together with the others of its period. */
async function judgeBesideOthers(
  unit: UnitOfWork,
  change: Omit<FigureChange, 'noun'> & { version: LockedVersion; dimensions: readonly LoadedDimension[] },
): Promise<Issue[]> {
  const { record, changes, version, dimensions } = change;
  const present = await loadReferenceFigures(unit, { noun: 'baseline', indicatorVersionId: version.id });
  const before = present.find(({ id }) => id === record.id);
  const after = { ...before, ...changes } as ReferenceFigure;
  // A restricted baseline discloses nothing, and a disparity contains no number of people.
  if (after.visibility === 'RESTRICTED' || after.disparity) return [];
  const others = present.filter(({ id, period }) => id !== record.id && period === after.period);
  return judgeBaselines({
    baselines: [after, ...others],
    version,
    dimensions,
    threshold: version.disclosureThreshold,
  });
}

async function breakdownOf(
  unit: UnitOfWork,
  figure: { version: LockedVersion; dimensions: readonly LoadedDimension[]; categories: readonly CategoryReference[] },
): Promise<number> {
  const { version, dimensions, categories } = figure;
  const [breakdownId] = await ensureBreakdowns(unit, {
    indicatorVersionId: version.id,
    ecosystemId: version.ecosystemId,
    combinations: [categoryIdsOf(categories, dimensions)],
  });
  if (breakdownId === undefined) throw new Error('The combination has no breakdown.');
  return breakdownId;
}
