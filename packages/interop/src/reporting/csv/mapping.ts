import type { Code } from '@collective-impact/sdk';
import type { ImportedIndicator } from '@collective-impact/sdk/import';
import { LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import { sourceFailure } from '../../shared/source-failure.ts';
import { checkMapping, dimensionCode, type MappingProblem, possibleFrequencies, seriesKey } from './mapping-check.ts';
import { type MappingPlace, placeInDocument } from './mapping-place.ts';
import { type MappedIndicator, type MappingContent, mappingSchema } from './mapping-schema.ts';

/** How to read the rows of a CSV file as figures of indicators. Returned by {@link parseMapping}. */
export interface Mapping {
  /** Name of the mapping file, for messages. */
  readonly file: string;
  readonly content: MappingContent;
  /** The indicators by the words of their series. Without series columns there is one indicator, with an empty key. */
  readonly indicators: ReadonlyMap<string, ImportedIndicator>;
  /** The place of a key in the file. If the key is not set, the place of the nearest key above it. */
  place(path: readonly PropertyKey[]): MappingPlace;
}

const remedy = 'Correct the mapping file and try again. The guide "Import your spreadsheet" explains every key.';

/**
 * Reads a mapping file (YAML).
 *
 * Throws a `SourceError` that lists every problem, each with its line and column, and with the allowed values and the
 * most similar one where there are such.
 */
export function parseMapping(yamlText: string, { file }: { file: string }): Mapping {
  const lines = new LineCounter();
  // The failsafe schema keeps every value as text, so that the code 8.10 does not become 8.1.
  const document = parseDocument(yamlText, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const place = (path: readonly PropertyKey[]) => placeInDocument({ document, lines }, path);
  const placed = ({ path, message }: MappingProblem) => ({ ...place(path), message });
  const refuse = (problems: (MappingPlace & { message: string })[], cause?: unknown): never => {
    throw refusal(problems, { file, cause });
  };

  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    refuse(
      faults.map(({ message, pos: [offset] }) => {
        const { line, col } = lines.linePos(offset);
        return { line, column: col, message: `The file is not valid YAML (${message}).` };
      }),
    );
  }
  const input = plainValue(document, (cause) =>
    refuse([{ line: 1, column: 1, message: 'An alias (*) has no anchor (&), or is expanded too often.' }], cause),
  );
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    const message = 'The file is not a mapping. Write keys such as `period` and `indicators`, each with a value.';
    return refuse([{ line: 1, column: 1, message }]);
  }
  const result = mappingSchema.safeParse(input);
  if (!result.success) {
    return refuse(result.error.issues.map((issue) => placed(problemOf(issue, input))));
  }
  const problems = checkMapping(result.data);
  if (problems.length > 0) return refuse(problems.map(placed));
  const content = result.data;
  return { file, content, indicators: indicatorsOf(content), place };
}

function plainValue(document: ReturnType<typeof parseDocument>, refuse: (cause: unknown) => never): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    return refuse(cause);
  }
}

function refusal(problems: (MappingPlace & { message: string })[], { file, cause }: { file: string; cause: unknown }) {
  const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  const listed = sorted.slice(0, 20).map(({ line, column, message }) => `line ${line}, column ${column}: ${message}`);
  if (sorted.length > listed.length) listed.push(moreProblems(sorted.length - listed.length));
  const error = sourceFailure({ place: { file }, fault: listed.join('\n'), remedy, cause });
  error.place.line = sorted[0]?.line;
  return error;
}

function problemOf(issue: z.core.$ZodIssue, input: object): MappingProblem {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  return { path, message: messageOf(issue, input) };
}

function messageOf(issue: z.core.$ZodIssue, input: object): string {
  const key = `\`${String(issue.path.findLast((step) => typeof step === 'string' && !step.startsWith('$')) ?? '')}\``;
  if (isMissing(input, issue.path)) return `${key} is missing.`;
  switch (issue.code) {
    case 'invalid_type':
      return `${key} must be ${expected[issue.expected] ?? 'of another type'}.`;
    case 'too_small':
      return `${key} must not be empty.`;
    case 'too_big':
      return `${key} must have at most ${issue.maximum} ${issue.origin === 'string' ? 'characters' : 'entries'}.`;
    default:
      return issue.message;
  }
}

const expected: Partial<Record<z.core.$ZodInvalidTypeExpected, string>> = {
  string: 'a text',
  array: 'a list',
  object: 'a set of keys and values',
  record: 'a set of words, each with its meaning',
};

function isMissing(input: object, path: readonly PropertyKey[]): boolean {
  const steps = path.filter((step) => typeof step !== 'string' || !step.startsWith('$'));
  let value: unknown = input;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) return false;
    if (!Object.hasOwn(value, step)) return typeof step === 'string';
    value = Reflect.get(value, step);
  }
  return false;
}

function indicatorsOf(content: MappingContent): Map<string, ImportedIndicator> {
  return new Map(content.indicators.map((mapped) => [seriesKey(mapped.series ?? []), indicatorOf(mapped, content)]));
}

function indicatorOf(mapped: MappedIndicator, content: MappingContent): ImportedIndicator {
  const unit = unitOf(mapped, content);
  const [onlyFrequency] = possibleFrequencies(content) ?? [];
  const dimensions = content.dimensions
    .map((dimension) => ({ ...dimension, code: dimensionCode(dimension) }))
    .filter(({ code }) => mapped.dimensions?.includes(code) ?? true);
  return {
    code: mapped.code,
    name: mapped.name,
    level: mapped.level,
    identifiers: mapped.identifiers,
    goals: mapped.goals,
    definedBy: null,
    sourceUri: mapped.source ?? content.source,
    version: {
      definition: mapped.definition,
      kind: mapped.kind,
      countingUnit: mapped.countingUnit,
      unit,
      multiplier: mapped.multiplier ?? (unit.code === 'percent' ? '100' : '1'),
      direction: mapped.direction,
      ...(mapped.tolerance !== undefined && { tolerance: mapped.tolerance }),
      aggregationAcrossOrganizations: mapped.aggregationAcrossOrganizations,
      aggregationOverTime: mapped.aggregationOverTime,
      ...(mapped.denominatorOverCategories && { denominatorOverCategories: mapped.denominatorOverCategories }),
      frequency: mapped.frequency ?? onlyFrequency ?? 'INTERVAL',
      ...(mapped.crossings.length > 0 && {
        crossings: mapped.crossings.map(([firstDimension, secondDimension]) => ({ firstDimension, secondDimension })),
      }),
    },
    dimensions: dimensions.map(({ code, column, label, exclusive, exhaustive }) => ({
      key: code,
      code,
      label: label ?? column,
      exclusive,
      exhaustive,
    })),
  };
}

function unitOf({ unit: indicatorUnit }: MappedIndicator, { unit }: MappingContent): Code {
  const [columnUnit] = Object.values(unit?.$column?.words ?? {});
  const used = indicatorUnit ?? unit?.$every ?? columnUnit;
  if (used === undefined) throw new Error('The mapping check accepted a mapping without a unit.');
  return { scheme: used.scheme, code: used.code, label: used.label, uri: used.uri ?? null };
}

/** States how many problems are not listed. */
function moreProblems(count: number): string {
  return count === 1 ? 'There is 1 more problem.' : `There are ${count} more problems.`;
}
