import { accepted, type Issue, type Outcome, refused } from '@collective-impact/sdk';
import { type CategoryReference, judgeBreakdown } from '@collective-impact/sdk/indicator';
import { type Cell, dataQualityRule, judgeFindings } from '@collective-impact/sdk/reporting';
import { sql } from 'kysely';
import {
  categoryCodesOf,
  categoryIdsOf,
  ensureBreakdowns,
  loadDimensions,
  lockVersion,
} from '../../indicator/index.ts';
import type { RecordDefinition } from '../../shared/record-definition.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import type { ReportingTables } from '../entities.ts';
import { DataQualityRuleEntity } from './data-quality-rule.entity.ts';
import { findingsOf, qualityFigures, reportsWith } from './quality-figures.ts';

/** Maximum number of rules of a version. Every report is checked by all of them. */
const maximumRules = 100;

type RuleRecord = { indicatorVersionId: string; breakdownId?: number };
type RuleChanges = { categories?: CategoryReference[]; otherVersionId?: string | null };

/** Storage of data quality rules. A rule checks one figure of its version; another version must have the same frequency. */
export const dataQualityRuleDefinition: RecordDefinition<typeof dataQualityRule, typeof DataQualityRuleEntity> = {
  type: dataQualityRule,
  entity: DataQualityRuleEntity,
  onCreate: async (unit, draft) => {
    const issues = await judgeNumber(unit, draft);
    return issues.length > 0 ? refused(...issues) : settle(unit, { record: draft, changes: draft });
  },
  onRestore: async (unit, record) => {
    const issues = await judgeNumber(unit, record);
    if (issues.length > 0) return refused(...issues);
    return settle(unit, { record, changes: { otherVersionId: record.otherVersionId } });
  },
  onUpdate: settle,
  constraints: {
    data_quality_rule_name_unique: {
      path: ['name'],
      message: 'The version already has a rule with this name. Choose another name.',
    },
  },
};

/** Returns an issue if a version already has the maximum number of other rules. */
async function judgeNumber(
  unit: UnitOfWork,
  { id, indicatorVersionId }: { id: string; indicatorVersionId: string },
): Promise<Issue[]> {
  // The lock keeps concurrent callers from exceeding the maximum together.
  const tables = unit.tables<ReportingTables>();
  const versions = tables.selectFrom('indicator_version').select('id');
  await unit.rows(versions.where('id', '=', indicatorVersionId).forNoKeyUpdate());
  const rules = tables.selectFrom('data_quality_rule').select(({ fn }) => fn.countAll<number>().as('count'));
  const [row] = await unit.rows(rules.where('indicator_version_id', '=', indicatorVersionId).where('id', '<>', id));
  if ((row?.count ?? 0) < maximumRules) return [];
  const message = `A version can have at most ${maximumRules} rules. Update an existing rule.`;
  return [{ code: 'TOO_MANY', path: ['indicatorVersionId'], message }];
}

/** Resolves the categories of a rule to a breakdown. Returns the stored categories if the command omits them, because further checks need them. */
async function settle(
  unit: UnitOfWork,
  rule: { record: RuleRecord; changes: RuleChanges },
): Promise<Outcome<{ categories: CategoryReference[]; breakdownId?: number }>> {
  const { record, changes } = rule;
  const { categories, otherVersionId } = changes;
  const version = await lockVersion(unit, { id: record.indicatorVersionId, strength: 'share' });
  const dimensions = await loadDimensions(unit, version.id);
  const issues: Issue[] = categories ? judgeBreakdown(categories, dimensions) : [];
  if (version.kind === 'QUALITATIVE') {
    const message = 'A QUALITATIVE version has no figures to check. Choose another version.';
    issues.push({ code: 'INVALID', path: ['indicatorVersionId'], message });
  }
  if (otherVersionId != null) {
    const other = await lockVersion(unit, { id: otherVersionId, strength: 'share' });
    if (other.frequency !== version.frequency) {
      const message = `This version has the frequency ${version.frequency}, and the other version has ${other.frequency}. Choose a version with the same \`frequency\`.`;
      issues.push({ code: 'INVALID', path: ['otherVersionId'], message });
    }
  }
  if (issues.length > 0) return refused(...issues);
  if (!categories) return accepted({ categories: await categoriesOfBreakdown(unit, record.breakdownId) });
  const [breakdownId] = await ensureBreakdowns(unit, {
    indicatorVersionId: version.id,
    ecosystemId: version.ecosystemId,
    combinations: [categoryIdsOf(categories, dimensions)],
  });
  return accepted({ categories, breakdownId });
}

async function categoriesOfBreakdown(unit: UnitOfWork, id: number | undefined): Promise<CategoryReference[]> {
  if (id === undefined) return [];
  const breakdowns = unit.tables<ReportingTables>().selectFrom('breakdown as b').where('b.id', '=', id);
  const [row] = await unit.rows(breakdowns.select(categoryCodesOf('b').as('categories')));
  return row?.categories ?? [];
}

/**
 * Checks a report by the blocking rules of its version: with these cells, or else with its stored cells. Issues about
 * stored cells have the path `cells`, because the command contains no cell to refer to.
 */
export async function judgeReportQuality(
  unit: UnitOfWork,
  report: { id: string; cells?: readonly Cell[] },
): Promise<Issue[]> {
  const { id, cells } = report;
  const figures = await unit.rows(qualityFigures(reportsWith([id]), sql<boolean>`"q"."blocks"`));
  const issues = judgeFindings(findingsOf(figures, cells));
  return cells ? issues : issues.map((issue) => ({ ...issue, path: ['cells'] }));
}
