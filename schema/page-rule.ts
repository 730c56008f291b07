import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DirectiveDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
} from 'graphql';
import { inputsIn, isMissingIn } from './nodes.ts';
import { pageArguments } from './standard.ts';

const directiveName = 'page';
type Limits = Record<'default' | 'max', number>;

/** Gives every connection field its page arguments and the directive `@page` with the limits that apply to it. */
export class PageRule {
  readonly #definition: DirectiveDefinitionNode | undefined;

  constructor(definitions: readonly DefinitionNode[]) {
    this.#definition = definitions.find(
      (each): each is DirectiveDefinitionNode =>
        each.kind === Kind.DIRECTIVE_DEFINITION && each.name.value === directiveName,
    );
  }

  /** The field itself if it is not a connection. Throws on limits that contradict each other. */
  complete(field: FieldDefinitionNode): FieldDefinitionNode {
    const type = field.type.kind === Kind.NON_NULL_TYPE ? field.type.type : field.type;
    if (type.kind !== Kind.NAMED_TYPE || !type.name.value.endsWith('Connection')) return field;
    const written = field.directives?.find(({ name }) => name.value === directiveName);
    const limits = { default: this.#limit('default', written), max: this.#limit('max', written) };
    if (limits.default < 0 || limits.default > limits.max) {
      throw new Error(`${placeOf(field)}the default page of \`${field.name.value}\` must be between 0 and its maximum`);
    }
    const own = field.arguments ?? [];
    return {
      ...field,
      arguments: [...own, ...inputsIn(pageArguments(limits)).filter(isMissingIn(own))],
      directives: [...(field.directives ?? []).filter((each) => each !== written), directiveOf(limits)],
    };
  }

  /** The limit that the field declares, or else the default value of the directive's argument. */
  #limit(name: keyof Limits, written: ConstDirectiveNode | undefined): number {
    const isIt = (each: { name: { value: string } }) => each.name.value === name;
    const value = written?.arguments?.find(isIt)?.value ?? this.#definition?.arguments?.find(isIt)?.defaultValue;
    if (value?.kind !== Kind.INT) throw new Error(`@${directiveName} must define \`${name}\` as a whole number`);
    return Number(value.value);
  }
}

function directiveOf(limits: Limits): ConstDirectiveNode {
  const named = (value: string) => ({ kind: Kind.NAME, value }) as const;
  return {
    kind: Kind.DIRECTIVE,
    name: named(directiveName),
    arguments: Object.entries(limits).map(([name, value]) => ({
      kind: Kind.ARGUMENT,
      name: named(name),
      value: { kind: Kind.INT, value: String(value) },
    })),
  };
}

function placeOf({ loc }: FieldDefinitionNode | InputValueDefinitionNode): string {
  return loc ? `${loc.source.name}:${loc.startToken.line}: ` : '';
}
