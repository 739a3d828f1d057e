/** A state as text for a link or a code: JSON in base64url with a check, and back. Foreign text never gets further than here. */
import { sha256Hex } from '../../experiment/sha256.js';

const CHECK = 6;
/** Letters of the longest text that is looked at; what the page makes itself has a few thousand. */
const LONGEST = 100_000;

/** The value as `MARK.BODY.CHECK`. */
export function pack(mark: string, value: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const body = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
  return `${mark}.${body}.${sha256Hex(body).slice(0, CHECK)}`;
}

/** Why a text is none that `pack` made: none of this kind, of an older or newer version, changed on the way, too long. */
export type Unreadable = 'foreign' | 'older' | 'newer' | 'damaged' | 'long';
export type Unpacked = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: Unreadable };

/** What `pack` was given; spaces and line breaks from copying are forgiven. The mark is a letter and the version. */
export function unpack(mark: string, text: string): Unpacked {
  if (text.length > LONGEST) return { ok: false, reason: 'long' };
  const [head = '', body = '', check, ...more] = text.replace(/\s+/g, '').split('.');
  const stranger = reasonOfMark(mark, head);
  if (stranger !== undefined) return { ok: false, reason: stranger };
  if (more.length > 0 || sha256Hex(body).slice(0, CHECK) !== check) return { ok: false, reason: 'damaged' };
  try {
    const raw = atob(body.replaceAll('-', '+').replaceAll('_', '/'));
    return { ok: true, value: JSON.parse(new TextDecoder().decode(Uint8Array.from(raw, (letter) => letter.charCodeAt(0)))) };
  } catch {
    return { ok: false, reason: 'damaged' };
  }
}

function reasonOfMark(mark: string, head: string): Unreadable | undefined {
  const [letter, version] = [mark.slice(0, 1), Number(mark.slice(1))];
  if (!/^[A-Z]\d{1,3}$/.test(head) || !head.startsWith(letter)) return 'foreign';
  const found = Number(head.slice(1));
  return found < version ? 'older' : found > version ? 'newer' : undefined;
}
