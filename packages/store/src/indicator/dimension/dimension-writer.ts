import { accepted, type Issue, refused } from '@collective-impact/sdk';
import {
  type Category,
  dimension,
  judgeBaselines,
  judgeCategories,
  judgeDimensionChange,
  judgeNewDimension,
  sameCategory,
  versionLife,
} from '@collective-impact/sdk/indicator';
import type { RecordDefinition } from '../../shared/record-definition.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { changedFields } from '../../shared/writing/changed-fields.ts';
import { touched } from '../../shared/writing/touched.ts';
import type { IndicatorTables } from '../entities.ts';
import { loadReferenceFigures } from '../reference-figures.ts';
import { type LockedVersion, lockVersion } from '../version/version-lock.ts';
import { loadDimensions } from './breakdown-writer.ts';
import { categoriesInUse, loadCategories, writeCategories } from './category-writer.ts';
import { DimensionEntity } from './dimension.entity.ts';

/** Maximum number of dimensions of a version. */
const mostDimensions = 20;

/** How dimensions are stored, with their categories. */
export const dimensionDefinition: RecordDefinition<typeof dimension, typeof DimensionEntity> = {
  type: dimension,
  entity: DimensionEntity,
  onCreate: async (unit, { id, indicatorVersionId, categories }) => {
    const version = await lockVersion(unit, { id: indicatorVersionId, strength: 'no key update' });
    const issues = [
      ...judgeNewDimension(version),
      ...judgeCategories(categories).map((issue) => ({ ...issue, path: ['categories', ...issue.path] })),
      ...(await judgeNumber(unit, { id, indicatorVersionId })),
    ];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onUpdate: async (unit, { record, changes }) => {
    const { id, indicatorVersionId, exhaustive, code } = record;
    const { categories: after, ...fields } = changes;
    const version = await lockVersion(unit, { id: indicatorVersionId, strength: 'no key update' });
    const before = await loadCategories(unit, id);
    const changing = after !== undefined && !sameCategories(before, after);
    const issues = judgeDimensionChange({
      versionStatus: version.status,
      exhaustive,
      fields: changedFields(record, fields),
      categories: changing ? { before, after } : null,
      inUse: changing ? await categoriesInUse(unit, { id, indicatorVersionId }) : new Set(),
    });
    if (issues.length > 0) return refused(...issues);
    const disclosing = await judgeOwnBaselines(unit, { version, code, changes });
    if (disclosing.length > 0) return refused(...disclosing);
    return accepted(changing ? touched() : {});
  },
  onRestore: async (unit, { id, indicatorVersionId }) => {
    await lockVersion(unit, { id: indicatorVersionId, strength: 'no key update' });
    const issues = await judgeNumber(unit, { id, indicatorVersionId });
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  writeParts: async (unit, { record, values }) => {
    const { id, ecosystemId } = record;
    const { categories } = values;
    if (categories) await writeCategories(unit, { id, ecosystemId, categories });
    return [];
  },
  constraints: {
    dimension_code_unique: {
      path: ['code'],
      message: 'The version already has a dimension with this code. Choose another code.',
    },
  },
};

/** Issues if the baselines of a version would disclose small groups after a change of the dimension with this code. */
async function judgeOwnBaselines(
  unit: UnitOfWork,
  change: { version: LockedVersion; code: string; changes: { exclusive?: boolean; categories?: Category[] } },
): Promise<Issue[]> {
  const { version, code, changes } = change;
  const { exclusive, categories } = changes;
  if (!versionLife.isOpen(version) || (exclusive === undefined && categories === undefined)) return [];
  const dimensions = await loadDimensions(unit, version.id);
  const issues = judgeBaselines({
    version,
    baselines: await loadReferenceFigures(unit, { noun: 'baseline', indicatorVersionId: version.id }),
    dimensions: dimensions.map((each) =>
      each.code === code
        ? { ...each, exclusive: exclusive ?? each.exclusive, categories: categories ?? each.categories }
        : each,
    ),
    threshold: version.disclosureThreshold,
  });
  return issues.map((issue) => ({ ...issue, path: [exclusive === undefined ? 'categories' : 'exclusive'] }));
}

/** Returns an issue if the version of a dimension has the maximum number of other dimensions. */
async function judgeNumber(
  unit: UnitOfWork,
  { id, indicatorVersionId }: { id: string; indicatorVersionId: string },
): Promise<Issue[]> {
  const [present] = await unit.rows(
    unit
      .tables<IndicatorTables>()
      .selectFrom('dimension')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('indicator_version_id', '=', indicatorVersionId)
      .where('id', '<>', id),
  );
  if (present && present.count < mostDimensions) return [];
  return [
    {
      code: 'TOO_MANY',
      path: ['indicatorVersionId'],
      message: `The version already has ${mostDimensions} dimensions, the maximum. Update an existing dimension instead.`,
    },
  ];
}

function sameCategories(before: readonly Category[], after: readonly Category[]): boolean {
  const byCode = new Map(after.map((category) => [category.code, category]));
  return (
    before.length === after.length && before.every((category) => sameCategory(category, byCode.get(category.code)))
  );
}
