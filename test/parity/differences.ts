/** What a layer states about a field. A property that a layer does not state is undefined and is not compared. */
export interface Field {
  /** Whether its value can be null. */
  nullable?: boolean;
  /** Whether an input has to contain it. */
  required?: boolean;
  /** The values of an enumeration. */
  values?: readonly string[];
  /** The fields of an object, or of the objects in a list. */
  parts?: Fields;
}

export type Fields = ReadonlyMap<string, Field>;

/** A layer that describes a record or an input. */
export interface Layer {
  /** The name of the layer, for messages: `the model`, `the table`, `GraphQL`. */
  name: string;
  fields: Fields;
}

/**
 * Lists the differences between two layers, one line each, with the place: `Goal.title: can be null in the model, but not in
 * GraphQL`.
 */
export function differences(place: string, one: Layer, other: Layer): string[] {
  const names = new Set([...one.fields.keys(), ...other.fields.keys()]);
  return [...names].flatMap((name) => {
    const [first, second] = [one.fields.get(name), other.fields.get(name)];
    const at = `${place}.${name}`;
    if (!first) return [`${at}: only in ${other.name}`];
    if (!second) return [`${at}: only in ${one.name}`];
    const [a, b] = [
      { name: one.name, ...first },
      { name: other.name, ...second },
    ];
    return [
      ...unequal(at, { one: a, other: b, property: 'nullable', verb: 'can be null' }),
      ...unequal(at, { one: a, other: b, property: 'required', verb: 'is required' }),
      ...valuesOnlyIn(at, a, b),
      ...valuesOnlyIn(at, b, a),
      ...(first.parts && second.parts
        ? differences(at, { name: one.name, fields: first.parts }, { name: other.name, fields: second.parts })
        : []),
    ];
  });
}

type NamedField = Field & { name: string };

function unequal(
  at: string,
  compared: { one: NamedField; other: NamedField; property: 'nullable' | 'required'; verb: string },
): string[] {
  const { one, other, property, verb } = compared;
  if (one[property] === undefined || other[property] === undefined || one[property] === other[property]) return [];
  const [yes, no] = one[property] ? [one.name, other.name] : [other.name, one.name];
  return [`${at}: ${verb} in ${yes}, but not in ${no}`];
}

function valuesOnlyIn(at: string, one: NamedField, other: NamedField): string[] {
  if (!one.values || !other.values) return [];
  const extra = one.values.filter((value) => !other.values?.includes(value));
  return extra.length > 0 ? [`${at}: ${extra.join(', ')} only in ${one.name}`] : [];
}
