import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const zip = promisify(gzip);

/** Where GraphiQL's scripts and styles are served. */
export const assetsPath = '/graphql/assets/';

/** One file of GraphiQL, ready to send. */
interface Asset {
  mediaType: string;
  plain: Buffer;
  zipped: Buffer;
}

interface Assets {
  /** Changes with the files, so that browsers can keep them. */
  version: string;
  files: Map<string, Asset>;
}

// The page loads files from this address only. Its editor adds style elements.
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "worker-src 'self'",
  "img-src 'self' data:",
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const start = `
const assets = document.currentScript.src;
self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_, label) => new URL(label + '.worker.js', assets).href,
};
const options = JSON.parse(document.querySelector('#options').textContent);
YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), options);
`;

/** The Headers pane accepts comments. A placeholder that is not a comment would be sent, and rejected as a key. */
const headers = `{
  // To make changes, remove the slashes on the next line and insert a key:
  // "Authorization": "Bearer <key>"
}
`;

/** GraphiQL, served without files from other hosts. Its files are read when a browser first opens the page. */
export class GraphiQL {
  readonly #title: string;
  #assets: Promise<Assets> | undefined;

  constructor(options: { title: string }) {
    this.#title = options.title;
  }

  /** Sends the page, with `query` in its editor. */
  async sendPage(response: ServerResponse, query: string): Promise<void> {
    const { version } = await this.#load();
    const page = this.#page({ assets: `${assetsPath}${version}/`, query });
    response.setHeader('content-security-policy', contentSecurityPolicy);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  }

  /** Sends the file of the page with the path of the request, and returns whether there is one. */
  async sendAsset(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const { version, files } = await this.#load();
    const prefix = `${assetsPath}${version}/`;
    const asset = request.url?.startsWith(prefix) ? files.get(request.url.slice(prefix.length)) : undefined;
    if (!asset) return false;
    const zipped = /\bgzip\b/.test(String(request.headers['accept-encoding']));
    const body = zipped ? asset.zipped : asset.plain;
    response.setHeader('cache-control', 'public, max-age=31536000, immutable').setHeader('vary', 'accept-encoding');
    if (zipped) response.setHeader('content-encoding', 'gzip');
    response.writeHead(200, { 'content-type': asset.mediaType, 'content-length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
    return true;
  }

  #page({ assets, query }: { assets: string; query: string }): string {
    const options = { title: this.#title, defaultQuery: query, headers, shouldPersistHeaders: false };
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(this.#title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assets}graphiql.css">
<script type="application/json" id="options">${JSON.stringify(options).replaceAll('<', '\\u003c')}</script>
<script defer src="${assets}graphiql.js"></script>
<script defer src="${assets}start.js"></script>
</head>
<body class="no-focus-outline">
<noscript>GraphiQL needs JavaScript. Allow it, or send queries to this address with POST.</noscript>
<div id="root"></div>
</body>
</html>
`;
  }

  #load(): Promise<Assets> {
    this.#assets ??= loadAssets();
    return this.#assets;
  }
}

async function loadAssets(): Promise<Assets> {
  const parts = await import('@graphql-yoga/render-graphiql/graphiql');
  const script = 'text/javascript; charset=utf-8';
  const sources: [name: string, mediaType: string, text: string][] = [
    ['graphiql.js', script, parts.js],
    ['graphiql.css', 'text/css; charset=utf-8', parts.css],
    ['start.js', script, start],
    ['editorWorkerService.worker.js', script, parts.editorWorkerService],
    ['json.worker.js', script, parts.jsonWorker],
    ['graphql.worker.js', script, parts.graphqlWorker],
  ];
  const hash = createHash('sha256');
  for (const [, , text] of sources) hash.update(text);
  const files = await Promise.all(
    sources.map(async ([name, mediaType, text]) => {
      const plain = Buffer.from(text);
      return [name, { mediaType, plain, zipped: await zip(plain) }] as const;
    }),
  );
  return { version: hash.digest('hex').slice(0, 12), files: new Map(files) };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
