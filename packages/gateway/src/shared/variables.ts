/** Values of variables by name, as `getVariableValues` of graphql-js returns them. */
export type Variables = Record<string, unknown>;
