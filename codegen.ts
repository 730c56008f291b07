import type { CodegenConfig } from '@graphql-codegen/cli';
import { mappersOf } from './packages/gateway/mappers.ts';
import { typeDefs } from './schema/index.ts';

const output = 'packages/gateway/src/generated/resolvers-types.ts';

/** What the gateway's resolvers are typed by: made from the SDL, ignored by git, never edited. */
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
        // A reader answers undefined for what it does not find; GraphQL makes null of it.
        maybeValue: 'T | null | undefined',
        inputMaybeValue: 'T | null | undefined',
        makeResolverTypeCallable: true,
        noSchemaStitching: true,
      },
    },
  },
};

export default config;
