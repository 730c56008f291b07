import { knownWords } from '@collective-impact/sdk';
import { judgeMaintained, judgeVersionDefinition } from '@collective-impact/sdk/indicator';
import type { Frequency } from '@collective-impact/sdk/period';
import { formFrequency } from '../../period/index.ts';
import type { MappedDimension, MappingContent } from './mapping-schema.ts';

/** Something wrong with a mapping, and the key that it is about. */
export interface MappingProblem {
  path: readonly PropertyKey[];
  message: string;
}

/** What a mapping says that does not fit together, although each key by itself is in order. */
export function checkMapping(content: MappingContent): MappingProblem[] {
  return [
    ...checkFigures(content),
    ...checkColumnUse(content),
    ...checkSeries(content),
    ...checkReferences(content),
    ...checkUnits(content),
    ...checkFrequencies(content),
    ...checkDefinitions(content),
  ];
}

/** The code of a dimension: the one it was given, or its column in lower case with hyphens. */
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

/** What names a series: its words, one for each of the series columns. */
export function seriesKey(words: readonly string[]): string {
  return words.join('\u0000');
}

/** The lengths of period that the period column can hold; undefined where its forms do not tell. */
export function writtenFrequencies({ period }: MappingContent): Set<Frequency> | undefined {
  const written = new Set<Frequency>();
  for (const form of period.form) {
    const frequency = formFrequency[form];
    if (frequency === undefined) return undefined;
    written.add(frequency);
  }
  return written;
}

function checkFigures({ value, numerator, denominator, decimal, thousands, indicators }: MappingContent) {
  const problems: MappingProblem[] = [];
  if (value === undefined && (numerator === undefined || denominator === undefined)) {
    problems.push({
      path: [],
      message: 'say which column holds the figures: "value", or "numerator" and "denominator"',
    });
  }
  if ((numerator === undefined) !== (denominator === undefined)) {
    const [said, missing] = numerator === undefined ? ['denominator', 'numerator'] : ['numerator', 'denominator'];
    problems.push({ path: [said], message: `a "${said}" needs a "${missing}"` });
  }
  indicators.forEach(({ kind }, index) => {
    const path = ['indicators', index, 'kind'];
    if (kind === 'QUALITATIVE') {
      problems.push({ path, message: 'a QUALITATIVE indicator has no figures that a CSV file could hold' });
    } else if (numerator !== undefined && kind !== 'RATIO' && kind !== 'MEAN') {
      const message = `a numerator and a denominator make a RATIO or MEAN, and this indicator is a ${kind}`;
      problems.push({ path, message });
    }
  });
  if (decimal === thousands) {
    problems.push({ path: ['thousands'], message: `the ${decimal} cannot mark both decimals and thousands` });
  }
  return problems;
}

function checkColumnUse(content: MappingContent): MappingProblem[] {
  const problems: MappingProblem[] = [];
  const usedBy = new Map<string, string>();
  for (const { column, path } of mappedColumns(content)) {
    const use = path.filter((step) => typeof step === 'string' && !step.startsWith('$')).join('.');
    const other = usedBy.get(column);
    if (other === undefined) usedBy.set(column, use);
    else problems.push({ path, message: `the column "${column}" is used already, for "${other}"` });
  }
  return problems;
}

/** Every column that a mapping names, with the key that names it. */
export function mappedColumns(content: MappingContent): { column: string; path: PropertyKey[] }[] {
  const columns: { column: string; path: PropertyKey[] }[] = [];
  const add = (column: string | undefined, ...path: PropertyKey[]): void => {
    if (column !== undefined) columns.push({ column, path });
  };
  add(content.period.column, 'period', 'column');
  for (const key of ['value', 'numerator', 'denominator', 'base', 'organization'] as const) add(content[key], key);
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
    const message = 'several indicators need "series": the column (or columns) that tell their rows apart';
    problems.push({ path: ['indicators'], message });
  }
  const seen = new Set<string>();
  const check = (words: readonly string[] | undefined, path: PropertyKey[]): void => {
    if (series.length === 0 && words !== undefined) {
      problems.push({ path, message: 'there is no "series" column in the mapping that could hold these words' });
    } else if (series.length > 0 && words?.length !== series.length) {
      const columns = series.map((column) => `"${column}"`).join(', ');
      problems.push({ path, message: `"series" must list one word for each series column: ${columns}` });
    } else if (words !== undefined) {
      const key = seriesKey(words);
      if (seen.has(key)) problems.push({ path, message: `the series "${words.join('", "')}" is listed twice` });
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
    if (code === '') problems.push({ path: ['dimensions', index], message: 'give this dimension a "code"' });
  });
  content.indicators.forEach((indicator, index) => {
    const check = (key: 'goals' | 'dimensions', known: readonly string[]): void => {
      indicator[key]?.forEach((code, at) => {
        if (known.includes(code)) return;
        const message = `"${code}" is not among the ${key} of this mapping${knownWords(code, known)}`;
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
      ? [{ path: [list, index], message: `the code "${code}" appears twice: remove one` }]
      : [],
  );
}

function checkUnits({ unit, indicators }: MappingContent): MappingProblem[] {
  const inColumn = unit?.$column && Object.values(unit.$column.words);
  const defaults = new Set(inColumn?.map(({ code }) => code) ?? (unit?.$every ? [unit.$every.code] : []));
  return indicators.flatMap((indicator, index) => {
    if (indicator.unit === undefined) {
      if (defaults.size === 1) return [];
      const message = 'say the "unit" of this indicator, or one "unit" for all at the top of the mapping';
      return [{ path: ['indicators', index], message }];
    }
    if (inColumn === undefined || defaults.has(indicator.unit.code)) return [];
    const message = `no word of the unit column stands for "${indicator.unit.code}"; the words stand for: ${[...defaults].join(', ')}`;
    return [{ path: ['indicators', index, 'unit'], message }];
  });
}

function checkFrequencies(content: MappingContent): MappingProblem[] {
  const written = writtenFrequencies(content);
  return content.indicators.flatMap(({ frequency }, index) => {
    if (frequency === undefined) {
      if (written?.size === 1) return [];
      const message = 'say the "frequency" of this indicator: the period column can hold several lengths of period';
      return [{ path: ['indicators', index], message }];
    }
    if (written === undefined || written.has(frequency)) return [];
    const message = `the forms of the period column write ${[...written].join(', ')}, never ${frequency}`;
    return [{ path: ['indicators', index, 'frequency'], message }];
  });
}

function checkDefinitions({ indicators }: MappingContent): MappingProblem[] {
  return indicators.flatMap((indicator, index) => {
    const {
      kind,
      direction,
      tolerance = null,
      multiplier = '1',
      aggregationAcrossOrganizations,
      aggregationOverTime,
    } = indicator;
    const issues = judgeVersionDefinition({
      kind,
      direction,
      multiplier,
      aggregationAcrossOrganizations,
      aggregationOverTime,
      tolerance,
      denominatorOverTime: null,
      denominatorOverCategories: null,
    });
    issues.push(...judgeMaintained({ direction, tolerance }));
    return issues.map(({ path, message }) => ({ path: ['indicators', index, ...path], message }));
  });
}
