import { didYouMean, parseDecimal } from '@collective-impact/sdk';
import {
  aggregations,
  countingUnits,
  directions,
  indicatorKinds,
  indicatorLevels,
  observationStatuses,
} from '@collective-impact/sdk/indicator';
import { frequencies } from '@collective-impact/sdk/period';
import * as z from 'zod';
import { periodForms } from '../../period/index.ts';
import { encodings } from '../../shared/text-bytes.ts';
import { decimalMarks, groupMarks } from './number-form.ts';

/** Delimiters by the words that a mapping uses for them. */
export const delimiters = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;

const text = (longest: number) => z.string().trim().min(1).max(longest);
const code = () => text(100);
const line = () => text(300);
const webAddress = () => z.url({ error: 'a web address is expected, such as https://example.org/data' }).max(2000);

/** The name of a column as the header of the file writes it. It may be empty: some programs leave one without a name. */
const column = () => z.string().trim().max(300);

/** Words of the file's own that stand for something; an empty one is an empty field. */
const words = <T extends z.ZodType>(meaning: T) => z.record(z.string().trim().max(300), meaning);

/** A list of at least one; a single entry need not be written as a list. */
const oneOrMore = <T extends z.ZodType>(entry: T) =>
  z.preprocess((given) => (given === undefined || Array.isArray(given) ? given : [given]), z.array(entry).min(1));

function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, {
    error: ({ input }) =>
      `${shown(input)} is not allowed here; allowed: ${values.join(', ')}${didYouMean(String(input), values)}`,
  });
}

const yesOrNo = () => oneOf(['true', 'false']).transform((word) => word === 'true');

/** An object that has these keys and no others. */
function keys<T extends z.core.$ZodShape>(shape: T) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: ({ code: issue, keys: unknown }) =>
      issue === 'unrecognized_keys' && Array.isArray(unknown)
        ? `${unknown.map((key) => `"${key}" is not a key here${didYouMean(String(key), known)}`).join(' ')} (allowed: ${known.join(', ')})`
        : undefined,
  });
}

function shown(input: unknown): string {
  return typeof input === 'string' ? `"${input.slice(0, 60)}"` : 'this';
}

/** `percent`, or another word, or a code of a list of units. */
const unit = () =>
  z.preprocess(
    (given) => (typeof given === 'string' ? { code: given, label: given === 'percent' ? 'Percent' : given } : given),
    keys({ scheme: code().default('unit'), code: code(), label: line(), uri: webAddress().optional() }),
  );

const unitColumn = keys({ column: column(), words: words(unit()) });

/**
 * One unit for all figures, or a column that says it in every row. The names that begin with `$` are ours and no keys
 * of the file; places are looked up without them.
 */
const unitOrColumn = z.preprocess(
  (given) => {
    const inColumn = typeof given === 'object' && given !== null && ('column' in given || 'words' in given);
    return inColumn ? { $column: given } : { $every: given };
  },
  z.object({ $column: unitColumn.optional(), $every: unit().optional() }),
);

const goal = keys({
  code: code(),
  title: line(),
  outcomeStatement: text(20_000).optional(),
  source: webAddress().optional(),
});

const indicator = keys({
  series: oneOrMore(z.string().trim().max(1000)).optional(),
  code: code(),
  name: line(),
  definition: text(20_000),
  level: oneOf(indicatorLevels),
  kind: oneOf(indicatorKinds),
  countingUnit: oneOf(countingUnits),
  direction: oneOf(directions),
  tolerance: z
    .string()
    .refine((given) => parseDecimal(given) !== undefined, { error: 'a number is expected, such as 0.5' })
    .transform((given) => parseDecimal(given) ?? given)
    .optional(),
  unit: unit().optional(),
  multiplier: z
    .string()
    .refine((given) => parseDecimal(given) !== undefined, { error: 'a number is expected, such as 100' })
    .transform((given) => parseDecimal(given) ?? given)
    .optional(),
  frequency: oneOf(frequencies).optional(),
  aggregationAcrossOrganizations: oneOf(aggregations).default('NONE'),
  aggregationOverTime: oneOf(aggregations).default('NONE'),
  dimensions: z.array(code()).optional(),
  goals: oneOrMore(code()).default([]),
  identifiers: z.array(keys({ scheme: code(), code: code() })).default([]),
  source: webAddress().optional(),
});

const dimension = keys({
  column: column(),
  code: code().optional(),
  label: line().optional(),
  exclusive: yesOrNo().default(false),
  exhaustive: yesOrNo().default(false),
  total: oneOrMore(line()).default([]),
  categories: words(line()).optional(),
});

/** What a mapping file may say. Everything in it is text as it was written: `8.10` does not become 8.1. */
export const mappingSchema = keys({
  source: webAddress().optional(),
  encoding: oneOf(encodings).default('utf-8'),
  delimiter: oneOf(['comma', 'semicolon', 'tab', 'pipe']).default('comma'),
  decimal: oneOf(decimalMarks).default('point'),
  thousands: oneOf(groupMarks).default('none'),
  period: keys({ column: column(), form: oneOrMore(oneOf(periodForms)) }),
  value: column().optional(),
  numerator: column().optional(),
  denominator: column().optional(),
  base: column().optional(),
  markers: words(oneOf(['MISSING', 'NOT_APPLICABLE', 'SUPPRESSED_AT_SOURCE'])).default({}),
  status: keys({ column: column(), words: words(oneOf(observationStatuses)) }).optional(),
  unit: unitOrColumn.optional(),
  organization: column().optional(),
  series: oneOrMore(column()).default([]),
  leaveOut: z.array(oneOrMore(z.string().trim().max(1000))).default([]),
  dimensions: z.array(dimension).default([]),
  expect: words(oneOrMore(z.string().trim().max(1000))).default({}),
  ignore: oneOrMore(column()).default([]),
  repeated: oneOf(['refuse', 'set-aside']).default('refuse'),
  goals: z.array(goal).default([]),
  indicators: z.array(indicator).min(1),
});

/** A mapping as its schema reads it. */
export type MappingContent = z.output<typeof mappingSchema>;
/** How one indicator is described in a mapping. */
export type MappedIndicator = MappingContent['indicators'][number];
/** How one column of categories is described in a mapping. */
export type MappedDimension = MappingContent['dimensions'][number];
