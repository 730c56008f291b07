import { identifierSchema } from '../shared/identifier.ts';
import { nearest } from '../shared/nearest.ts';
import { orgIdCodes } from './org-id-codes.ts';

/** Form of the codes of the register, such as `US-EIN` and `CA_QC-QBC`. Custom schemes cannot have this form. */
const registerForm = /^[A-Z]{2}(_[A-Z]{2,3})?-[A-Z0-9]+([-_][A-Z0-9]+)*$/;

/** The Internal Revenue Service writes `12-3456789`. The hyphen is optional. */
const employerNumber = /^(\d{2})-?(\d{7})$/;

/**
 * An identifier that a register assigned to an organization, in a normalized form: equal identifiers are equal texts.
 *
 * A scheme with the form of an org-id.guide code must be in the register. Otherwise it is `UNKNOWN_CODE`, and the message
 * suggests the most similar code. A code of the register in lower case is changed to upper case. Every other scheme is a
 * custom scheme. A `US-EIN` value must have nine digits, with or without a hyphen after the second digit, and is stored as
 * `12-3456789`. Otherwise it is `INVALID`. Values of other schemes are stored unchanged.
 *
 * @see https://org-id.guide for the schemes of organization registers
 * @see https://www.irs.gov/businesses/employer-identification-number for the form of an EIN
 * @example
 * organizationIdentifier.parse({ scheme: 'us-ein', value: '123456789' }); // { scheme: 'US-EIN', value: '12-3456789' }
 * organizationIdentifier.safeParse({ scheme: 'US-IEN', value: '12-3456789' }).success; // false
 */
export const organizationIdentifier = identifierSchema.transform(({ scheme: enteredScheme, value }, context) => {
  const upperCase = enteredScheme.toUpperCase();
  const scheme = orgIdCodes.has(upperCase) ? upperCase : enteredScheme;
  if (registerForm.test(scheme) && !orgIdCodes.has(scheme)) context.addIssue(unknownScheme(scheme));
  if (scheme !== 'US-EIN') return { scheme, value };
  const [, area, number] = employerNumber.exec(value) ?? [];
  if (area === undefined) context.addIssue(invalidEmployerNumber(value));
  return { scheme, value: `${area}-${number}` };
});

// Zod prepends the path of the identifier to the path of the issue, so every call needs a new issue.
function invalidEmployerNumber(value: string) {
  const message = `"${value}" is not an EIN. Enter nine digits, for example 12-3456789.`;
  return { code: 'custom' as const, path: ['value'], message };
}

function unknownScheme(scheme: string) {
  const suggestion = nearest(scheme, orgIdCodes);
  const remedy = suggestion === undefined ? 'a scheme of org-id.guide' : `"${suggestion}"`;
  return {
    code: 'custom' as const,
    path: ['scheme'],
    params: { issue: 'UNKNOWN_CODE' },
    message: `"${scheme}" is not a scheme of org-id.guide. Use ${remedy}, or a custom scheme of another form, for example "our-town".`,
  };
}
