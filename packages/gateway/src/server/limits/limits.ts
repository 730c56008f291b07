import { type DocumentNode, GraphQLError, type GraphQLSchema, specifiedRules, validate } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { withShortMessage } from '../../shared/errors.ts';
import { rejectIntrospection, withoutSuggestions } from './introspection.ts';
import { type DocumentLimits, MeasuredDocument } from './measured-document.ts';
import { tooComplex } from './too-complex.ts';

/** The limits of one request. They are generous for ordinary use, and far below the load that would block the server. */
export interface RequestLimits extends DocumentLimits {
  /** Tokens of a document. */
  tokens: number;
  /** Cost of an operation, see `operationCost`. */
  cost: number;
  /** Objects that an operation may read in lists without pages, counted while it is executed. */
  objects: number;
  /** Total cost of the costly operations of all callers that run at the same time. */
  runningCost: number;
  /** Size of a request, in bytes. */
  requestBytes: number;
  /** Size of a response, in bytes. */
  responseBytes: number;
}

/** The default limits. Depth, fields, aliases and directives are counted with fragments expanded. */
export const defaultLimits: RequestLimits = {
  tokens: 10_000,
  depth: 20,
  fields: 10_000,
  aliases: 100,
  rootFields: 50,
  directives: 200,
  cost: 100_000,
  runningCost: 200_000,
  objects: 100_000,
  requestBytes: 1_000_000,
  responseBytes: 32_000_000,
};

/** The message of graphql-js ends with "Parsing aborted". */
const tooManyTokens = /^Syntax Error: Document contains more that/;

/** Number of errors after which validation stops. */
const maximumErrors = 100;

/** Enforces the limits on documents: on tokens while one is parsed, and the others before it is validated, because validation takes time. */
export function useLimits({ tokens }: Pick<RequestLimits, 'tokens'>, validateDocument: ValidateDocument): Plugin {
  return {
    onParse: ({ parseFn, setParseFn }) => {
      setParseFn((source, options) => {
        try {
          return parseFn(source, { ...options, maxTokens: tokens });
        } catch (error) {
          if (error instanceof RangeError) throw tooComplex('The request is nested too deeply. Use fewer levels.');
          if (error instanceof GraphQLError && tooManyTokens.test(error.message)) {
            throw tooComplex(`The request has more than ${tokens.toLocaleString('en')} tokens. Send several requests.`);
          }
          throw error;
        }
      });
    },
    onValidate: ({ setValidationFn }) => setValidationFn(validateDocument),
  };
}

/** Returns the errors of a document. */
export type ValidateDocument = (schema: GraphQLSchema, document: DocumentNode) => readonly GraphQLError[];

/**
 * Validates documents of one schema. A document without errors is remembered, and one with errors is validated again: its errors
 * take more memory than the document.
 */
export function documentValidator(
  limits: DocumentLimits,
  { introspection, valid = new WeakSet() }: { introspection: boolean; valid?: WeakSet<DocumentNode> },
): ValidateDocument {
  const rules = introspection ? specifiedRules : [...specifiedRules, rejectIntrospection];
  return (schema, document) => {
    if (valid.has(document)) return [];
    const exceeded = new MeasuredDocument(document, limits).exceededLimits();
    if (exceeded.length > 0) return exceeded.map(tooComplex);
    const errors = withPlainLastError(validate(schema, document, rules));
    if (errors.length === 0) valid.add(document);
    return (introspection ? errors : errors.map(withoutSuggestions)).map(withShortMessage);
  };
}

/** Rewords the last error if there are too many: graphql-js reports that validation was "aborted". */
function withPlainLastError(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  const last = errors.at(-1);
  if (errors.length <= maximumErrors || !last || last.nodes) return errors;
  return [...errors.slice(0, -1), new GraphQLError('There are too many errors. The others are not listed.')];
}

/** The error for a response of more than `limit` bytes. */
export function responseTooLarge(limit: number): { code: string; message: string } {
  const size = limit.toLocaleString('en');
  const message = `The response exceeds ${size} bytes. Request fewer records or fields. Changes by mutations are saved.`;
  return { code: 'RESPONSE_TOO_LARGE', message };
}
