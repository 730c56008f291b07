import { InputError, knownWords } from '@collective-impact/sdk';
import type { Reader } from '../reader.ts';
import type { RowStatement } from '../rows/row-statement.ts';

const mostListed = 30;

/**
 * Requires that an argument names a record that the viewer can see. Throws an {@link InputError} that lists the known values, at
 * most 30. An argument that is null or undefined names nothing.
 */
export function requireKnown<Value extends string | number>(
  value: Value | null | undefined,
  { argument, noun, known }: { argument: string; noun: string; known: readonly Value[] },
): void {
  if (value == null || known.includes(value)) return;
  const more = known.length > mostListed ? [`and ${known.length - mostListed} more`] : [];
  const listed = [...known.slice(0, mostListed), ...more].join(', ');
  const rest = known.length === 0 ? `There is none. Omit \`${argument}\`.` : `Known values: ${listed}.`;
  throw new InputError(`\`${argument}\` is ${value}, which is not ${noun}. ${rest}`);
}

/**
 * Requires that a code by which a list was filtered is in use in some ecosystem, if the list is empty. Throws an
 * {@link InputError} that lists the codes in use and the most similar one. One statement for all such lists of a request; none if
 * the list has entries or no code is given.
 */
export async function requireUsedCode(
  reader: Reader,
  of: {
    rows: readonly unknown[];
    code: string | null | undefined;
    argument: string;
    /** Selects the codes in use that the viewer may see. */
    used: RowStatement<{ code: string }>;
    /** Codes that need not be in use. */
    known?: readonly string[];
  },
): Promise<void> {
  const { rows, code, argument, used, known = [] } = of;
  if (code == null || rows.length > 0 || known.includes(code)) return;
  const codes = await reader
    .loader<string, string[]>(`codes#${argument}`, async (keys) => {
      const found = [...new Set([...known, ...(await reader.rows(used)).map((row) => row.code)])].sort();
      return keys.map(() => found);
    })
    .load('');
  if (codes.includes(code)) return;
  const rest = codes.length === 0 ? ` There is none. Omit \`${argument}\`.` : knownWords(code, codes);
  throw new InputError(`\`${argument}\` is "${code}". Nothing that you can see has this code.${rest}`);
}
