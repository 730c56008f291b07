import { readdirSync, readFileSync } from 'node:fs';
import { recordTypes } from '@collective-impact/sdk';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

const folder = `${import.meta.dirname}/../schema/json`;
const files = readdirSync(folder);

it('has a JSON Schema for every record type', () => {
  expect(files.sort()).toEqual(recordTypes.map(({ prefix }) => `${prefix}.schema.json`).sort());
});

describe.each(files)('%s', (file) => {
  const schema = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
  const ajv = new Ajv2020({ strict: true, strictTypes: false, validateFormats: false, allErrors: true });

  it('is valid against draft 2020-12', () => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(ajv.validateSchema(schema), JSON.stringify(ajv.errors)).toBe(true);
  });

  it('requires the fields of every record', () => {
    const validate = ajv.compile(schema);
    expect(validate({})).toBe(false);
    const missing = validate.errors?.filter(({ keyword }) => keyword === 'required').map(({ params }) => params);
    expect(missing).toContainEqual({ missingProperty: 'id' });
    expect(missing).toContainEqual({ missingProperty: 'ecosystemId' });
  });
});
