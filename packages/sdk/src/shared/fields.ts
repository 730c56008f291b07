import * as z from 'zod';
import { isTimeZone } from './dates/today.ts';
import { namedField, sentValue } from './named-field.ts';
import { expectedDecimal, parseDecimal } from './numbers/decimal.ts';
import { controlCharacterIn, isVisible } from './storable-text.ts';
import { thresholdLimits } from './threshold-limits.ts';
import { decodeTypeId } from './type-id.ts';

/** The message for a value that is not valid. Undefined for a missing value or another type, which `parseCommand` explains. */
const expected =
  (valid: string) =>
  ({ code, path = [], input }: { code?: string; path?: PropertyKey[]; input?: unknown }): string | undefined =>
    code === 'invalid_type' ? undefined : `${namedField(path)} must be ${valid}.${sentValue(input)}`;

/**
 * A text with at least one visible character, and without control characters: in a terminal or a spreadsheet they can hide or
 * replace what others see. Several lines can contain tabs and line breaks.
 */
const text = (most: number, { lines }: { lines: 'ONE' | 'SEVERAL' }) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((value) => value === '' || isVisible(value), {
      params: { issue: 'REQUIRED' },
      error: ({ path = [] }) => `${namedField(path)} must contain a visible character.`,
    })
    .refine((value) => controlCharacterIn(value, lines) === undefined, {
      error: ({ path = [], input }) =>
        `${namedField(path)} must not contain the control character ${controlCharacterIn(String(input), lines)}. Remove it.`,
    });

/** The schemas of texts in which anything can be written, also the name of a person. */
export const freeTexts = z.registry<{ isFreeText: true }>();

/** One line of text: a name or a title. At most 300 characters. */
export const line = () => text(300, { lines: 'ONE' }).register(freeTexts, { isFreeText: true });

/** Longer text: a statement or a definition. At most 20,000 characters. */
export const prose = () => text(20_000, { lines: 'SEVERAL' }).register(freeTexts, { isFreeText: true });

/** A short code that the user chooses, such as `G1` or `8.6.1`. At most 100 characters. */
export const shortCode = () => text(100, { lines: 'ONE' });

/** The smallest number of people that a figure may count, such as a disclosure threshold: see {@link thresholdLimits}. */
export const threshold = () => z.int().min(thresholdLimits.least).max(thresholdLimits.most);

/** A calendar date, `YYYY-MM-DD`. */
export const date = () => z.iso.date({ error: expected('a date such as 2025-08-31') });

/**
 * A web address. It uses http or https, so that a page can link to it safely, and contains no user name or password, because
 * others can see it.
 */
export const url = () =>
  z
    .url({ protocol: /^https?$/, error: expected('a web address that begins with https:// or http://') })
    .max(2000)
    .refine((address) => controlCharacterIn(address, 'ONE') === undefined, {
      error: ({ path = [], input }) =>
        `${namedField(path)} must not contain the control character ${controlCharacterIn(String(input), 'ONE')}. Remove it.`,
    })
    .refine((address) => !hasCredentials(address), {
      error: ({ path = [] }) =>
        `${namedField(path)} must not contain a user name or password, because others can see the URL. Remove them.`,
    })
    .register(freeTexts, { isFreeText: true });

function hasCredentials(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username !== '' || password !== '';
}

/** A list without duplicates. Entries with the same `key` are duplicates. */
export const distinct = <Entry extends z.ZodType>(list: z.ZodArray<Entry>, key: (entry: z.output<Entry>) => string) =>
  list.superRefine((entries, context) => {
    const first = new Map<string, number>();
    for (const [index, entry] of entries.entries()) {
      const earlier = first.get(key(entry));
      if (earlier === undefined) first.set(key(entry), index);
      else {
        const message = `This entry repeats the entry with index ${earlier}. Remove one of them.`;
        context.addIssue({ code: 'custom', path: [index], params: { issue: 'DUPLICATE' }, message });
      }
    }
  });

/** An ISO 8601 duration, such as `P1M` or `PT90M`. */
export const duration = () => z.iso.duration({ error: expected('an ISO 8601 duration such as P1M or PT90M') }).max(50);

/** The ISO 4217 code of a current or former currency, such as `USD`. The codes are those of the CLDR data in the runtime. */
export const currency = () =>
  z
    .string()
    .regex(/^[A-Z]{3}$/, { error: expected('an ISO 4217 currency code such as USD'), abort: true })
    .refine(isCurrency, {
      params: { issue: 'UNKNOWN_CODE' },
      error: expected('an ISO 4217 currency code such as USD'),
    });

/** Excludes the codes for tests (XTS) and for no currency (XXX), which the runtime also knows. */
function isCurrency(code: string): boolean {
  const names = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' });
  return code !== 'XTS' && code !== 'XXX' && names.of(code) !== undefined;
}

/** The schemas that are references, with the prefix of their ids, and whether they may refer to another ecosystem. */
export const references = z.registry<{ prefix: string; crossing: boolean }>();

/** The TypeID of something that is not a record, with this prefix. */
export const typeId = (prefix: string) =>
  z.string().refine((text) => decodeTypeId(prefix, text) !== undefined, {
    error: expected(`an id with the prefix ${prefix}_`),
  });

/** A reference to a record by its TypeID. The record belongs to the same ecosystem unless the reference is `crossing`. */
export const reference = (prefix: string, { crossing = false }: { crossing?: boolean } = {}) =>
  typeId(prefix).register(references, { prefix, crossing });

/** An exact decimal number as a string, converted to its canonical form. */
export const decimal = () =>
  z.string().transform((text, context) => {
    const canonical = parseDecimal(text);
    if (canonical !== undefined) return canonical;
    const written = text.length > 60 ? `${text.slice(0, 60)}…` : text;
    const message = `"${written}" cannot be stored as a decimal number. Write ${expectedDecimal(text)}.`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

/** The IANA name of a time zone. See {@link isTimeZone}. */
export const timeZone = () =>
  z.string().refine(isTimeZone, { error: expected('the IANA name of a time zone such as America/Chicago') });

/** A month and a day, `MM-DD`, on which a school or fiscal year begins. 29 February is invalid: not every year has it. */
export const monthDay = () =>
  z.string().refine((text) => text !== '02-29' && z.iso.date().safeParse(`2001-${text}`).success, {
    error: expected('a month and a day that every year has, such as 09-01'),
  });
