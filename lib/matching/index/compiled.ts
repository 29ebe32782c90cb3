/** The general lexicon as bytes. In a bundle they stand ready: bin/build.ts puts them in this module's place. */
import { FILES } from '../lexicon/files.ts';
import { compileLexicon } from './compile.ts';

/** The compiled lexicon. */
export const compiledLexicon = (): Uint8Array => compileLexicon(FILES);
