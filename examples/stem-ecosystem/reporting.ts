import {
  correctIndicatorReport,
  dataQualityRuleDefinition,
  indicatorReportDefinition,
  reportingCalendarDefinition,
  reportRequestDefinition,
  returnIndicatorReport,
  submitIndicatorReport,
  verifyIndicatorReport,
} from '@collective-impact/store';
import { partner } from './ecosystem.ts';
import {
  beside,
  calendars,
  corrections,
  type ExampleCategories,
  type ExampleReport,
  qualityRules,
  releases,
  reports,
  requests,
} from './figures.ts';
import { idOf, type Story } from './story.ts';

/** Creates what is expected of reports, the reports of the partners, their releases, and the corrections after them. */
export async function createReporting(story: Story, ecosystemId: string): Promise<void> {
  await createExpectations(story, ecosystemId);
  for (const report of reports) await createReport(story, report);
  for (const [version, period] of releases) await story.release({ version, period });
  for (const { report: key, reason, total } of corrections) {
    await story.transition(correctIndicatorReport, { key, values: { reason, cells: [cellOf(total, [])] } });
    await story.transition(verifyIndicatorReport, { key });
  }
}

/** Creates the reporting calendars, the requests for reports, and the data quality rules. */
async function createExpectations(story: Story, ecosystemId: string): Promise<void> {
  for (const { version, ...values } of calendars) {
    const key = `${version}/${values.fromPeriod}`;
    const indicatorVersionId = idOf('indicator_version', version);
    await story.create(reportingCalendarDefinition, { key, values: { ...values, indicatorVersionId } });
  }
  for (const { key, versions, values } of requests) {
    const indicatorVersionIds = versions.map((version) => idOf('indicator_version', version));
    await story.create(reportRequestDefinition, { key, values: { ...values, ecosystemId, indicatorVersionIds } });
  }
  const others = beside.map(({ version, name, other }) => {
    return { version, name, values: { kind: 'AT_MOST', otherVersionId: idOf('indicator_version', other) } };
  });
  for (const { version, name, values } of [...qualityRules, ...others]) {
    const indicatorVersionId = idOf('indicator_version', version);
    await story.create(dataQualityRuleDefinition, {
      key: `${version}/${name}`,
      values: { ...values, name, indicatorVersionId },
    });
  }
}

async function createReport(story: Story, report: ExampleReport): Promise<void> {
  const { version, period, by, total, parts = [], state, narrative } = report;
  const key = [version, period, by ?? 'ecosystem'].join('/');
  await story.create(indicatorReportDefinition, {
    key,
    values: {
      visibility: 'RESTRICTED',
      indicatorVersionId: idOf('indicator_version', version),
      organizationId: by === null ? null : partner(by),
      period,
      narrative,
      cells: [cellOf(total, []), ...parts.map(({ categories, figure }) => cellOf(figure, categories))],
    },
  });
  if (state === 'DRAFT') return;
  await story.transition(submitIndicatorReport, { key });
  await story.transition(state === 'RETURNED' ? returnIndicatorReport : verifyIndicatorReport, { key });
}

/** A ratio of 0 to 0 is not applicable. */
function cellOf(figure: string, categories: ExampleCategories): object {
  const [numerator, denominator] = figure.split('/');
  if (denominator === undefined) return { categories, value: figure };
  return { categories, numerator, denominator, status: denominator === '0' ? 'NOT_APPLICABLE' : 'OBSERVED' };
}
