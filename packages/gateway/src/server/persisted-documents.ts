import { SetupError } from '@collective-impact/sdk';
import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import { GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';

/** Documents that callers can run by an id, in place of their text. */
export interface PersistedDocuments {
  /** The text of each document by its id, for example a hash. */
  documents: ReadonlyMap<string, string>;
  /** Whether callers can run these documents only. */
  only: boolean;
}

const status = { spec: true, status: 400 };

/** Runs a persisted document for `documentId`, in the body or the address of a request, or for the hash of an Apollo client in `extensions.persistedQuery`. */
export function usePersisted({ documents, only }: PersistedDocuments): Plugin {
  return usePersistedOperations({
    allowArbitraryOperations: !only,
    getPersistedOperation: (id) => documents.get(id) ?? null,
    extractPersistedOperationId: idOf,
    customErrors: {
      notFound: ({ params, request }) =>
        refusal(
          'PERSISTED_DOCUMENT_NOT_FOUND',
          `There is no persisted document with the id "${idOf(params, request)?.slice(0, 100)}". Check the id, or ask the operator to add the document.`,
        ),
      keyNotFound: () => refusal('BAD_REQUEST', 'Send `query`, or the id of a persisted document in `documentId`.'),
      persistedQueryOnly: () =>
        refusal(
          'PERSISTED_DOCUMENTS_ONLY',
          'This gateway runs persisted documents only. Send the id of a document in `documentId`, without `query`.',
        ),
    },
  });
}

function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: status } });
}

function idOf(params: GraphQLParams & { documentId?: unknown }, request: Request): string | null {
  if (typeof params.documentId === 'string') return params.documentId;
  const fromAddress = request.method === 'GET' ? new URL(request.url).searchParams.get('documentId') : null;
  if (fromAddress !== null) return fromAddress;
  const persisted: unknown = params.extensions?.persistedQuery;
  if (typeof persisted !== 'object' || persisted === null || !('sha256Hash' in persisted)) return null;
  return typeof persisted.sha256Hash === 'string' ? persisted.sha256Hash : null;
}

/** Throws a `SetupError` that lists every document that does not fit the schema, with its first error. */
export function assertDocuments(schema: GraphQLSchema, documents: ReadonlyMap<string, string>): void {
  const faults = [...documents].flatMap(([id, text]) => {
    const fault = faultOf(schema, text);
    return fault === undefined ? [] : [`${id}: ${fault}`];
  });
  if (faults.length > 0) throw new SetupError(`Persisted documents are not valid. ${faults.join(' ')}`);
}

function faultOf(schema: GraphQLSchema, text: string): string | undefined {
  try {
    return validate(schema, parse(text))[0]?.message;
  } catch (error) {
    if (error instanceof GraphQLError) return error.message;
    throw error;
  }
}
