import { InputError } from '@collective-impact/sdk';

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
