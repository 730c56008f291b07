import { type Code, parseDecimal } from '@collective-impact/sdk';
import { takeUnit } from '../indicator/index.ts';
import { type CidsNode, isEmpty, linkIn, type NoteTaker, textIn } from '../shared/cids-node.ts';
import { type Json, JsonNumber } from '../shared/json-tree.ts';
import { sourceFailure } from '../shared/source-failure.ts';
import { digitsFault } from './csv/number-form.ts';

/** The values of a report: numbers as canonical decimals, and texts, each once, with their units. */
export interface CidsValue {
  numbers: string[];
  words: string[];
  units: Code[];
}

const numberTerms = ['numerical_value', 'hasNumericalValue', 'numericalValue'];

/**
 * The value of a report: a number, a text, an `i72:Measure` in the report or elsewhere in the document (`measures`), or a
 * list of these. A text without digits, such as "yes", is in `words`. Throws a `SourceError` if a text has digits and is
 * not a number.
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
      const { fault, remedy } = digitsFault(text, { decimal: 'point', thousands: 'none' }) ?? {
        fault: 'is not a number',
        remedy: 'Write digits with a decimal point, such as 1283 or 8.5.',
      };
      throw sourceFailure({ place: node.place, fault: `The value "${text.slice(0, 60)}" ${fault}.`, remedy });
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
      const detail = `value "${linkIn(value)}" is ignored, because the file has no measure with this @id.`;
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
