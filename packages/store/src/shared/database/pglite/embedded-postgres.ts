import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';

/**
 * PGlite with a parser that V8 does not optimize. The parser is one WebAssembly function of 107 KB. V8 takes 600 MB to
 * optimize it (measured on Node.js 24, Linux x64: the process peaks at 824 MB instead of 295 MB), and starts to do so
 * after the first few statements. Queries are as fast without.
 *
 * V8 compiles a function when it is first called, and decides then whether it may optimize it later. So an empty
 * statement calls the parser, and little else, while no function may be.
 */
export class EmbeddedPostgres extends PGlite {
  override async _initArrayTypes(options?: { force?: boolean }): Promise<void> {
    // Zero is the number of an imported function, which is never compiled.
    setFlagsFromString('--wasm-tier-up-filter=0');
    try {
      await this.exec(';');
    } finally {
      setFlagsFromString('--wasm-tier-up-filter=-1');
    }
    await super._initArrayTypes(options);
  }
}
