import { decimalLimits, parseDecimal } from '@collective-impact/sdk';

/** The decimal mark of a number. */
export const decimalMarks = ['point', 'comma'] as const;
/** The mark between groups of three digits. `space` is any kind of space. */
export const groupMarks = ['none', 'comma', 'point', 'space', 'apostrophe'] as const;

/** How a file writes its numbers. */
export interface NumberForm {
  decimal: (typeof decimalMarks)[number];
  thousands: (typeof groupMarks)[number];
}

const decimalPattern = { point: '\\.', comma: ',' } as const;
const groupPattern = { comma: ',', point: '\\.', space: '[ \\u00a0\\u202f\\u2009]', apostrophe: "['’]" } as const;

/**
 * Returns a function that reads a number in this form as a canonical decimal. It returns undefined for any other text.
 *
 * If the form has a thousands mark, numbers without the mark are read too. Groups must have three digits.
 */
export function numberReader({ decimal, thousands }: NumberForm): (text: string) => string | undefined {
  if (decimal === 'point' && thousands === 'none') return parseDecimal;
  const plain = plainReader({ decimal, thousands });
  return (text) => {
    const number = plain(text);
    return number === undefined ? undefined : parseDecimal(number);
  };
}

/** The fault of a number with more digits than a figure can have. Undefined if the text is not a number. */
export function digitsFault(text: string, form: NumberForm): { fault: string; remedy: string } | undefined {
  if (plainReader(form)(text) === undefined) return undefined;
  const { digits, scale } = decimalLimits;
  return {
    fault: 'has too many digits',
    remedy: `Round the number to at most ${digits} digits in total, and at most ${scale} after the decimal mark.`,
  };
}

/** Returns a function that rewrites a number of this form with a decimal point and without groups. It returns undefined for any other text. */
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

/** What to change so that `text` can be imported: the number format in the mapping, or the text itself. */
export function numberFormAdvice(text: string, form: NumberForm): string {
  if (text.endsWith('%')) {
    return 'Remove the percent sign. Set `unit: percent` in the mapping instead.';
  }
  for (const decimal of decimalMarks) {
    for (const thousands of groupMarks) {
      if (thousands === decimal || (decimal === form.decimal && thousands === form.thousands)) continue;
      if (numberReader({ decimal, thousands })(text) === undefined) continue;
      return `If all numbers of the file have this format, set \`decimal: ${decimal}\` and \`thousands: ${thousands}\` in the mapping.`;
    }
  }
  return 'Correct the figure. If it means that there is no figure, add it to `markers` in the mapping.';
}
