import type { SourceLocation } from '@collective-impact/sdk';
import { CidsTerms } from './cids-terms.ts';
import { type Json, JsonNumber, type JsonObject } from './json-tree.ts';

/** Collects the notes on a document. */
export interface NoteTaker {
  repaired(note: { kind: string; place: SourceLocation; detail: string }): void;
  dropped(note: { kind: string; place: SourceLocation; detail: string }): void;
  setAside(note: { kind: string; place: SourceLocation; detail: string }): void;
}

const importedTypes = ['Organization', 'Outcome', 'Indicator', 'IndicatorReport'] as const;
/** The types of nodes that are imported. */
export type ImportedType = (typeof importedTypes)[number];

interface Property {
  /** Its keys as written. */
  keys: string[];
  values: Json[];
}

/**
 * A node of a CIDS document, with its properties by term. It tracks which properties were read, so that the others can be
 * noted.
 */
export class CidsNode {
  readonly place: SourceLocation;
  /** The `@id`, or the position in the document if there is none. */
  readonly key: string;
  /** Whether the node has an `@id`. */
  readonly hasId: boolean;
  /** The terms of its types. A type outside the CIDS vocabularies is kept as written. */
  readonly types: readonly string[];
  readonly #properties = new Map<string, Property>();
  readonly #taken = new Set<string>();
  readonly #takenTypes = new Set<string>();
  readonly #terms: CidsTerms;

  constructor(
    object: JsonObject,
    { terms, place, position }: { terms: CidsTerms; place: SourceLocation; position: string },
  ) {
    this.#terms = object.has('@context') ? new CidsTerms(object.get('@context')) : terms;
    const termOf = (name: string): string | undefined => this.#terms.term(name) ?? terms.term(name);
    const id = object.get('@id') ?? object.get('id');
    this.hasId = typeof id === 'string' && id !== '';
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

  /** The first of its types that is imported. Undefined if none is. */
  get type(): ImportedType | undefined {
    return importedTypes.find((type) => this.types.includes(type));
  }

  /** The keys of its properties as written. */
  get keys(): string[] {
    return [...this.#properties.values()].flatMap(({ keys }) => keys);
  }

  /** Whether at least one property was read. */
  get isUsed(): boolean {
    return this.#taken.size > 0;
  }

  /** All properties as text. Equal for nodes with the same properties in the same order. */
  get content(): string {
    return jsonText([...this.#properties].map(([term, { values }]) => [term, values]));
  }

  /** Adds the values that the property does not have yet. */
  add(term: string, { key, values }: { key: string; values: readonly Json[] }): void {
    const property = this.#properties.get(term) ?? { keys: [], values: [] };
    this.#properties.set(term, property);
    if (!property.keys.includes(key)) property.keys.push(key);
    if (property.values.length === 0 && values.length === 1) {
      property.values.push(...values);
      return;
    }
    const present = new Set(property.values.map(jsonText));
    for (const value of values) {
      const text = jsonText(value);
      if (present.has(text)) continue;
      present.add(text);
      property.values.push(value);
    }
  }

  /** Adds the properties of another node with the same `@id`. */
  merge(other: CidsNode): void {
    for (const [term, { keys, values }] of other.#properties) {
      for (const key of keys) this.add(term, { key, values });
    }
  }

  /** The values of a property, or an empty list. */
  take(term: string): readonly Json[] {
    this.#taken.add(term);
    return this.#properties.get(term)?.values ?? [];
  }

  /** The `@id`s in a property. Notes other values. */
  takeLinks(term: string, notes: NoteTaker): string[] {
    return this.take(term).flatMap((value) => {
      const link = linkIn(value);
      if (link === undefined && !isEmpty(value)) this.#noteInvalid(term, { value, notes });
      return link ?? [];
    });
  }

  /** The first text of a property. Undefined if the property is missing or empty. Notes other values. */
  takeText(term: string, notes: NoteTaker): string | undefined {
    const texts = this.take(term).flatMap((value) => {
      const inValue = textIn(value);
      if (inValue.length === 0 && !isEmpty(value)) this.#noteInvalid(term, { value, notes });
      return inValue;
    });
    for (const other of texts.slice(1)) {
      const detail = `"${shortened(other)}" is ignored, because the property can have one value.`;
      notes.dropped({ kind: `additional value of ${this.label}.${term}`, place: this.place, detail });
    }
    return texts[0];
  }

  /** A node for an object within this one, with the same terms. */
  part(object: JsonObject): CidsNode {
    return new CidsNode(object, { terms: this.#terms, place: this.place, position: this.key });
  }

  #noteInvalid(term: string, { value, notes }: { value: Json; notes: NoteTaker }): void {
    const kind = `invalid value of ${this.label}.${term}`;
    notes.dropped({ kind, place: this.place, detail: shortened(jsonText(value)) });
  }

  /** Whether it has this additional type. */
  takeType(term: string): boolean {
    this.#takenTypes.add(term);
    return this.types.includes(term);
  }

  /** Notes every property and additional type that was not read. */
  noteRest(notes: NoteTaker): void {
    for (const type of this.types) {
      if (type === this.label || this.#takenTypes.has(type)) continue;
      notes.dropped({ kind: `${this.label}.@type`, place: this.place, detail: `@type: "${type}"` });
    }
    for (const [term, { keys, values }] of this.#properties) {
      if (this.#taken.has(term)) continue;
      const detail = `${keys.join(', ')}: ${jsonText(values.length === 1 ? (values[0] ?? '') : [...values])}`;
      notes.dropped({ kind: `${this.label}.${term}`, place: this.place, detail: shortened(detail) });
    }
  }

  /** The name of its type in notes. */
  get label(): string {
    return this.type ?? this.types[0] ?? 'node without a type';
  }
}

/** The texts of a literal, a JSON-LD value object or a list. Empty for an empty text, a link or another object. */
export function textIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(textIn);
  if (value instanceof JsonNumber) return [value.text];
  if (value instanceof Map) return value.has('@value') ? textIn(value.get('@value') ?? '') : [];
  if (typeof value === 'boolean') return [String(value)];
  return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : [];
}

/** The `@id` in a value, which is an object or the `@id` itself. Undefined if there is none. */
export function linkIn(value: Json): string | undefined {
  const id = value instanceof Map ? (value.get('@id') ?? value.get('id')) : value;
  return typeof id === 'string' && id.trim() !== '' ? id.trim() : undefined;
}

/** Whether a value is null, an empty text, or a list of these. */
export function isEmpty(value: Json): boolean {
  if (Array.isArray(value)) return value.every(isEmpty);
  return value === null || (typeof value === 'string' && value.trim() === '');
}

/** A JSON value as text. */
export function jsonText(value: Json): string {
  if (value instanceof JsonNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (!(value instanceof Map)) return JSON.stringify(value);
  return `{${[...value].map(([key, part]) => `${JSON.stringify(key)}:${jsonText(part)}`).join(',')}}`;
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
