import {
  type AnyRecordDefinition,
  adoptIndicatorVersion,
  baselineDefinition,
  correctIndicatorReport,
  dataQualityRuleDefinition,
  dimensionDefinition,
  discussIndicatorVersion,
  indicatorDefinition,
  indicatorReportDefinition,
  indicatorVersionDefinition,
  reportingCalendarDefinition,
  reportRequestDefinition,
  returnIndicatorReport,
  submitIndicatorReport,
  targetDefinition,
  verifyIndicatorReport,
} from '@collective-impact/store';
import { goal } from './agenda.ts';
import { createCrosswalk } from './crosswalks.ts';
import { createDiscussion } from './discussions.ts';
import { partner } from './ecosystem.ts';
import {
  baselines,
  beside,
  calendars,
  corrections,
  type ExampleCategories,
  type ExampleReference,
  type ExampleReport,
  minimumCoverage,
  qualityRules,
  releases,
  reports,
  requests,
  targets,
} from './figures.ts';
import { dimensions, type ExampleVersion, indicators } from './indicators.ts';
import { idOf, type Story } from './story.ts';

/** Creates the shared measurement of the partners: indicators, reports, releases, baselines and targets. */
export async function createMeasurement(story: Story, ecosystemId: string): Promise<void> {
  for (const [key, { name, level, goals, versions }] of Object.entries(indicators)) {
    await story.create(indicatorDefinition, {
      key,
      values: {
        ecosystemId,
        code: key,
        name,
        level,
        goalIds: goals.map(goal),
        definedById: partner('state-university'),
      },
    });
    for (const [at, version] of versions.entries())
      await createVersion(story, { ...version, indicator: key, number: at + 1 });
  }
  await createExpectations(story, ecosystemId);
  for (const report of reports) await createReport(story, report);
  for (const [version, period] of releases) await story.release({ version, period });
  for (const { report: key, reason, total } of corrections) {
    await story.transition(correctIndicatorReport, { key, values: { reason, cells: [cellOf(total, [])] } });
    await story.transition(verifyIndicatorReport, { key });
  }
  await createReferences(story, { definition: baselineDefinition, figures: baselines });
  await createReferences(story, {
    definition: targetDefinition,
    figures: targets,
    valuesOf: (version) => ({ minimumCoverage: minimumCoverage[version] ?? null }),
  });
}

/** The id of an indicator of the story, such as `algebra-by-nine`. */
export const indicator = (key: string): string => idOf('indicator', key);

async function createVersion(
  story: Story,
  version: ExampleVersion & { indicator: string; number: number },
): Promise<void> {
  const { indicator: of, number, unit, dimensions: split = [], discussed, ...definition } = version;
  const key = `${of}/${number}`;
  await story.create(indicatorVersionDefinition, {
    key,
    values: {
      ...definition,
      indicatorId: indicator(of),
      unit: { code: unit, label: unit },
      direction: 'INCREASE',
      frequency: 'SCHOOL_YEAR',
    },
  });
  for (const [order, code] of split.entries()) {
    const { label, categories } = dimensions[code];
    await story.create(dimensionDefinition, {
      key: `${key}/${code}`,
      values: {
        indicatorVersionId: idOf('indicator_version', key),
        code,
        label,
        order,
        exclusive: true,
        exhaustive: true,
        categories: Object.entries(categories).map(([category, name], at) => ({
          code: category,
          label: name,
          order: at,
        })),
      },
    });
  }
  await createCrosswalk(story, key);
  await story.transition(discussIndicatorVersion, { key });
  const adoptedOn = await createDiscussion(story, key);
  if (!discussed) await story.transition(adoptIndicatorVersion, { key, values: { adoptedOn } });
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

async function createReferences(
  story: Story,
  references: {
    definition: AnyRecordDefinition;
    figures: ExampleReference[];
    /** Other values of the records of a version, unless they are of a disparity. */
    valuesOf?: (version: string) => object;
  },
): Promise<void> {
  const { definition, figures, valuesOf = () => ({}) } = references;
  for (const [version, period, value, category, disparity] of figures) {
    const [dimension, code] = category?.split(' ') ?? [];
    await story.create(definition, {
      key: [version, period, ...(category ? [category] : []), ...(disparity ? [disparity.measure] : [])].join('/'),
      values: {
        indicatorVersionId: idOf('indicator_version', version),
        period,
        value,
        categories: category ? [{ dimension, category: code }] : [],
        disparity,
        ...(disparity ? {} : valuesOf(version)),
      },
    });
  }
}
