import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';

const SCHEMAS = join(import.meta.dirname, 'schemas');
const read = (fileName: string) => ({ fileName, contents: readFileSync(join(SCHEMAS, fileName), 'utf8') });
const OFFICIAL = join(import.meta.dirname, '../node_modules/sitemap/schema/sitemap.xsd');

/** What is wrong with a document by the schema of its kind (e2e/schemas); nothing where it is valid. */
export async function xmlErrors(
  xml: string,
  kind: 'rss' | 'atom' | 'opml' | 'sitemap' | 'sitemap-index',
): Promise<string[]> {
  const isGrammar = kind === 'rss' || kind === 'atom' || kind === 'opml';
  const { errors } = await validateXML({
    xml: { fileName: 'document.xml', contents: xml },
    schema: read(`${kind}.${isGrammar ? 'rng' : 'xsd'}`),
    extension: isGrammar ? 'relaxng' : 'schema',
    preload: [
      { fileName: 'sitemaps.xsd', contents: readFileSync(OFFICIAL, 'utf8') },
      read('image-sitemap.xsd'),
      read('news-sitemap.xsd'),
    ],
  });
  return errors.map(({ message }) => message);
}

/** What is wrong with a document as XML, whatever its kind. */
export async function formErrors(xml: string): Promise<string[]> {
  const { errors } = await validateXML({ xml: { fileName: 'document.xml', contents: xml }, normalization: 'format' });
  return errors.map(({ message }) => message);
}
