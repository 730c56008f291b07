import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';
import { statements } from './limit-statements.ts';
import { listenOn, serve } from './serve.ts';

/** A request names a question. There is no GraphQL here. */
interface Asked {
  question: string;
  variables: Record<string, string>;
}

// The limit: one prepared statement per question, whose text is the answer. No server on this database answers with less work.
await serve(async ({ url, poolSize }) => {
  const pool = new pg.Pool({ connectionString: url, max: poolSize });
  const answer = async ({ question, variables }: Asked) => {
    if (question === 'trivial') return '{"data":{"__typename":"Query"}}';
    const statement = statements[question];
    if (!statement) throw new Error(`There is no statement for ${question}.`);
    const { rows } = await pool.query<string[]>({
      name: question,
      text: statement.text,
      values: statement.variables.map((name) => variables[name]),
      rowMode: 'array',
    });
    return `{"data":${rows[0]?.[0] ?? '{"ecosystem":null}'}}`;
  };
  const server = createServer(async (request, response) => {
    try {
      const body = await answer(JSON.parse(await bodyOf(request)) as Asked);
      response.setHeader('content-type', 'application/json').setHeader('content-length', Buffer.byteLength(body));
      response.end(body);
    } catch (error) {
      response.writeHead(500).end(JSON.stringify({ errors: [{ message: String(error) }] }));
    }
  });
  return listenOn(server);
});

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => resolve(text));
    request.on('error', reject);
  });
}
