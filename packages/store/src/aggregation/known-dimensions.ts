import { InputError, knownWords } from '@collective-impact/sdk';

/**
 * Requires that the versions of an indicator have each of these dimensions. Throws an {@link InputError} that names the first
 * unknown dimension and the most similar known one. Dimensions that the viewer cannot see are unknown.
 */
export function requireKnownDimensions(
  by: readonly string[] | null | undefined,
  of: { indicator: string; versions: readonly { dimensions: readonly { code: string }[] }[] },
): void {
  const known = [...new Set(of.versions.flatMap(({ dimensions }) => dimensions.map(({ code }) => code)))].sort();
  const unknown = (by ?? []).find((code) => !known.includes(code));
  if (unknown === undefined) return;
  const rest = known.length === 0 ? ' It has no dimensions. Use `[]` for totals.' : knownWords(unknown, known);
  throw new InputError(`\`by\` has "${unknown}", which is not a dimension of the indicator "${of.indicator}".${rest}`);
}
