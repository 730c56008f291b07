import { decimalLimits, parseDecimal } from '@collective-impact/sdk';

/** What stands before the decimals of a number. */
export const decimalMarks = ['point', 'comma'] as const;
/** What stands between groups of three digits; `space` is any kind of space. */
export const groupMarks = ['none', 'comma', 'point', 'space', 'apostrophe'] as const;

/** How a file writes its numbers. */
export interface NumberForm {
  decimal: (typeof decimalMarks)[number];
  thousands: (typeof groupMarks)[number];
}

const decimalPattern = { point: '\\.', comma: ',' } as const;
const groupPattern = { comma: ',', point: '\\.', space: '[ \\u00a0\\u202f\\u2009]', apostrophe: "['’]" } as const;

/**
 * Answers a function that reads one number in the given form as a canonical decimal, or undefined.
 *
 * With a thousands mark, numbers without any are read too, but groups that are not of three digits are refused.
 */
export function numberReader({ decimal, thousands }: NumberForm): (text: string) => string | undefined {
  if (decimal === 'point' && thousands === 'none') return parseDecimal;
  const plain = plainReader({ decimal, thousands });
  return (text) => {
    const written = plain(text);
    return written === undefined ? undefined : parseDecimal(written);
  };
}

/** What is wrong with a number that has more digits than a figure can have; undefined where it is no number at all. */
export function digitsFault(text: string, form: NumberForm): { found: string; remedy: string } | undefined {
  if (plainReader(form)(text) === undefined) return undefined;
  const { digits, scale } = decimalLimits;
  return {
    found: 'is a number with more digits than a figure can have',
    remedy: `A figure has at most ${digits} digits in all, and at most ${scale} of them after the decimal mark: round it, or correct it.`,
  };
}

/** Answers a function that writes a number of the given form with a decimal point and without groups, however long. */
function plainReader({ decimal, thousands }: NumberForm): (text: string) => string | undefined {
  const mark = decimalPattern[decimal];
  const group = thousands === 'none' ? undefined : groupPattern[thousands];
  const whole = group === undefined ? '\\d*' : `(?:\\d{1,3}(?:${group}\\d{3})+|\\d*)`;
  const pattern = new RegExp(`^([+-]?)(${whole})(?:${mark}(\\d*))?([eE][+-]?\\d+)?$`);
  return (text) => {
    const parts = pattern.exec(text);
    const [, sign = '', grouped = '', fraction = '', exponent = ''] = parts ?? [];
    if (grouped + fraction === '') return undefined;
    return `${sign}${grouped.replace(/\D/g, '')}.${fraction}${exponent}`;
  };
}

/** What to change in a mapping so that `text` would be read as a number, where there is such a thing. */
export function numberFormAdvice(text: string, form: NumberForm): string {
  if (text.endsWith('%')) {
    return 'Take the percent sign out of the column; the unit of the indicator says that the figures are percentages.';
  }
  for (const decimal of decimalMarks) {
    for (const thousands of groupMarks) {
      if (thousands === decimal || (decimal === form.decimal && thousands === form.thousands)) continue;
      if (numberReader({ decimal, thousands })(text) === undefined) continue;
      return `If the file writes its numbers so, say "decimal: ${decimal}" and "thousands: ${thousands}" in the mapping.`;
    }
  }
  return 'Correct the figure, or list the mark under "markers" in the mapping if it stands for a missing value.';
}
