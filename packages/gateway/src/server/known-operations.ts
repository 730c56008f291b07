import type { IncomingMessage } from 'node:http';
import { parsedJson } from '@collective-impact/store';
import { type DocumentNode, getOperationAST, type OperationDefinitionNode } from 'graphql';

/** An operation of a request in the usual form, whose document is parsed and valid. */
export interface KnownOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | null | undefined;
  readonly variableValues: { readonly [name: string]: unknown } | null | undefined;
  /** The media type of the response. */
  readonly mediaType: string;
}

/** The documents of earlier requests, by their texts. */
interface Documents {
  get(text: string): DocumentNode | undefined;
}

/** The parameters of a request in the usual form. */
const parameters = new Set(['query', 'variables', 'operationName']);

const json = 'application/json';
const accepted = /^(?:(application\/(?:json|graphql-response\+json))|\*\/\*)(?:;q=[\d.]+)?$/;

/**
 * Finds out whether a request asks for an operation of a document that is parsed and valid, in the form in which clients usually
 * send it: then there is nothing left to judge. Undefined if anything is unusual. Yoga answers such a request.
 */
export function knownOperation(
  { method, url, headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  { body, documents, valid }: { body: string | undefined; documents: Documents; valid: WeakSet<DocumentNode> },
): KnownOperation | undefined {
  if (method !== 'POST' || url !== '/graphql' || body === undefined || headers['content-type'] !== json)
    return undefined;
  const mediaType = mediaTypeFor(headers.accept);
  const sent = mediaType === undefined ? undefined : usualParameters(body);
  const document = sent && documents.get(sent.query);
  if (!document || !valid.has(document)) return undefined;
  const operation = getOperationAST(document, sent.operationName);
  if (!operation || mediaType === undefined) return undefined;
  return { document, operation, operationName: sent.operationName, variableValues: sent.variables, mediaType };
}

/** The first media type that a caller accepts, if all of them are usual. */
function mediaTypeFor(accept = '*/*'): string | undefined {
  const types = accept.replaceAll(' ', '').split(',');
  const found = types.map((type) => accepted.exec(type));
  return found.includes(null) ? undefined : (found[0]?.[1] ?? json);
}

interface UsualParameters {
  query: string;
  variables?: { readonly [name: string]: unknown } | null;
  operationName?: string | null;
}

function usualParameters(body: string): UsualParameters | undefined {
  // Yoga reports the fault of a text that is not JSON.
  const sent = parsedJson(body);
  if (typeof sent !== 'object' || sent === null || !Object.keys(sent).every((name) => parameters.has(name)))
    return undefined;
  const { query, variables, operationName } = sent as { [Name in keyof UsualParameters]?: unknown };
  const isUsual =
    typeof query === 'string' &&
    (variables == null || (typeof variables === 'object' && !Array.isArray(variables))) &&
    (operationName == null || (typeof operationName === 'string' && operationName !== ''));
  return isUsual ? (sent as UsualParameters) : undefined;
}
