import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestGateway } from '../test-gateway.ts';
import { listEcosystems } from './example-query.ts';

describe('GraphiQL', () => {
  let gateway: TestGateway;
  let page: Response;
  let text: string;
  beforeAll(async () => {
    gateway = await new TestGateway({ exampleQuery: async () => '{ hello(name: "</script><b>") }' }).start();
    page = await fetch(`${gateway.address}/graphql`, { headers: { accept: 'text/html,*/*' } });
    text = await page.text();
  });
  afterAll(() => gateway.gateway.close());

  it('is a page that loads files only from its own host', () => {
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const addresses = [...text.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address);
    expect(addresses).toHaveLength(4);
    for (const address of addresses) expect(address).toMatch(/^(\/graphql\/assets\/|data:)/);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|\*|script-src[^;]*unsafe/);
  });

  const optionsIn = (html: string) =>
    JSON.parse(/<script type="application\/json" id="options">(.*?)<\/script>/s.exec(html)?.[1] ?? '');

  it('shows the example query with any characters', () => {
    expect(optionsIn(text)).toMatchObject({ defaultQuery: '{ hello(name: "</script><b>") }' });
  });

  it('has an authorization template in its Headers pane, which sends nothing unless edited', () => {
    const { headers } = optionsIn(text);
    expect(headers).toContain('"Authorization": "Bearer <key>"');
    const sent = headers.split('\n').filter((line: string) => !/^\s*\/\//.test(line));
    expect(JSON.parse(sent.join('\n'))).toEqual({});
  });

  it('is served with the list of ecosystems if the example query cannot be chosen', async () => {
    const failing = await new TestGateway({ exampleQuery: () => Promise.reject(new Error('no database')) }).start();
    try {
      const served = await fetch(`${failing.address}/graphql`, { headers: { accept: 'text/html,*/*' } });
      expect(served.status).toBe(200);
      expect(optionsIn(await served.text()).defaultQuery).toBe(listEcosystems);
      expect(failing.logged).toMatchObject([{ message: 'The example query could not be chosen.' }]);
    } finally {
      await failing.gateway.close();
    }
  });

  it('serves its files compressed and cacheable', async () => {
    const assets = [...text.matchAll(/\/graphql\/assets\/[^"]+/g)].map(([path]) => path);
    const folder = assets[0]?.slice(0, assets[0].lastIndexOf('/') + 1);
    const workers = ['editorWorkerService', 'json', 'graphql'].map((name) => `${folder}${name}.worker.js`);
    for (const path of [...assets, ...workers]) {
      const zipped = await fetch(`${gateway.address}${path}`, { headers: { 'accept-encoding': 'gzip' } });
      expect([path, zipped.status, zipped.headers.get('content-encoding')]).toEqual([path, 200, 'gzip']);
      expect(zipped.headers.get('cache-control')).toContain('immutable');
      const plain = await fetch(`${gateway.address}${path}`, { headers: { 'accept-encoding': 'identity' } });
      expect(plain.headers.get('content-encoding')).toBeNull();
      expect(await plain.text()).toBe(await zipped.text());
    }
  });

  it('is not sent to programs', async () => {
    const response = await fetch(`${gateway.address}/graphql?query={hello}`, { headers: { accept: '*/*' } });
    expect(await response.json()).toMatchObject({ data: { hello: 'hello you' } });
  });
});
