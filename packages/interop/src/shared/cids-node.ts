import type { SourceLocation } from '@collective-impact/sdk';
import { CidsTerms } from './cids-terms.ts';
import { type Json, JsonNumber, type JsonObject } from './json-tree.ts';

/** Where notes about a document go. */
export interface NoteTaker {
  repaired(note: { kind: string; place: SourceLocation; detail: string }): void;
  dropped(note: { kind: string; place: SourceLocation; detail: string }): void;
  setAside(note: { kind: string; place: SourceLocation; detail: string }): void;
}

const takenTypes = ['Organization', 'Outcome', 'Indicator', 'IndicatorReport'] as const;
/** The kinds of node that an import takes. */
export type TakenType = (typeof takenTypes)[number];

interface Property {
  /** The keys it was written under. */
  keys: string[];
  values: Json[];
}

/**
 * A node of a CIDS document, by the terms of its properties. It keeps account of which of them were asked for, so that
 * what nobody asked for can be listed.
 */
export class CidsNode {
  readonly place: SourceLocation;
  /** The `@id`, or the node's position in the document where it has none. */
  readonly key: string;
  /** Whether the node has an `@id`. */
  readonly named: boolean;
  /** The terms of its types; what is not of the CIDS vocabularies stands as it is written. */
  readonly types: readonly string[];
  readonly #properties = new Map<string, Property>();
  readonly #taken = new Set<string>();
  readonly #takenTypes = new Set<string>();
  readonly #terms: CidsTerms;

  constructor(
    object: JsonObject,
    { terms, place, position }: { terms: CidsTerms; place: SourceLocation; position: string },
  ) {
    const own = object.has('@context') ? new CidsTerms(object.get('@context')) : terms;
    this.#terms = own;
    const termOf = (written: string): string | undefined => own.term(written) ?? terms.term(written);
    const id = object.get('@id') ?? object.get('id');
    this.named = typeof id === 'string' && id !== '';
    this.key = typeof id === 'string' && id !== '' ? id : position;
    this.place = { ...place, node: this.key };
    this.types = [object.get('@type') ?? object.get('type') ?? []]
      .flat()
      .filter((type) => typeof type === 'string')
      .map((type) => termOf(type) ?? type);
    for (const [key, value] of object) {
      if (key === '@context' || (key === 'id' && value === id) || key === '@id') continue;
      if (key === '@type' || (key === 'type' && !object.has('@type'))) continue;
      this.add(termOf(key) ?? key, { key, values: [value].flat() });
    }
  }

  /** Which of the taken types it is. */
  get type(): TakenType | undefined {
    return takenTypes.find((type) => this.types.includes(type));
  }

  /** The properties as they are written. */
  get keys(): string[] {
    return [...this.#properties.values()].flatMap(({ keys }) => keys);
  }

  /** Whether any of its properties was asked for. */
  get asked(): boolean {
    return this.#taken.size > 0;
  }

  /** All that the node says, as text: equal for nodes that say the same in the same order. */
  get content(): string {
    return writtenOut([...this.#properties].map(([term, { values }]) => [term, values]));
  }

  /** Adds values of a property, leaving out those that it has already. */
  add(term: string, { key, values }: { key: string; values: readonly Json[] }): void {
    const property = this.#properties.get(term) ?? { keys: [], values: [] };
    this.#properties.set(term, property);
    if (!property.keys.includes(key)) property.keys.push(key);
    if (property.values.length === 0 && values.length === 1) {
      property.values.push(...values);
      return;
    }
    const known = new Set(property.values.map(writtenOut));
    for (const value of values) {
      const written = writtenOut(value);
      if (known.has(written)) continue;
      known.add(written);
      property.values.push(value);
    }
  }

  /** Takes over what another node of the same `@id` says. */
  merge(other: CidsNode): void {
    for (const [term, { keys, values }] of other.#properties) {
      for (const key of keys) this.add(term, { key, values });
    }
  }

  /** The values of a property; none where it is not there. */
  take(term: string): readonly Json[] {
    this.#taken.add(term);
    return this.#properties.get(term)?.values ?? [];
  }

  /** The `@id`s that a property refers to. */
  takeLinks(term: string, notes: NoteTaker): string[] {
    return this.take(term).flatMap((value) => {
      const link = linkIn(value);
      if (link === undefined && !isEmpty(value)) this.#noteUnclear(term, { value, notes });
      return link ?? [];
    });
  }

  /** The text of a property that has one; undefined where it is not there or empty. Further texts are noted. */
  takeText(term: string, notes: NoteTaker): string | undefined {
    const texts = this.take(term).flatMap((value) => {
      const found = textIn(value);
      if (found.length === 0 && !isEmpty(value)) this.#noteUnclear(term, { value, notes });
      return found;
    });
    for (const other of texts.slice(1)) {
      const detail = `"${other}": the property has another value already, and can have one`;
      notes.dropped({ kind: `further value of ${this.label}.${term}`, place: this.place, detail: shortened(detail) });
    }
    return texts[0];
  }

  /** An object within the node, read by the same terms. */
  part(object: JsonObject): CidsNode {
    return new CidsNode(object, { terms: this.#terms, place: this.place, position: this.key });
  }

  #noteUnclear(term: string, { value, notes }: { value: Json; notes: NoteTaker }): void {
    const kind = `value of ${this.label}.${term} not understood`;
    notes.dropped({ kind, place: this.place, detail: shortened(writtenOut(value)) });
  }

  /** Whether it is, beside its own type, of this one too. */
  takeType(term: string): boolean {
    this.#takenTypes.add(term);
    return this.types.includes(term);
  }

  /** Lists every property and further type that was not taken. */
  noteRest(notes: NoteTaker): void {
    for (const type of this.types) {
      if (type === this.label || this.#takenTypes.has(type)) continue;
      notes.dropped({ kind: `${this.label}.@type`, place: this.place, detail: `@type: "${type}"` });
    }
    for (const [term, { keys, values }] of this.#properties) {
      if (this.#taken.has(term)) continue;
      const detail = `${keys.join(', ')}: ${writtenOut(values.length === 1 ? (values[0] ?? '') : [...values])}`;
      notes.dropped({ kind: `${this.label}.${term}`, place: this.place, detail: shortened(detail) });
    }
  }

  /** What the node is called in notes. */
  get label(): string {
    return this.type ?? this.types[0] ?? 'node without a type';
  }
}

/** The texts of a value: of a literal, of a JSON-LD value object; none of an empty text, a link or another object. */
export function textIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(textIn);
  if (value instanceof JsonNumber) return [value.text];
  if (value instanceof Map) return value.has('@value') ? textIn(value.get('@value') ?? '') : [];
  if (typeof value === 'boolean') return [String(value)];
  return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : [];
}

/** The `@id` that a value is or refers to. */
export function linkIn(value: Json): string | undefined {
  const id = value instanceof Map ? (value.get('@id') ?? value.get('id')) : value;
  return typeof id === 'string' && id.trim() !== '' ? id.trim() : undefined;
}

/** Whether a value says nothing. */
export function isEmpty(value: Json): boolean {
  if (Array.isArray(value)) return value.every(isEmpty);
  return value === null || (typeof value === 'string' && value.trim() === '');
}

/** A JSON value as text. */
export function writtenOut(value: Json): string {
  if (value instanceof JsonNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(writtenOut).join(',')}]`;
  if (!(value instanceof Map)) return JSON.stringify(value);
  return `{${[...value].map(([key, part]) => `${JSON.stringify(key)}:${writtenOut(part)}`).join(',')}}`;
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
