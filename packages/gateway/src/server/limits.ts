import { type DocumentNode, GraphQLError, type GraphQLSchema, validate } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { charactersOf } from './answer-size.ts';
import { hasReadTooMuch, readsTooMuch } from './counted-lists.ts';
import { type DocumentLimits, MeasuredDocument } from './measured-document.ts';
import { objectsRead } from './objects-read.ts';
import { tooComplex } from './too-complex.ts';

/** What one request may ask for; generous for people and programs, far below what would hold the server up. */
export interface RequestLimits extends DocumentLimits {
  /** Words and signs of a document. */
  tokens: number;
  /** Objects that an operation may read, by the sizes of the pages it asks for and by what lists without pages hold. */
  objects: number;
  /** The largest answer, in bytes. */
  bytes: number;
}

/** The limits where nothing else is said. Depth, fields, aliases and directives count with fragments written out. */
export const defaultLimits: RequestLimits = {
  tokens: 10_000,
  depth: 20,
  fields: 10_000,
  aliases: 100,
  rootFields: 50,
  directives: 200,
  objects: 100_000,
  bytes: 32_000_000,
};

/** How many errors validation finds before it stops. */
const mostErrors = 100;

/**
 * Refuses what is beyond the limits: a document before it is validated, since validation takes time as well, an
 * operation before it is executed, by the sizes of its pages, and an answer before it is written, by what was read.
 */
export function useLimits(limits: RequestLimits): Plugin<{ made: object }> {
  return {
    onParse: ({ parseFn, setParseFn }) => {
      setParseFn((source, options) => {
        try {
          return parseFn(source, { ...options, maxTokens: limits.tokens });
        } catch (error) {
          if (error instanceof RangeError) throw tooComplex('a request is nested too deeply to be read');
          throw error;
        }
      });
    },
    onValidate: ({ setValidationFn }) => {
      setValidationFn((schema: GraphQLSchema, document: DocumentNode) => {
        const beyond = new MeasuredDocument(document, limits).beyond();
        return beyond.length > 0 ? beyond.map(tooComplex) : withPlainEnd(validate(schema, document));
      });
    },
    onExecute: ({ args, setResultAndStopExecution }) => {
      if (objectsRead(args, limits.objects) > limits.objects) {
        return setResultAndStopExecution({ errors: [readsTooMuch(limits.objects)] });
      }
      return {
        onExecuteDone: ({ result, setResult }) => {
          if (hasReadTooMuch(args.contextValue.made)) setResult({ errors: [readsTooMuch(limits.objects)] });
          else if ('data' in result && charactersOf(result.data, limits.bytes) > limits.bytes) {
            setResult({ errors: [tooLarge(limits.bytes)] });
          }
        },
      };
    },
  };
}

/** Of very many errors the first are told, and that there are more; graphql-js says that it was "aborted". */
function withPlainEnd(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  const last = errors.at(-1);
  if (errors.length <= mostErrors || !last || last.nodes) return errors;
  return [...errors.slice(0, -1), new GraphQLError('Too many errors: the remaining errors are not listed.')];
}

function tooLarge(limit: number): GraphQLError {
  const { message, code } = responseTooLarge(limit);
  return new GraphQLError(message, { extensions: { code, http: { spec: true, status: 400 } } });
}

/** The refusal to send an answer of more than `limit` bytes. */
export function responseTooLarge(limit: number): { code: string; message: string } {
  const message = `the answer would have more than ${limit.toLocaleString('en')} bytes: ask for fewer records or fields at once; what a mutation changed stays changed`;
  return { code: 'RESPONSE_TOO_LARGE', message };
}
