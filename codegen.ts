import type { CodegenConfig } from '@graphql-codegen/cli';
import { mappersOf } from './packages/gateway/src/mappers.ts';
import { typeDefs } from './schema/index.ts';

const output = 'packages/gateway/src/generated/resolvers-types.ts';

/** Generates the types of the gateway's resolvers from the SDL. Git ignores the output, and nobody edits it. */
const config: CodegenConfig = {
  schema: typeDefs,
  silent: true,
  generates: {
    [output]: {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        contextType: '../shared/context.ts#GatewayContext',
        mappers: mappersOf(typeDefs),
        scalars: {
          ID: 'string',
          Decimal: 'string',
          Period: 'string',
          DateTime: 'string',
          Date: 'string',
          URL: 'string',
          EmailAddress: 'string',
        },
        strictScalars: true,
        enumsAsTypes: true,
        useTypeImports: true,
        // A reader returns undefined for a missing value, and GraphQL converts it to null.
        maybeValue: 'T | null | undefined',
        inputMaybeValue: 'T | null | undefined',
        makeResolverTypeCallable: true,
        noSchemaStitching: true,
      },
    },
  },
};

export default config;
