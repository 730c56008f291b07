import { GraphQLError } from 'graphql';

/** The refusal of a request that asks for too much; `message` says what to ask for instead. */
export function tooComplex(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'REQUEST_TOO_COMPLEX', http: { spec: true, status: 400 } } });
}
