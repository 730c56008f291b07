import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Says what is wrong with the parameters of a request; Yoga takes some of it for a fault of ours, or tells too much. */
export function useReadableParameters(): Plugin {
  return {
    onRequestParse: ({ request, requestParser, setRequestParser }) => {
      if (!requestParser) return;
      const isJson = request.method === 'POST' && request.headers.get('content-type')?.includes('json');
      setRequestParser(isJson ? readJson : async (parsed) => await ofAddressOrForm(async () => requestParser(parsed)));
    },
  };
}

async function readJson(request: Request): Promise<object> {
  const body = parseJson(await request.text());
  if (Array.isArray(body)) throw callersFault('Batching is not supported: send one operation in a request');
  if (typeof body !== 'object' || body === null) {
    throw callersFault('the body of the request is not a JSON object: send one with a "query"');
  }
  return body;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw callersFault(`the body of the request is not JSON: ${error.message}`);
  }
}

async function ofAddressOrForm<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw callersFault(`"variables" and "extensions" are JSON: ${error.message}`);
  }
}

function callersFault(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
}
