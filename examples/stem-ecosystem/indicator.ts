import {
  type AnyRecordDefinition,
  adoptIndicatorVersion,
  baselineDefinition,
  dimensionDefinition,
  discussIndicatorVersion,
  indicatorDefinition,
  indicatorVersionDefinition,
  targetDefinition,
} from '@collective-impact/store';
import { goal } from './agenda.ts';
import { createCrosswalk } from './crosswalks.ts';
import { createDiscussion } from './discussions.ts';
import { partner } from './ecosystem.ts';
import { baselines, type ExampleReference, minimumCoverage, targets } from './figures.ts';
import { dimensions, type ExampleVersion, indicators } from './indicators.ts';
import { idOf, type Story } from './story.ts';

/** Creates the indicators of the partners with their versions. */
export async function createIndicators(story: Story, ecosystemId: string): Promise<void> {
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
}

/** Creates the baselines and the targets. */
export async function createBaselinesAndTargets(story: Story): Promise<void> {
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
