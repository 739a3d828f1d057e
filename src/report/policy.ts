/**
 * The page's own content policy: nothing is loaded from anywhere, and only the texts whose hashes stand here may act
 * as script or style.
 */
import { Sha256 } from '../experiment/sha256.js';
import { utf8 } from '../experiment/text.js';

/**
 * Style texts that plotly sets while it draws. They are allowed one by one instead of `unsafe-inline`: an empty style
 * element that it fills through the object model, an emptied style attribute of colour bars, and the rule that keeps
 * the cells of a heatmap sharp.
 */
const PLOTLY_STYLES = [
  '',
  'image-rendering: optimizeSpeed; image-rendering: -moz-crisp-edges; image-rendering: -o-crisp-edges; image-rendering: -webkit-optimize-contrast; image-rendering: optimize-contrast; image-rendering: crisp-edges; image-rendering: pixelated; ',
];

/** Content of the policy's meta element for these inline scripts and styles. */
export function contentPolicy(scripts: readonly string[], styles: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${scripts.map(hashSource).join(' ')}`,
    `style-src ${[...styles, ...PLOTLY_STYLES].map(hashSource).join(' ')} 'unsafe-hashes'`,
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/**
 * Text that may stand inside a script or style element as it is.
 * @throws RangeError when it would end the element or change how the rest is read
 */
export function inlineSource(name: string, source: string): string {
  const text = source.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  if (/<\/(script|style)/i.test(text) || (text.includes('<!--') && /<script/i.test(text)) || text.includes('\0')) {
    throw new RangeError(`the text of "${name}" cannot stand inside a page: it contains the end of an element`);
  }
  return text;
}

/**
 * Identifier under which plotly's map part looks for its style sheet; an element with it keeps the sheet, which the
 * policy would refuse, from being added. Undefined when this version has none.
 */
export function mapStyleId(plotlySource: string): string | undefined {
  return /getElementById\(["'`]([0-9a-f]{64})["'`]\)/.exec(plotlySource)?.[1];
}

/** The source expression that allows this inline text. */
export function hashSource(source: string): string {
  return `'sha256-${base64(new Sha256().update(utf8(source)).digest())}'`;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** RFC 4648, section 4. */
function base64(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] as number) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let k = 0; k < 4; k++) out += at + k > bytes.length ? '=' : ALPHABET.charAt((group >>> (18 - 6 * k)) & 63);
  }
  return out;
}
