/** A JSON object whose fields are not known, such as one from outside. */
export type JsonObject = Readonly<Record<string, unknown>>;
