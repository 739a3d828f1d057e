/** A state as text for a link or a code: JSON in base64url with a check, and back. Foreign text never gets further than here. */
import { sha256Hex } from '../../experiment/sha256.js';

const CHECK = 6;

/** The value as `MARK.BODY.CHECK`. */
export function pack(mark: string, value: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const body = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
  return `${mark}.${body}.${sha256Hex(body).slice(0, CHECK)}`;
}

export type Unpacked = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: 'foreign' | 'damaged' };

/** What `pack` was given; spaces and line breaks from copying are forgiven. */
export function unpack(mark: string, text: string): Unpacked {
  const parts = text.replace(/\s+/g, '').split('.');
  if (parts.length !== 3 || parts[0] !== mark) return { ok: false, reason: 'foreign' };
  const [, body, check] = parts as [string, string, string];
  if (sha256Hex(body).slice(0, CHECK) !== check) return { ok: false, reason: 'damaged' };
  try {
    const raw = atob(body.replaceAll('-', '+').replaceAll('_', '/'));
    return { ok: true, value: JSON.parse(new TextDecoder().decode(Uint8Array.from(raw, (letter) => letter.charCodeAt(0)))) };
  } catch {
    return { ok: false, reason: 'damaged' };
  }
}
