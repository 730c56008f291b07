import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Reports faults in the parameters of a request. Yoga reports some of them as internal errors, or with internal details. */
export function useReadableParameters(): Plugin {
  return {
    onRequestParse: ({ request, requestParser, setRequestParser }) => {
      if (!requestParser) return;
      const isJson = request.method === 'POST' && request.headers.get('content-type')?.includes('json');
      setRequestParser(isJson ? readJson : async (parsed) => await readUrlOrForm(async () => requestParser(parsed)));
    },
  };
}

async function readJson(request: Request): Promise<object> {
  const body = parseJson(await request.text());
  if (Array.isArray(body)) throw badRequest('Batching is not supported. Send one operation in a request.');
  if (typeof body !== 'object' || body === null) {
    throw badRequest('The request body is not a JSON object. Send an object with `query`.');
  }
  return body;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw badRequest(`The request body is not valid JSON (${error.message}). Send an object with \`query\`.`);
  }
}

async function readUrlOrForm<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw badRequest(`\`variables\` and \`extensions\` must be valid JSON (${error.message}).`);
  }
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
}
