import { identifierSchema } from '../shared/identifier.ts';
import { didYouMean } from '../shared/nearest.ts';
import { orgIdCodes } from './org-id-codes.ts';

/** How the codes of the register are formed, `US-EIN` or `CA_QC-QBC`; names of that form are the register's to give. */
const registerForm = /^[A-Z]{2}(_[A-Z]{2,3})?-[A-Z0-9]+([-_][A-Z0-9]+)*$/;

/** The Internal Revenue Service writes `12-3456789`; others leave out the hyphen. */
const employerNumber = /^(\d{2})-?(\d{7})$/;

/**
 * A name that a register gave to an organization, in one form, so that equal ones are equal texts.
 *
 * A scheme that has the form of a code of org-id.guide has to be one (else `UNKNOWN_CODE`, with the nearest there is);
 * small letters are brought to its capitals. Any other scheme is a site's own. A value of `US-EIN` is nine digits, with
 * or without the hyphen after the second, and is kept as `12-3456789` (else `INVALID`); values of other schemes are kept
 * as they are.
 *
 * @see https://org-id.guide for the schemes of organization registers
 * @see https://www.irs.gov/businesses/employer-identification-number for the form of an EIN
 * @example
 * organizationIdentifier.parse({ scheme: 'us-ein', value: '123456789' }); // { scheme: 'US-EIN', value: '12-3456789' }
 * organizationIdentifier.safeParse({ scheme: 'US-IEN', value: '12-3456789' }).success; // false
 */
export const organizationIdentifier = identifierSchema.transform(({ scheme: given, value }, context) => {
  const scheme = orgIdCodes.has(given.toUpperCase()) ? given.toUpperCase() : given;
  if (registerForm.test(scheme) && !orgIdCodes.has(scheme)) context.addIssue(unknownScheme(scheme));
  if (scheme !== 'US-EIN') return { scheme, value };
  const [, area, number] = employerNumber.exec(value) ?? [];
  if (area === undefined) context.addIssue(noEmployerNumber());
  return { scheme, value: `${area}-${number}` };
});

// A new one each time: whom it is handed to puts the path to the identifier before its own.
function noEmployerNumber() {
  return { code: 'custom' as const, path: ['value'], message: 'An EIN has nine digits, for example 12-3456789.' };
}

function unknownScheme(scheme: string) {
  const hint = didYouMean(scheme, orgIdCodes);
  return {
    code: 'custom' as const,
    path: ['scheme'],
    params: { issue: 'UNKNOWN_CODE' },
    message: `"${scheme}" is not a list of org-id.guide${hint}${hint ? ' ' : '; '}custom schemes must have another form, for example "our-town"`,
  };
}
