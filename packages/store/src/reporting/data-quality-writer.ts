import { accepted, type Issue, type Outcome, refused } from '@collective-impact/sdk';
import { type CategoryReference, judgeBreakdown } from '@collective-impact/sdk/indicator';
import { type Cell, dataQualityRule, judgeFindings } from '@collective-impact/sdk/reporting';
import { sql } from 'kysely';
import { categoryCodesOf, categoryIdsOf, ensureBreakdowns, loadDimensions, lockVersion } from '../indicator/index.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { DataQualityRuleEntity } from './data-quality-rule.entity.ts';
import { findingsOf, qualityFigures, reportsWith } from './quality-figures.ts';

/** Rules are judged with every report. */
const mostRules = 100;

type RuleRecord = { indicatorVersionId: string; breakdownId?: number };
type RuleChanges = { categories?: CategoryReference[]; otherVersionId?: string | null };

/** How data quality rules are stored: about a figure of the version, compared with a figure of the same periods. */
export const dataQualityRuleDefinition: RecordDefinition<typeof dataQualityRule, typeof DataQualityRuleEntity> = {
  type: dataQualityRule,
  entity: DataQualityRuleEntity,
  onCreate: async (unit, draft) => {
    const { indicatorVersionId } = draft;
    // Two who add a rule at once take turns, so that there are never more than can be.
    await unit.rows(sql`select 1 from "indicator_version" where "id" = ${indicatorVersionId}::uuid for no key update`);
    const [found] = await unit.rows<{ count: number }>(
      sql`select count(*) as "count" from "data_quality_rule" where "indicator_version_id" = ${indicatorVersionId}::uuid`,
    );
    if ((found?.count ?? 0) < mostRules) return settle(unit, { record: draft, changes: draft });
    const message = `A version has at most ${mostRules} rules. Update an existing rule.`;
    return refused({ code: 'TOO_MANY', path: ['indicatorVersionId'], message });
  },
  onUpdate: settle,
  constraints: {
    data_quality_rule_name_unique: {
      path: ['name'],
      message: 'The version already has a rule with this name. Choose another name.',
    },
  },
};

/** What a rule is about, as far as the command names it; its categories, since the rule by itself is judged by them. */
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
      const message = `This version is reported for a ${version.frequency}, and the other for a ${other.frequency}. Choose a version with the same \`frequency\`.`;
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
  const [row] = await unit.rows<{ categories: CategoryReference[] }>(
    sql`select ${categoryCodesOf('b')} as "categories" from "breakdown" as "b" where "b"."id" = ${id}::int`,
  );
  return row?.categories ?? [];
}

/**
 * What stands in the way of handing a report in, by the rules of its version that block: with these cells, or with those
 * that it has, of which none can be named by its place in a command.
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
