import {
  type InputObjectTypeDefinitionNode,
  type InputValueDefinitionNode,
  parse,
  type TypeDefinitionNode,
} from 'graphql';

/** A syntax node that has a name. */
export type Named = { readonly name: { readonly value: string } };

/** Whether none of the known nodes has the name of a candidate. */
export function isMissingIn(known: readonly Named[]): (candidate: Named) => boolean {
  return ({ name }) => !known.some((each) => each.name.value === name.value);
}

/** The type that this SDL defines. */
export function typeIn(sdl: string): TypeDefinitionNode {
  return parse(sdl, { noLocation: true }).definitions[0] as TypeDefinitionNode;
}

/** The arguments or input fields that this SDL lists. */
export function inputsIn(sdl: string): InputValueDefinitionNode[] {
  return sdl === '' ? [] : [...((typeIn(`input T {${sdl}}`) as InputObjectTypeDefinitionNode).fields ?? [])];
}
