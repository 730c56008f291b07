import { didYouMean, parseDecimal } from '@collective-impact/sdk';
import {
  aggregations,
  countingUnits,
  denominatorsOverCategories,
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

/** Delimiters by their name in a mapping. */
export const delimiters = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;

const text = (longest: number) => z.string().trim().min(1).max(longest);
const code = () => text(100);
const line = () => text(300);
const webAddress = () =>
  z.url({ error: 'This is not a web address. Write one such as https://example.org/data.' }).max(2000);

/** The name of a column as in the header of the file. It can be empty, because some programs write a column without a name. */
const column = () => z.string().trim().max(300);

/** Words of the file with their meaning. The empty word is an empty field. */
const words = <T extends z.ZodType>(meaning: T) => z.record(z.string().trim().max(300), meaning);

/** A list of at least one entry. A single entry can be written without a list. */
const oneOrMore = <T extends z.ZodType>(entry: T) =>
  z.preprocess((input) => (input === undefined || Array.isArray(input) ? input : [input]), z.array(entry).min(1));

function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, {
    error: ({ input }) =>
      `${shown(input)} is not allowed here. Use ${values.join(', ')}.${didYouMean(String(input), values)}`,
  });
}

const yesOrNo = () => oneOf(['true', 'false']).transform((word) => word === 'true');

/** An object that has these keys and no others. */
function keys<T extends z.core.$ZodShape>(shape: T) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: ({ code: issue, keys: unknown }) =>
      issue === 'unrecognized_keys' && Array.isArray(unknown)
        ? `${unknown.map((key) => `\`${key}\` is not a key here.${didYouMean(String(key), known)}`).join(' ')} The keys are ${known.join(', ')}.`
        : undefined,
  });
}

function shown(input: unknown): string {
  return typeof input === 'string' ? `"${input.slice(0, 60)}"` : 'this';
}

/** A unit: `percent`, any other word, or a code with its scheme. */
const unit = () =>
  z.preprocess(
    (input) => (typeof input === 'string' ? { code: input, label: input === 'percent' ? 'Percent' : input } : input),
    keys({ scheme: code().default('unit'), code: code(), label: line(), uri: webAddress().optional() }),
  );

const unitColumn = keys({ column: column(), words: words(unit()) });

/**
 * One unit for all figures, or a column with the unit of each row. The names that begin with `$` are not keys of the file,
 * so that the lookup of places skips them.
 */
const unitOrColumn = z.preprocess(
  (input) => {
    const isColumn = typeof input === 'object' && input !== null && ('column' in input || 'words' in input);
    return isColumn ? { $column: input } : { $every: input };
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
    .refine((input) => parseDecimal(input) !== undefined, { error: '`tolerance` must be a number such as 0.5.' })
    .transform((input) => parseDecimal(input) ?? input)
    .optional(),
  unit: unit().optional(),
  multiplier: z
    .string()
    .refine((input) => parseDecimal(input) !== undefined, { error: '`multiplier` must be a number such as 100.' })
    .transform((input) => parseDecimal(input) ?? input)
    .optional(),
  frequency: oneOf(frequencies).optional(),
  aggregationAcrossOrganizations: oneOf(aggregations).default('NONE'),
  aggregationOverTime: oneOf(aggregations).default('NONE'),
  denominatorOverCategories: oneOf(denominatorsOverCategories).optional(),
  dimensions: z.array(code()).optional(),
  crossings: z
    .array(z.tuple([code(), code()]))
    .max(20)
    .default([]),
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

/** The keys of a mapping file. Every value is the text as written, so that `8.10` does not become 8.1. */
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
  organizationUrl: column().optional(),
  series: oneOrMore(column()).default([]),
  leaveOut: z.array(oneOrMore(z.string().trim().max(1000))).default([]),
  dimensions: z.array(dimension).default([]),
  expect: words(oneOrMore(z.string().trim().max(1000))).default({}),
  ignore: oneOrMore(column()).default([]),
  repeated: oneOf(['refuse', 'set-aside']).default('refuse'),
  goals: z.array(goal).default([]),
  indicators: z.array(indicator).min(1),
});

/** A mapping with its default values. */
export type MappingContent = z.output<typeof mappingSchema>;
/** One indicator of a mapping. */
export type MappedIndicator = MappingContent['indicators'][number];
/** One column of categories of a mapping. */
export type MappedDimension = MappingContent['dimensions'][number];
