import * as z from 'zod';
import { expectedDecimal, parseDecimal } from './decimal.ts';
import { isVisible } from './storable-text.ts';
import { isTimeZone } from './today.ts';
import { decodeTypeId } from './type-id.ts';

/** A text that shows something; one of signs that nobody sees is as good as empty. */
const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((value) => value === '' || isVisible(value), {
      params: { issue: 'REQUIRED' },
      error: 'this shows nothing: it has none but invisible characters',
    });

/** One line of text for people: a name, a title. At most 300 characters. */
export const line = () => text(300);

/** Prose: a statement, a definition. At most 20,000 characters. */
export const prose = () => text(20_000);

/** A short machine-readable name chosen by the user, such as `G1` or `8.6.1`. */
export const shortCode = () => text(100);

/** A calendar date, `YYYY-MM-DD`. */
export const date = () => z.iso.date();

/** A web address: of http or https, so that a page can link to it safely, and without a password, which all would see. */
export const url = () =>
  z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .refine((address) => !hasCredentials(address), {
      error: 'an address here is seen by others: leave out the user name and the password',
    });

function hasCredentials(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username !== '' || password !== '';
}

/** A list in which nothing is said twice; `key` is the same for entries that say the same. */
export const distinct = <Entry extends z.ZodType>(list: z.ZodArray<Entry>, key: (entry: z.output<Entry>) => string) =>
  list.superRefine((entries, context) => {
    const first = new Map<string, number>();
    for (const [index, entry] of entries.entries()) {
      const earlier = first.get(key(entry));
      if (earlier === undefined) first.set(key(entry), index);
      else {
        const message = `entry ${earlier} of the list says the same: say it once`;
        context.addIssue({ code: 'custom', path: [index], params: { issue: 'DUPLICATE' }, message });
      }
    }
  });

/** A length of time as ISO 8601 writes it: `P1M`, `PT90M`. */
export const duration = () => z.iso.duration().max(50);

/** A currency by its ISO 4217 code, `USD`: one that is or was money somewhere, as far as the runtime's CLDR knows it. */
export const currency = () =>
  z
    .string()
    .regex(/^[A-Z]{3}$/, { error: 'an ISO 4217 code is expected, such as USD', abort: true })
    .refine(isCurrency, { params: { issue: 'UNKNOWN_CODE' }, error: 'no currency of ISO 4217 has this code' });

/** The codes for testing and for no currency have names too. */
function isCurrency(code: string): boolean {
  const names = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' });
  return code !== 'XTS' && code !== 'XXX' && names.of(code) !== undefined;
}

/** Which schemas are references, and the prefix of the ids that they take. */
export const references = z.registry<{ prefix: string; crossing: boolean }>();

/** A reference to a record, as its TypeID: one of the same ecosystem, unless it is `crossing`. */
export const reference = (prefix: string, { crossing = false }: { crossing?: boolean } = {}) =>
  z
    .string()
    .refine((text) => decodeTypeId(prefix, text) !== undefined, { error: `an id of the form ${prefix}_… is expected` })
    .register(references, { prefix, crossing });

/** An exact decimal number as a string, brought to its canonical form. */
export const decimal = () =>
  z.string().transform((text, context) => {
    const canonical = parseDecimal(text);
    if (canonical !== undefined) return canonical;
    const given = text.length > 60 ? `${text.slice(0, 60)}…` : text;
    context.addIssue({
      code: 'custom',
      message: `"${given}" is no decimal number here: ${expectedDecimal(text)} is expected`,
    });
    return z.NEVER;
  });

/** The name of a time zone: see {@link isTimeZone}. */
export const timeZone = () =>
  z.string().refine(isTimeZone, { error: 'the IANA name of a time zone is expected, such as America/Chicago' });

/** A month and a day, `MM-DD`, on which a year of the ecosystem's begins; 29 February does not exist every year. */
export const monthDay = () =>
  z.string().refine((text) => text !== '02-29' && z.iso.date().safeParse(`2001-${text}`).success, {
    error: 'a month and a day are expected, such as 09-01',
  });
