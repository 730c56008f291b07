import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect, memoryFile } from '../testing/memory-file.ts';
import { jsonNodes } from './json-nodes.ts';
import { type Json, JsonNumber, type Skim } from './json-tree.ts';

const keepAll: Skim = { list: () => false, keep: () => true };

async function read(text: string, { chunk, skim = keepAll }: { chunk?: number; skim?: Skim } = {}) {
  // The first bytes of a file are examined together. The rest is read chunk by chunk.
  const padded = chunk === undefined ? text : ' '.repeat(4096) + text;
  return (await collect(jsonNodes(memoryFile(padded, { name: 'a.json', chunk }), skim))).flat();
}

/** The result of JSON.parse. */
function plain(value: Json): unknown {
  if (value instanceof JsonNumber) return Number(value.text);
  if (Array.isArray(value)) return value.map(plain);
  // A key "__proto__" is a key like any other.
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, part]) => [key, plain(part)]));
  return value;
}

describe('jsonNodes', () => {
  it('returns the elements of any list, regardless of spaces and chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue({ maxDepth: 4 })),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 1, max: 9 }),
        async (elements, spaces, chunk) => {
          const text = JSON.stringify(elements, null, spaces);
          const nodes = await read(text, { chunk });
          expect(nodes.map(({ value }) => plain(value))).toEqual(JSON.parse(text));
          expect(nodes.map(({ position }) => position)).toEqual(elements.map((_, index) => `$[${index}]`));
        },
      ),
    );
  });

  it('returns the object of a document with one object', async () => {
    expect(await read('{"a": {"b": [1]}}')).toMatchObject([{ position: '$', line: 1 }]);
  });

  it('returns the elements of a graph, then the object with the graph', async () => {
    const nodes = await read('{"@context": "x", "@graph": [{"a": 1}, {"a": 2}], "b": true}');
    expect(nodes.map(({ position, value }) => [position, plain(value)])).toEqual([
      ['$.@graph[0]', { a: 1 }],
      ['$.@graph[1]', { a: 2 }],
      ['$', { '@context': 'x', '@graph': [], b: true }],
    ]);
    expect(nodes[0]?.context).toBe('x');
  });

  it('returns the line on which each node begins', async () => {
    const text = '[\n  {\n    "a": "é"\n  },\n\n  {}\n]\n';
    for (const chunk of [1, 3, 100]) {
      expect((await read(text, { chunk })).map(({ line }) => line)).toEqual([2, 6]);
    }
  });

  it('keeps numbers as they are written', async () => {
    const [node] = await read('[0.10000000000000000000001]');
    expect(node?.value).toEqual(new JsonNumber('0.10000000000000000000001'));
  });

  it('keeps both values of a repeated key', async () => {
    const [node] = await read('[{"a": 1, "a": [2, 3]}]');
    expect(node && plain(node.value)).toEqual({ a: [1, 2, 3] });
  });

  it('reads "__proto__" as an ordinary key', async () => {
    const [node] = await read('[{"__proto__": {"a": 1}}]');
    expect(node?.value).toEqual(new Map([['__proto__', new Map([['a', new JsonNumber('1')]])]]));
  });

  it('replaces the elements of a list that are not kept', async () => {
    const skimmed: unknown[] = [];
    const skim: Skim = {
      list: (key) => key === 'reports',
      keep: (element, owner) => {
        skimmed.push([element, owner]);
        return element === 'r2';
      },
    };
    const [node] = await read('[{"@id": "i", "reports": ["r1", "r2", {"x": "r3"}], "other": ["r1"]}]', { skim });
    expect(node && plain(node.value)).toEqual({ '@id': 'i', reports: ['', 'r2', { x: 'r3' }], other: ['r1'] });
    expect(skimmed).toEqual([
      ['r1', 'i'],
      ['r2', 'i'],
    ]);
  });

  it('rejects a document that is cut off at any byte', async () => {
    const text = '[{"a": "x", "b": [1, true, null]}, {"c": "é"}]';
    const bytes = Buffer.from(text);
    for (let length = 1; length < bytes.length; length += 1) {
      const cut = collect(
        jsonNodes(
          {
            name: 'a.json',
            async *open() {
              yield bytes.subarray(0, length);
            },
          },
          keepAll,
        ),
      );
      await expect(cut, `cut after ${length} bytes`).rejects.toMatchObject({ name: 'SourceError' });
    }
  });

  it('reports the line and byte at which an incomplete document ends', async () => {
    await expect(read('[\n{"a": 1},\n{"b": ')).rejects.toMatchObject({
      place: { file: 'a.json', line: 3 },
      message: expect.stringMatching(/byte 18/),
      remedy: expect.stringContaining('cut off'),
    });
  });

  it.each([
    ['no comma', '[1 2]', /"2" instead of a comma or the end \(byte 3\)/],
    ['a comma too many', '[1,]', /"\]" instead of a value/],
    ['a comma too many in an object', '{"a": 1,}', /"}" instead of a key/],
    ['a key that is not a text', '{1: 2}', /instead of a key or the end of the object/],
    ['no colon', '{"a" 1}', /instead of a colon/],
    ['the wrong bracket', '[1}', /instead of a comma or the end/],
    ['a second document', '[1]\n[2]', /instead of the end of the file/],
    ['a word', '[yes]', /not valid JSON\. "y" is not allowed here \(byte 1\)/],
    ['a web page', '<!DOCTYPE html>', /not valid JSON\. "<" is not allowed here/],
    ['a table', 'Year,Value\n', /not valid JSON/],
    ['deep nesting', '['.repeat(200), /nested more than 100 levels deep/],
  ])('rejects %s', async (_, text, message) => {
    await expect(read(text)).rejects.toMatchObject({ name: 'SourceError', message: expect.stringMatching(message) });
  });

  it('rejects a file in another encoding', async () => {
    const utf16 = {
      name: 'a.json',
      async *open() {
        yield Buffer.from('\ufeff[{}]', 'utf16le');
      },
    };
    await expect(collect(jsonNodes(utf16, keepAll))).rejects.toMatchObject({
      message: expect.stringContaining('UTF-16'),
      remedy: expect.stringContaining('UTF-8'),
    });
  });
});
