import * as z from 'zod';
import { line, shortCode, url } from './fields.ts';

/** A built-in list of codes. Custom codes have another scheme. */
export interface CodeList {
  scheme: string;
  title: string;
  codes: readonly { code: string; label: string; uri?: string }[];
}

/**
 * A code with its code list (`scheme`), its `label` for people, and its `uri` in a public code list. The `uri` is null if
 * there is none.
 */
export interface Code {
  scheme: string;
  code: string;
  label: string;
  uri: string | null;
}

/** A code in the input of a command. The label may be omitted if the scheme is a built-in code list. */
export interface CodeInput {
  scheme?: string;
  code: string;
  label?: string | null;
  uri?: string | null;
}

/**
 * Validates a code against a built-in code list.
 *
 * A code of the list's scheme, which is the default, must be in the list and takes its label from it. A code of another
 * scheme is a custom code and requires a label.
 */
export function codeOf(list: CodeList) {
  const known = new Map(list.codes.map((entry) => [entry.code, entry]));
  return codeShape(list.scheme).transform((input, context): Code => {
    if (input.scheme !== list.scheme) return customCode(input, context);
    const entry = known.get(input.code);
    if (entry) return { scheme: list.scheme, code: entry.code, label: entry.label, uri: entry.uri ?? null };
    context.addIssue({
      code: 'custom',
      path: ['code'],
      params: { issue: 'UNKNOWN_CODE' },
      message: `"${input.code}" is not in the code list "${list.scheme}". Use one of ${[...known.keys()].join(', ')}, or set \`scheme\` and \`label\` for a custom code.`,
    });
    return z.NEVER;
  });
}

/** Validates a code of any scheme, for code lists that are not built in, such as units of measure and places. */
export function codeOfScheme(defaultScheme: string) {
  return codeShape(defaultScheme).transform(customCode);
}

function codeShape(defaultScheme: string) {
  return z.object({
    scheme: shortCode().default(defaultScheme),
    code: shortCode(),
    label: line().nullish(),
    uri: url().nullish(),
  });
}

function customCode(
  input: { scheme: string; code: string; label?: string | null; uri?: string | null },
  context: z.RefinementCtx,
): Code {
  if (!input.label) {
    context.addIssue({
      code: 'custom',
      path: ['label'],
      params: { issue: 'REQUIRED' },
      message: `\`label\` is required, because "${input.scheme}" is not a built-in code list.`,
    });
    return z.NEVER;
  }
  return { scheme: input.scheme, code: input.code, label: input.label, uri: input.uri ?? null };
}
