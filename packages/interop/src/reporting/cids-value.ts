import { type Code, parseDecimal } from '@collective-impact/sdk';
import { takeUnit } from '../indicator/index.ts';
import { type CidsNode, isEmpty, linkIn, type NoteTaker, textIn } from '../shared/cids-node.ts';
import { type Json, JsonNumber } from '../shared/json-tree.ts';
import { sourceFailure } from '../shared/source-failure.ts';
import { digitsFault } from './csv/number-form.ts';

/** What the value of a report says: numbers, as canonical decimals, or words; each once, with the units they state. */
export interface CidsValue {
  numbers: string[];
  words: string[];
  units: Code[];
}

const numberTerms = ['numerical_value', 'hasNumericalValue', 'numericalValue'];

/**
 * The value of a report: a number, a text that is one, an `i72:Measure` inside it or elsewhere in the document
 * (`measures`), or a list of any of these. A text without a digit, such as "yes", is words. Throws a `SourceError` where a
 * text has digits and is no number.
 */
export function takeValue(
  node: CidsNode,
  { measures, notes }: { measures: ReadonlyMap<string, CidsNode>; notes: NoteTaker },
): CidsValue {
  const numbers = new Set<string>();
  const words = new Set<string>();
  const units: Code[] = [];
  const read = (text: string): void => {
    const number = parseDecimal(text);
    if (number === undefined && !/\p{N}/u.test(text)) {
      words.add(text);
      return;
    }
    if (number === undefined) {
      const fault = digitsFault(text, { decimal: 'point', thousands: 'none' }) ?? {
        found: 'is not a number',
        remedy: 'Write it in digits with a decimal point, such as 1283 or 8.5.',
      };
      throw sourceFailure({
        place: node.place,
        found: `the value is "${text.slice(0, 60)}", which ${fault.found}`,
        remedy: fault.remedy,
      });
    }
    numbers.add(number);
  };
  const readMeasure = (measure: CidsNode): void => {
    for (const term of [...numberTerms, 'value']) {
      for (const value of measure.take(term)) textIn(value).forEach(read);
    }
    const unit = takeUnit(measure, notes);
    if (unit !== undefined) units.push(unit);
  };
  for (const value of node.take('value')) {
    const elsewhere = measures.get(linkIn(value) ?? '');
    if (elsewhere !== undefined) {
      readMeasure(elsewhere);
    } else if (value instanceof Map && !value.has('@value')) {
      const measure = node.part(value);
      readMeasure(measure);
      measure.noteRest(notes);
    } else if (isLinkElsewhere(value)) {
      const detail = `value "${linkIn(value)}": there is no measure of this @id in the file`;
      notes.dropped({ kind: 'link to a missing node', place: node.place, detail });
    } else if (!isEmpty(value)) {
      textIn(value).forEach(read);
    }
  }
  for (const term of numberTerms) {
    for (const value of node.take(term)) textIn(value).forEach(read);
  }
  return { numbers: [...numbers], words: [...words], units };
}

function isLinkElsewhere(value: Json): boolean {
  return (
    !(value instanceof JsonNumber) && typeof value === 'string' && /^(?:_:|[a-z][a-z0-9+.-]*:\/\/)\S+$/i.test(value)
  );
}
