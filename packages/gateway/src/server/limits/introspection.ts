import { GraphQLError, type ValidationContext } from 'graphql';

/** A validation rule that rejects the fields by which a caller reads the schema. `__typename` is allowed. */
export function rejectIntrospection(context: ValidationContext) {
  return {
    Field(node: { name: { value: string } }) {
      if (node.name.value !== '__schema' && node.name.value !== '__type') return;
      context.reportError(
        new GraphQLError('Introspection is switched off. Read the schema in its published file.', {
          extensions: { code: 'INTROSPECTION_DISABLED', http: { spec: true, status: 400 } },
        }),
      );
    },
  };
}

/** The error without names of the schema that the caller may have meant. */
export function withoutSuggestions(error: GraphQLError): GraphQLError {
  const message = error.message.replace(/ Did you mean .*$/s, '');
  const { nodes, extensions } = error;
  return message === error.message ? error : new GraphQLError(message, { nodes, extensions });
}
