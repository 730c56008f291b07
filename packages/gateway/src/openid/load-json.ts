import type { JsonObject } from '../shared/json-object.ts';

/** Bytes that a document of an identity provider may have. */
const largestDocument = 1_000_000;

/** Loads a JSON object. Throws an error if there is none in time. Redirects are errors, because they could lead anywhere. */
export async function loadJson(url: string, { timeout }: { timeout: number }): Promise<JsonObject> {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeout),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`${url} returned status ${response.status}.`);
  }
  const document: unknown = JSON.parse(await limitedText(response, url));
  if (typeof document !== 'object' || document === null) throw new Error(`${url} returned no JSON object.`);
  return { ...document };
}

async function limitedText(response: Response, url: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > largestDocument)
      throw new Error(`${url} returned more than ${largestDocument.toLocaleString('en')} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
