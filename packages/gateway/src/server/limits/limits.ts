import { type DocumentNode, GraphQLError, type GraphQLSchema, specifiedRules, validate } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { withShortMessage } from '../../shared/errors.ts';
import { charactersOf } from './answer-size.ts';
import { hasReadTooMuch, readsTooMuch } from './counted-lists.ts';
import { rejectIntrospection, withoutSuggestions } from './introspection.ts';
import { type DocumentLimits, MeasuredDocument } from './measured-document.ts';
import { operationCost } from './operation-cost.ts';
import { tooComplex } from './too-complex.ts';

/** The context of an execution. */
export interface ExecutionContext {
  contextValue: object;
  signalOf: () => AbortSignal;
  caller: string;
  /** Cost of the operation, once it is known. */
  cost: number;
}

/** The limits of one request. They are generous for ordinary use, and far below the load that would block the server. */
export interface RequestLimits extends DocumentLimits {
  /** Tokens of a document. */
  tokens: number;
  /** Cost of an operation, see {@link operationCost}. */
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

/**
 * Enforces the limits: on a document before it is validated, because validation takes time, on an operation before it is
 * executed, by its cost, and on a result before it is serialized. The cost is part of the result, under `extensions.cost`.
 */
export function useLimits(
  limits: RequestLimits,
  { introspection }: { introspection: boolean },
): Plugin<ExecutionContext> {
  const validateDocument = documentValidator(limits, { introspection });
  return {
    onParse: ({ parseFn, setParseFn }) => {
      setParseFn((source, options) => {
        try {
          return parseFn(source, { ...options, maxTokens: limits.tokens });
        } catch (error) {
          if (error instanceof RangeError) throw tooComplex('The request is nested too deeply. Use fewer levels.');
          if (error instanceof GraphQLError && tooManyTokens.test(error.message)) {
            throw tooComplex(
              `The request has more than ${limits.tokens.toLocaleString('en')} tokens. Send several requests.`,
            );
          }
          throw error;
        }
      });
    },
    onValidate: ({ setValidationFn }) => setValidationFn(validateDocument),
    onExecute: ({ args, setResultAndStopExecution }) => {
      const { objects, responseBytes } = limits;
      const cost = { requested: operationCost(args), limit: limits.cost };
      if (cost.requested > cost.limit) {
        return setResultAndStopExecution({ errors: [costsTooMuch(cost)], extensions: { cost } });
      }
      args.contextValue.cost = cost.requested;
      return {
        onExecuteDone: ({ result, setResult }) => {
          if (!('data' in result)) return setResult({ ...result, extensions: { cost } });
          const error = hasReadTooMuch(args.contextValue.contextValue)
            ? readsTooMuch(objects)
            : charactersOf(result.data, responseBytes) > responseBytes && tooLarge(responseBytes);
          setResult({ ...(error ? { errors: [error] } : result), extensions: { cost } });
        },
      };
    },
  };
}

/**
 * Validates documents of one schema. A document without errors is remembered, and one with errors is validated again: its errors
 * take more memory than the document.
 */
export function documentValidator(
  limits: DocumentLimits,
  { introspection }: { introspection: boolean },
): (schema: GraphQLSchema, document: DocumentNode) => readonly GraphQLError[] {
  const rules = introspection ? specifiedRules : [...specifiedRules, rejectIntrospection];
  const valid = new WeakSet<DocumentNode>();
  return (schema, document) => {
    if (valid.has(document)) return [];
    const exceeded = new MeasuredDocument(document, limits).exceededLimits();
    if (exceeded.length > 0) return exceeded.map(tooComplex);
    const errors = withPlainLastError(validate(schema, document, rules));
    if (errors.length === 0) valid.add(document);
    return (introspection ? errors : errors.map(withoutSuggestions)).map(withShortMessage);
  };
}

function costsTooMuch({ requested, limit }: { requested: number; limit: number }): GraphQLError {
  const [cost, most] = [requested, limit].map((number) => number.toLocaleString('en'));
  return tooComplex(
    `The request costs ${cost}, and the limit is ${most}. Request smaller pages, fewer nested lists, or fewer analyses.`,
  );
}

/** Rewords the last error if there are too many: graphql-js reports that validation was "aborted". */
function withPlainLastError(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  const last = errors.at(-1);
  if (errors.length <= maximumErrors || !last || last.nodes) return errors;
  return [...errors.slice(0, -1), new GraphQLError('There are too many errors. The others are not listed.')];
}

function tooLarge(limit: number): GraphQLError {
  const { message, code } = responseTooLarge(limit);
  return new GraphQLError(message, { extensions: { code, http: { spec: true, status: 400 } } });
}

/** The error for a response of more than `limit` bytes. */
export function responseTooLarge(limit: number): { code: string; message: string } {
  const size = limit.toLocaleString('en');
  const message = `The response exceeds ${size} bytes. Request fewer records or fields. Changes by mutations are saved.`;
  return { code: 'RESPONSE_TOO_LARGE', message };
}
