import * as z from 'zod';
import { line, shortCode, url } from './fields.ts';

/** A list of codes that the project carries; a site extends it by a scheme of its own. */
export interface CodeList {
  scheme: string;
  title: string;
  codes: readonly { code: string; label: string; uri?: string }[];
}

/**
 * A term of a code list: what it is called where (`scheme`), its stable `code`, its `label` for people, and
 * the `uri` of the term in a public list where it has one.
 */
export interface Code {
  scheme: string;
  code: string;
  label: string;
  uri: string | null;
}

/** A code as a user gives it: the label can be left out where the scheme is one of ours. */
export interface CodeInput {
  scheme?: string;
  code: string;
  label?: string | null;
  uri?: string | null;
}

/**
 * Validates a code against a list of ours.
 *
 * A code of the list's scheme (the default) must be on the list and takes its label from there; a code of
 * another scheme is a site's own and needs a label.
 */
export function codeOf(list: CodeList) {
  const known = new Map(list.codes.map((entry) => [entry.code, entry]));
  return codeShape(list.scheme).transform((input, context): Code => {
    if (input.scheme !== list.scheme) return siteCode(input, context);
    const entry = known.get(input.code);
    if (entry) return { scheme: list.scheme, code: entry.code, label: entry.label, uri: entry.uri ?? null };
    context.addIssue({
      code: 'custom',
      path: ['code'],
      params: { issue: 'UNKNOWN_CODE' },
      message: `"${input.code}" is not in the list "${list.scheme}": ${[...known.keys()].join(', ')}; or name a scheme of your own`,
    });
    return z.NEVER;
  });
}

/** Validates a code of any scheme, for lists that are not ours (units of measure, places). */
export function codeOfScheme(defaultScheme: string) {
  return codeShape(defaultScheme).transform(siteCode);
}

function codeShape(defaultScheme: string) {
  return z.object({
    scheme: shortCode().default(defaultScheme),
    code: shortCode(),
    label: line().nullish(),
    uri: url().nullish(),
  });
}

function siteCode(
  input: { scheme: string; code: string; label?: string | null; uri?: string | null },
  context: z.RefinementCtx,
): Code {
  if (!input.label) {
    context.addIssue({
      code: 'custom',
      path: ['label'],
      params: { issue: 'REQUIRED' },
      message: `a code of the scheme "${input.scheme}" needs a label: the list is not one that the gateway carries`,
    });
    return z.NEVER;
  }
  return { scheme: input.scheme, code: input.code, label: input.label, uri: input.uri ?? null };
}
