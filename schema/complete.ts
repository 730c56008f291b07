import {
  type ASTNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  type InputObjectTypeDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  type Source,
  specifiedScalarTypes,
  type TypeDefinitionNode,
  visit,
} from 'graphql';
import { inputsIn, isMissingIn, type Named, typeIn } from './nodes.ts';
import { PageRule } from './page-rule.ts';
import {
  connection,
  createdDescription,
  edge,
  firstOfRecord,
  idempotencyKey,
  inputDescription,
  lastOfRecord,
  payload,
  recordInInput,
  sourceUriInInput,
  updateDescription,
  visibilityAtCreation,
  visibilityInUpdate,
} from './standard.ts';
import { pascalOf } from './words.ts';

type Command = { name: string; verb: string; record: string | undefined };

/**
 * Completes the contract: adds the fields, arguments and types that the rules of README.md define, and keeps everything
 * that is written by hand. The order of the sources is kept, and generated types come last. Throws an error with file and
 * line if a referenced type neither exists nor can be generated.
 */
export function complete(sources: readonly Source[]): string {
  return new Completion(sources.flatMap((source) => parse(source).definitions)).sdl();
}

class Completion {
  #written: DefinitionNode[];
  readonly #generated: TypeDefinitionNode[] = [];
  /** Names of records, the longest first: `CodebookCode` before `Code`. */
  readonly #records: string[];

  constructor(definitions: readonly DefinitionNode[]) {
    this.#written = definitions.filter((each) => !isFixedDirective(each));
    this.#records = definitions
      .filter(isRecord)
      .map(({ name }) => name.value)
      .sort((a, b) => b.length - a.length);
  }

  sdl(): string {
    this.#map(Kind.OBJECT_TYPE_DEFINITION, (type) => (isRecord(type) ? this.#withRecordFields(type) : type));
    const pages = new PageRule(this.#written);
    this.#map(Kind.FIELD_DEFINITION, (field) => pages.complete(field));
    this.#completeMutations();
    this.#generateConnections();
    this.#rejectUnknown();
    const whole = { kind: Kind.DOCUMENT, definitions: [...this.#written, ...this.#generated] } as const;
    return print(visit(whole, { Directive: (directive) => (directive.name.value === 'fixed' ? null : undefined) }));
  }

  #withRecordFields(type: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode {
    const known = this.#fieldsOf(type.name.value);
    const first = fieldsIn(firstOfRecord(type.name.value)).filter(isMissingIn(known));
    const last = fieldsIn(lastOfRecord).filter(isMissingIn(known));
    return { ...type, fields: [...first, ...(type.fields ?? []), ...last] };
  }

  #completeMutations(): void {
    const mutations = (this.#fieldsOf('Mutation') as FieldDefinitionNode[]).map((field) => ({
      field,
      command: this.#commandOf(pascalOf(field.name.value)),
    }));
    for (const { field, command } of mutations) {
      const { name, record } = command;
      rejectNonNull(field);
      this.#completeInput(command);
      if (record && !this.#find(`${name}Payload`)) this.#generate(typeIn(payload({ name, record })));
    }
    this.#map(Kind.FIELD_DEFINITION, (field) => {
      const mutation = mutations.find((each) => each.field === field);
      return mutation ? withInput(field, mutation.command) : field;
    });
  }

  #commandOf(name: string): Command {
    const record = this.#records.find((each) => name.endsWith(each) && name !== each);
    return { name, verb: name.slice(0, name.length - (record?.length ?? 0)), record };
  }

  #completeInput(command: Command): void {
    const name = `${command.name}Input`;
    const input = this.#find(name) as InputObjectTypeDefinitionNode | undefined;
    const standard = this.#inputFields(command);
    if (input) {
      const known = this.#fieldsOf(name);
      const first = standard.first.filter(isMissingIn(known));
      const last = standard.last.filter(isMissingIn(known));
      this.#written = this.#written.map((each) =>
        each === input ? { ...input, fields: [...first, ...(input.fields ?? []), ...last] } : each,
      );
    } else if (command.record && command.verb !== 'Create') {
      const changeable = command.verb === 'Update' ? this.#changeable(command.record) : [];
      if (!changeable) return;
      const fields = [...standard.first, ...changeable, ...standard.last].filter(isMissingIn(this.#fieldsOf(name)));
      this.#generate(
        inputDefinition({ name, description: descriptionOf({ ...command, record: command.record }), fields }),
      );
    }
  }

  /** The fields that every input of a mutation has, before and after its particular fields. */
  #inputFields({ name, verb, record }: Command): Record<'first' | 'last', InputValueDefinitionNode[]> {
    const last = inputsIn(idempotencyKey);
    if (!record) return { first: [], last };
    const hasChoice = !this.#fieldsOf(record).some((field) => field.name.value === 'visibility' && isFixed(field));
    const visibility = verb === 'Create' ? visibilityAtCreation : visibilityInUpdate;
    const common = [...inputsIn(hasChoice ? visibility : ''), ...inputsIn(sourceUriInInput), ...last];
    if (verb === 'Create') return { first: [], last: common };
    if (verb === 'Update') return { first: inputsIn(recordInInput(record)), last: common };
    // An input that is written by hand identifies its record itself: a release that is being published has no id yet.
    return { first: this.#find(`${name}Input`) ? [] : inputsIn(recordInInput(record)), last };
  }

  /** The fields of the create input that can be updated, each optional. Undefined if no mutation creates the record. */
  #changeable(record: string): InputValueDefinitionNode[] | undefined {
    const name = `Create${record}Input`;
    if (!this.#find(name)) return undefined;
    const standard = this.#inputFields({ name: `Create${record}`, verb: 'Create', record }).last;
    return (this.#fieldsOf(name) as InputValueDefinitionNode[])
      .filter((field) => !isFixed(field) && field.name.value !== 'ecosystemId')
      .filter(isMissingIn(standard))
      .map(({ defaultValue: _default, ...field }) => ({
        ...field,
        type: field.type.kind === Kind.NON_NULL_TYPE ? field.type.type : field.type,
      }));
  }

  /** Generates every connection that a field refers to, and then every edge that a connection refers to. */
  #generateConnections(): void {
    for (const [suffix, definitionOf] of Object.entries({ Connection: connection, Edge: edge })) {
      for (const name of this.#references().keys()) {
        const node = name.endsWith(suffix) ? name.slice(0, -suffix.length) : '';
        if (!this.#find(name) && this.#find(node)) this.#generate(typeIn(definitionOf(node)));
      }
    }
  }

  #rejectUnknown(): void {
    for (const [name, at] of this.#references()) {
      if (this.#find(name) || specifiedScalarTypes.some((scalar) => scalar.name === name)) continue;
      const place = at.loc ? `${at.loc.source.name}:${at.loc.startToken.line}: ` : '';
      throw new Error(`${place}${name} is not defined, and no rule generates it`);
    }
  }

  /** Every referenced type name, with the first node that refers to it. */
  #references(): Map<string, ASTNode> {
    const found = new Map<string, ASTNode>();
    const collect = (node: ASTNode & Named) => {
      if (!found.has(node.name.value)) found.set(node.name.value, node);
    };
    for (const definition of [...this.#written, ...this.#generated]) visit(definition, { NamedType: collect });
    return found;
  }

  #find(name: string): TypeDefinitionNode | undefined {
    const isIt = (each: DefinitionNode) => each.kind.endsWith('TypeDefinition') && nameOf(each) === name;
    return [...this.#written, ...this.#generated].find(isIt) as TypeDefinitionNode | undefined;
  }

  /** The fields of a type, including those of its extensions. */
  #fieldsOf(name: string): (FieldDefinitionNode | InputValueDefinitionNode)[] {
    return this.#written
      .filter((each) => nameOf(each) === name)
      .flatMap((each) => (each as { fields?: FieldDefinitionNode[] }).fields ?? []);
  }

  #map<K extends 'ObjectTypeDefinition' | 'FieldDefinition'>(
    kind: K,
    change: (node: Extract<ASTNode, { kind: K }>) => ASTNode,
  ): void {
    this.#written = this.#written.map((definition) => visit(definition, { [kind]: { leave: change } }));
  }

  #generate(type: TypeDefinitionNode): void {
    this.#generated.push(type);
  }
}

/** In GraphQL, the failure of a non-null mutation would discard the results of the mutations before it, although they are saved. */
function rejectNonNull({ name, type, loc }: FieldDefinitionNode): void {
  if (type.kind !== Kind.NON_NULL_TYPE) return;
  const place = loc ? `${loc.source.name}:${loc.startToken.line}: ` : '';
  throw new Error(
    `${place}the mutation ${name.value} must be nullable, so that its failure does not hide other results`,
  );
}

function withInput(field: FieldDefinitionNode, { name, verb, record }: Command): FieldDefinitionNode {
  const description = describeInputArgument({ verb, record });
  const own = field.arguments ?? [];
  // An error about a missing input points to the mutation.
  const argument = visit(inputsIn(`"${description}" input: ${name}Input!`)[0] as InputValueDefinitionNode, {
    NamedType: (type) => ({ ...type, loc: field.loc }),
  });
  return { ...field, arguments: [...own, ...[argument].filter(isMissingIn(own))] };
}

function describeInputArgument({ verb, record }: Pick<Command, 'verb' | 'record'>): string {
  if (verb === 'Update') return 'Fields to change.';
  return record && verb === 'Create' ? createdDescription(record) : 'Input of the mutation.';
}

function descriptionOf({ name, verb, record }: { name: string; verb: string; record: string }): string {
  return verb === 'Update' ? updateDescription(record) : inputDescription(name);
}

function inputDefinition(input: {
  name: string;
  description: string;
  fields: InputValueDefinitionNode[];
}): InputObjectTypeDefinitionNode {
  return {
    kind: Kind.INPUT_OBJECT_TYPE_DEFINITION,
    name: { kind: Kind.NAME, value: input.name },
    description: { kind: Kind.STRING, value: input.description },
    fields: input.fields,
  };
}

/** Whether this defines `@fixed`, which only these rules read. */
function isFixedDirective(definition: DefinitionNode): boolean {
  return definition.kind === Kind.DIRECTIVE_DEFINITION && definition.name.value === 'fixed';
}

function isRecord(definition: DefinitionNode): definition is ObjectTypeDefinitionNode {
  return (
    definition.kind === Kind.OBJECT_TYPE_DEFINITION &&
    (definition.interfaces ?? []).some(({ name }) => name.value === 'Node')
  );
}

function isFixed({ directives }: FieldDefinitionNode | InputValueDefinitionNode): boolean {
  return (directives ?? []).some(({ name }) => name.value === 'fixed');
}

function nameOf(definition: DefinitionNode): string | undefined {
  return 'name' in definition ? definition.name?.value : undefined;
}

function fieldsIn(sdl: string): readonly FieldDefinitionNode[] {
  return (typeIn(`type T {${sdl}}`) as ObjectTypeDefinitionNode).fields ?? [];
}
