import type { Code } from '@collective-impact/sdk';
import { lastPartOfIri } from '../shared/cids-code.ts';
import { type CidsNode, jsonText, linkIn, type NoteTaker, textIn } from '../shared/cids-node.ts';

/**
 * Labels of the units in the CIDS list.
 *
 * @see https://codelist.commonapproach.org/codeLists/UnitsOfMeasureList
 */
const listed: Record<string, string> = {
  percentUnit: 'Percent',
  countUnit: 'Count',
  ratioUnit: 'Ratio',
  scoreUnit: 'Score',
  dayUnit: 'Days',
  tonne: 'Tonne',
  megatonne: 'Megatonne',
  kilogram: 'Kilogram',
  cad: 'Canadian Dollar',
  cadMillions: 'Millions of Canadian Dollars',
  foot: 'Foot',
  squareFoot: 'Square Foot',
  cubicMeter: 'Cubic Meter',
};

/** Units without a meaning of their own. The unit is then in `unitDescription`. */
const unspecific: ReadonlySet<string> = new Set(['countUnit', 'unspecifiedUnit', 'population_cardinality_unit']);

const percentWords: ReadonlySet<string> = new Set(['%', 'percent', 'percentage', 'per cent', 'pct', 'percentage (%)']);

const peopleWords: ReadonlySet<string> = new Set(
  (
    'people persons person individuals individual participants participant students student pupils pupil learners ' +
    'learner youth youths child children clients client members member employees employee workers worker volunteers ' +
    'volunteer beneficiaries beneficiary adults adult women woman men girls girl boys boy residents resident patients ' +
    'patient newcomers newcomer trainees trainee graduates graduate teachers teacher tenants tenant ' +
    'personnes personne jeunes jeune élèves élève participantes participante bénévoles bénévole enfants enfant'
  ).split(' '),
);

/** The unit of a node, from `i72:unit_of_measure` and `unitDescription`. Undefined if it has neither. */
export function takeUnit(node: CidsNode, notes: NoteTaker): Code | undefined {
  const description = node.takeText('unitDescription', notes);
  const words = node.take('unit_of_measure').flatMap((value) => {
    const word = value instanceof Map ? (linkIn(value) ?? labelIn(node.part(value), notes)) : textIn(value)[0];
    return word ?? [];
  });
  for (const further of words.slice(1)) {
    const detail = `"${further}" is ignored, because the property can have one value.`;
    notes.dropped({ kind: `additional value of ${node.label}.unit_of_measure`, place: node.place, detail });
  }
  const [word] = words;
  if (word === undefined) return description === undefined ? undefined : unitOf(description);
  const name = lastPartOfIri(word).replace(/^[a-z0-9]+:/i, '');
  if (description === undefined) return unitOf(listed[name] ?? (isLink(word) ? name : word));
  if (unspecific.has(name)) return unitOf(description);
  const unit = unitOf(listed[name] ?? (isLink(word) ? name : word));
  if (unit.code !== unitOf(description).code) {
    const detail = `"${description}" is ignored. The unit is "${unit.label}", from unit_of_measure.`;
    notes.dropped({ kind: `${node.label}.unitDescription`, place: node.place, detail });
  }
  return unit;
}

/** Whether the label of a unit has a word for people. */
export function countsPeople(unit: Code): boolean {
  return unit.label
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .some((word) => peopleWords.has(word));
}

function labelIn(unit: CidsNode, notes: NoteTaker): string | undefined {
  const label = ['label', 'hasName', 'symbol']
    .map((term) => unit.takeText(term, notes))
    .find((text) => text !== undefined);
  unit.noteRest(notes);
  return label;
}

function isLink(word: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\S+$/i.test(word);
}

function unitOf(label: string): Code {
  const word = label.trim().replace(/\s+/g, ' ').slice(0, 300);
  const lower = word.toLowerCase();
  if (percentWords.has(lower)) return { scheme: 'unit', code: 'percent', label: 'Percent', uri: null };
  const code = lower.replace(/[^\p{L}\p{N}%$€£]+/gu, '-').replace(/^-+|-+$/g, '');
  return { scheme: 'unit', code: (code === '' ? jsonText(word) : code).slice(0, 100), label: word, uri: null };
}
