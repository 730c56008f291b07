import { type Issue, knownWords } from '@collective-impact/sdk';
import { judgeCrossedDimensions, judgeMaintained, judgeVersionDefinition } from '@collective-impact/sdk/indicator';
import type { Frequency } from '@collective-impact/sdk/period';
import { formFrequency } from '../../period/index.ts';
import type { MappedDimension, MappingContent } from './mapping-schema.ts';

/** A problem of a mapping, and the path of the key that has it. */
export interface MappingProblem {
  path: readonly PropertyKey[];
  message: string;
}

/** The problems of a mapping whose keys are each valid, but contradict each other. */
export function checkMapping(content: MappingContent): MappingProblem[] {
  return [
    ...checkFigures(content),
    ...checkOrganizations(content),
    ...checkColumnUse(content),
    ...checkSeries(content),
    ...checkReferences(content),
    ...checkUnits(content),
    ...checkFrequencies(content),
    ...checkDefinitions(content),
  ];
}

/** The code of a dimension: the one in the mapping, or the name of its column in lower case with hyphens. */
export function dimensionCode({ code, column }: MappedDimension): string {
  return (
    code ??
    column
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 100)
  );
}

/** The key of a series, made of its words, one for each series column. */
export function seriesKey(words: readonly string[]): string {
  return words.join('\u0000');
}

/** The frequencies of the periods that the period column can contain. Undefined if its forms allow any. */
export function possibleFrequencies({ period }: MappingContent): Set<Frequency> | undefined {
  const possible = new Set<Frequency>();
  for (const form of period.form) {
    const frequency = formFrequency[form];
    if (frequency === undefined) return undefined;
    possible.add(frequency);
  }
  return possible;
}

function checkFigures({ value, numerator, denominator, decimal, thousands, indicators }: MappingContent) {
  const problems: MappingProblem[] = [];
  if (value === undefined && (numerator === undefined || denominator === undefined)) {
    problems.push({
      path: [],
      message: 'The mapping names no column with figures. Set `value`, or `numerator` and `denominator`.',
    });
  }
  if ((numerator === undefined) !== (denominator === undefined)) {
    const [present, missing] = numerator === undefined ? ['denominator', 'numerator'] : ['numerator', 'denominator'];
    problems.push({ path: [present], message: `\`${present}\` requires \`${missing}\`.` });
  }
  indicators.forEach(({ kind }, index) => {
    const path = ['indicators', index, 'kind'];
    if (kind === 'QUALITATIVE') {
      problems.push({
        path,
        message: 'A CSV file cannot contain reports of a QUALITATIVE indicator. Remove the indicator from the mapping.',
      });
    } else if (numerator !== undefined && kind !== 'RATIO' && kind !== 'MEAN') {
      const message = `\`kind\` is ${kind}, but only a RATIO or MEAN has \`numerator\` and \`denominator\`. Correct \`kind\`, or use \`value\` instead.`;
      problems.push({ path, message });
    }
  });
  if (decimal === thousands) {
    problems.push({ path: ['thousands'], message: '`decimal` and `thousands` must not be the same mark.' });
  }
  return problems;
}

function checkOrganizations({ organization, organizationUrl }: MappingContent): MappingProblem[] {
  if (organizationUrl === undefined || organization !== undefined) return [];
  return [{ path: ['organizationUrl'], message: '`organizationUrl` requires `organization`.' }];
}

function checkColumnUse(content: MappingContent): MappingProblem[] {
  const problems: MappingProblem[] = [];
  const usedBy = new Map<string, string>();
  for (const { column, path } of mappedColumns(content)) {
    const use = path.filter((step) => typeof step === 'string' && !step.startsWith('$')).join('.');
    const other = usedBy.get(column);
    if (other === undefined) usedBy.set(column, use);
    else
      problems.push({
        path,
        message: `The column "${column}" is already used for \`${other}\`. Use a column only once.`,
      });
  }
  return problems;
}

/** Every column that a mapping names, with the path of the key that names it. */
export function mappedColumns(content: MappingContent): { column: string; path: PropertyKey[] }[] {
  const columns: { column: string; path: PropertyKey[] }[] = [];
  const add = (column: string | undefined, ...path: PropertyKey[]): void => {
    if (column !== undefined) columns.push({ column, path });
  };
  add(content.period.column, 'period', 'column');
  for (const key of ['value', 'numerator', 'denominator', 'base', 'organization', 'organizationUrl'] as const)
    add(content[key], key);
  add(content.status?.column, 'status', 'column');
  add(content.unit?.$column?.column, 'unit', '$column', 'column');
  content.series.forEach((column, index) => {
    add(column, 'series', index);
  });
  content.dimensions.forEach(({ column }, index) => {
    add(column, 'dimensions', index, 'column');
  });
  for (const column of Object.keys(content.expect)) add(column, 'expect', column);
  content.ignore.forEach((column, index) => {
    add(column, 'ignore', index);
  });
  return columns;
}

function checkSeries({ series, indicators, leaveOut }: MappingContent): MappingProblem[] {
  const problems: MappingProblem[] = [];
  if (series.length === 0 && indicators.length > 1) {
    const message = 'Several indicators require `series`. Set it to the columns that distinguish their rows.';
    problems.push({ path: ['indicators'], message });
  }
  const seen = new Set<string>();
  const check = (words: readonly string[] | undefined, path: PropertyKey[]): void => {
    if (series.length === 0 && words !== undefined) {
      problems.push({ path, message: 'The mapping has no series columns. Set `series` at the top of the mapping.' });
    } else if (series.length > 0 && words?.length !== series.length) {
      const columns = series.map((column) => `"${column}"`).join(', ');
      problems.push({ path, message: `\`series\` must list one word for each of the columns ${columns}.` });
    } else if (words !== undefined) {
      const key = seriesKey(words);
      if (seen.has(key))
        problems.push({ path, message: `The series "${words.join('", "')}" is listed twice. Remove one of the two.` });
      seen.add(key);
    }
  };
  indicators.forEach((indicator, index) => {
    check(indicator.series, ['indicators', index, 'series']);
  });
  leaveOut.forEach((words, index) => {
    check(words, ['leaveOut', index]);
  });
  return problems;
}

function checkReferences(content: MappingContent): MappingProblem[] {
  const dimensions = content.dimensions.map(dimensionCode);
  const goals = content.goals.map(({ code }) => code);
  const indicators = content.indicators.map(({ code }) => code);
  const problems = [
    ...repeated(dimensions, 'dimensions'),
    ...repeated(goals, 'goals'),
    ...repeated(indicators, 'indicators'),
  ];
  dimensions.forEach((code, index) => {
    if (code === '')
      problems.push({
        path: ['dimensions', index],
        message: '`code` is required, because the name of the column has no letters.',
      });
  });
  content.indicators.forEach((indicator, index) => {
    const check = (key: 'goals' | 'dimensions', known: readonly string[]): void => {
      indicator[key]?.forEach((code, at) => {
        if (known.includes(code)) return;
        const message = `"${code}" is not in \`${key}\` of this mapping.${knownWords(code, known)}`;
        problems.push({ path: ['indicators', index, key, at], message });
      });
    };
    check('goals', goals);
    check('dimensions', dimensions);
  });
  return problems;
}

function repeated(codes: readonly string[], list: string): MappingProblem[] {
  return codes.flatMap((code, index) =>
    codes.indexOf(code) < index
      ? [{ path: [list, index], message: `The code "${code}" appears twice. Remove one.` }]
      : [],
  );
}

function checkUnits({ unit, indicators }: MappingContent): MappingProblem[] {
  const inColumn = unit?.$column && Object.values(unit.$column.words);
  const defaults = new Set(inColumn?.map(({ code }) => code) ?? (unit?.$every ? [unit.$every.code] : []));
  return indicators.flatMap((indicator, index) => {
    if (indicator.unit === undefined) {
      if (defaults.size === 1) return [];
      const message = '`unit` is missing. Set it for this indicator, or for all at the top of the mapping.';
      return [{ path: ['indicators', index], message }];
    }
    if (inColumn === undefined || defaults.has(indicator.unit.code)) return [];
    const message = `No word in \`unit.words\` means "${indicator.unit.code}". The words mean ${[...defaults].join(', ')}. Use one of these units, or add a word.`;
    return [{ path: ['indicators', index, 'unit'], message }];
  });
}

function checkFrequencies(content: MappingContent): MappingProblem[] {
  const possible = possibleFrequencies(content);
  return content.indicators.flatMap(({ frequency }, index) => {
    if (frequency === undefined) {
      if (possible?.size === 1) return [];
      const message = '`frequency` is required, because the period column can contain periods of several lengths.';
      return [{ path: ['indicators', index], message }];
    }
    if (possible === undefined || possible.has(frequency)) return [];
    const message = `\`frequency\` is ${frequency}, but the period column contains ${[...possible].join(', ')}. Correct \`frequency\` or \`period.form\`.`;
    return [{ path: ['indicators', index, 'frequency'], message }];
  });
}

function checkDefinitions({ indicators, dimensions }: MappingContent): MappingProblem[] {
  const known = dimensions.map((dimension) => ({ code: dimensionCode(dimension), exclusive: dimension.exclusive }));
  return indicators.flatMap((indicator, index) => {
    const {
      kind,
      countingUnit,
      direction,
      tolerance = null,
      multiplier = '1',
      aggregationAcrossOrganizations,
      aggregationOverTime,
      denominatorOverCategories = null,
    } = indicator;
    const crossings = indicator.crossings.map(([firstDimension, secondDimension]) => ({
      firstDimension,
      secondDimension,
    }));
    const ofIndicator = known.filter(({ code }) => indicator.dimensions?.includes(code) ?? true);
    const issues = judgeVersionDefinition({
      kind,
      countingUnit,
      direction,
      multiplier,
      aggregationAcrossOrganizations,
      aggregationOverTime,
      tolerance,
      denominatorOverTime: null,
      denominatorOverCategories,
      crossings,
    });
    issues.push(
      ...judgeMaintained({ direction, tolerance }),
      ...judgeCrossedDimensions(crossings, ofIndicator).map(withoutField),
    );
    return issues.map(({ path, message }) => ({ path: ['indicators', index, ...path], message }));
  });
}

/** In a mapping, a crossing is a list of two codes. */
function withoutField({ path: [list = '', index = '', field], ...issue }: Issue): Issue {
  return { ...issue, path: [list, index, field === 'firstDimension' ? '0' : '1'] };
}
