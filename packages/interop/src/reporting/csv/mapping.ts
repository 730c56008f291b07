import type { Code } from '@collective-impact/sdk';
import type { ImportedIndicator } from '@collective-impact/sdk/import';
import { LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import { sourceFailure } from '../../shared/source-failure.ts';
import { checkMapping, dimensionCode, type MappingProblem, seriesKey, writtenFrequencies } from './mapping-check.ts';
import { type MappingPlace, placeInDocument } from './mapping-place.ts';
import { type MappedIndicator, type MappingContent, mappingSchema } from './mapping-schema.ts';

/** How the rows of a CSV file become figures of indicators; made by {@link parseMapping}. */
export interface Mapping {
  /** The name of the mapping file, for messages. */
  readonly file: string;
  readonly content: MappingContent;
  /** The indicators by the words of their series. Without series columns there is one, and its key is empty. */
  readonly indicators: ReadonlyMap<string, ImportedIndicator>;
  /** Where a key of the mapping stands; the nearest key above it where it is not said. */
  place(path: readonly PropertyKey[]): MappingPlace;
}

const remedy = 'Correct the mapping file and try again; every key is explained in the guide "Import your spreadsheet".';

/**
 * Reads a mapping file (YAML).
 *
 * Throws a `SourceError` that lists everything that is wrong with it, each with its line and column, what is allowed
 * and what was probably meant.
 */
export function parseMapping(yamlText: string, { file }: { file: string }): Mapping {
  const lines = new LineCounter();
  // With the failsafe schema every value stays the text that was written: the code 8.10 does not become 8.1.
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
        return { line, column: col, message: `this is not valid YAML: ${message}` };
      }),
    );
  }
  const given = plainValue(document, (cause) =>
    refuse([{ line: 1, column: 1, message: 'an alias (*) leads nowhere, or to too much' }], cause),
  );
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    const message = 'a mapping is expected: keys such as "period" and "indicators", each with a value';
    return refuse([{ line: 1, column: 1, message }]);
  }
  const result = mappingSchema.safeParse(given);
  if (!result.success) {
    return refuse(result.error.issues.map((issue) => placed(problemOf(issue, given))));
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
  const shown = sorted.slice(0, 20).map(({ line, column, message }) => `line ${line}, column ${column}: ${message}`);
  if (sorted.length > shown.length) shown.push(`and ${sorted.length - shown.length} more`);
  const error = sourceFailure({ place: { file }, found: shown.join('\n'), remedy, cause });
  error.place.line = sorted[0]?.line;
  return error;
}

function problemOf(issue: z.core.$ZodIssue, given: object): MappingProblem {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  return { path, message: messageOf(issue, given) };
}

function messageOf(issue: z.core.$ZodIssue, given: object): string {
  const key = issue.path.findLast((step) => typeof step === 'string' && !step.startsWith('$')) ?? '';
  if (isMissing(given, issue.path)) return `the key "${String(key)}" is missing`;
  switch (issue.code) {
    case 'invalid_type':
      return `${expected[issue.expected] ?? 'something else'} is expected for "${String(key)}"`;
    case 'too_small':
      return `"${String(key)}" must not be empty`;
    case 'too_big':
      return `"${String(key)}" is too long: at most ${issue.maximum} are allowed`;
    default:
      return issue.message;
  }
}

const expected: Partial<Record<z.core.$ZodInvalidTypeExpected, string>> = {
  string: 'a text',
  array: 'a list',
  object: 'a set of keys and values',
  record: 'a set of words, each with what it means,',
};

function isMissing(given: object, path: readonly PropertyKey[]): boolean {
  const steps = path.filter((step) => typeof step !== 'string' || !step.startsWith('$'));
  let value: unknown = given;
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
  const [onlyFrequency] = writtenFrequencies(content) ?? [];
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
      frequency: mapped.frequency ?? onlyFrequency ?? 'INTERVAL',
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

function unitOf({ unit: own }: MappedIndicator, { unit }: MappingContent): Code {
  const [inColumn] = Object.values(unit?.$column?.words ?? {});
  const found = own ?? unit?.$every ?? inColumn;
  if (found === undefined) throw new Error('a mapping without a unit has passed its check');
  return { scheme: found.scheme, code: found.code, label: found.label, uri: found.uri ?? null };
}
