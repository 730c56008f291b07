import { Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createSchema } from '../schema.ts';
import { neededProperties } from './needed-properties.ts';

const schema = createSchema();

/** The properties of objects of a type that a document needs, whose first definition is the operation. */
function neededOf(type: string, document: string): string | undefined {
  const [operation, ...others] = parse(document).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The first definition must be an operation.');
  const fragments = Object.fromEntries(
    others.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [])),
  );
  return neededProperties(schema.getType(type), { schema, operation, fragments })?.key;
}

describe('the properties that an operation needs of a type', () => {
  it('are those of its fields, wherever and under whatever names they are selected', () => {
    const document = `{ organizations { nodes { label: name } edges { node { url } } }
      activities: ecosystem(slug: "a") { organizations { nodes { id } } } }`;
    expect(neededOf('Organization', document)).toBe('id,name,url');
  });

  it('are the references that are followed, and those of the referenced types apart', () => {
    const document = '{ ecosystem(slug: "a") { activities { nodes { title lead { name ecosystem { slug } } } } } }';
    expect(neededOf('Activity', document)).toBe('leadId,title');
    expect(neededOf('Organization', document)).toBe('ecosystemId,name');
  });

  it('include those of fragments and of interfaces, also if they are skipped', () => {
    const document = `query ($no: Boolean!) { node(id: "") { id ... on Organization { ...named } } organizations { nodes { ...named } } }
      fragment named on Organization { name @skip(if: $no) ... on Node { id } ... { url } ...named }`;
    expect(neededOf('Organization', document)).toBe('id,name,url');
    expect(neededOf('Goal', document)).toBe('id');
  });

  it('are unknown if the resolver of a field does not state what it reads', () => {
    const document = '{ organizations { nodes { name contacts { nodes { name } } } } }';
    expect(neededOf('Organization', document)).toBeUndefined();
    expect(neededOf('Contact', document)).toBe('name');
  });

  it('are unknown for an interface', () => {
    expect(neededOf('Node', '{ node(id: "") { id } }')).toBeUndefined();
  });

  it('are none if nothing of the type is selected', () => {
    expect(neededOf('Organization', '{ organizations { totalCount } }')).toBe('');
  });
});
