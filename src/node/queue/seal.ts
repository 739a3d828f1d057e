/**
 * The seal of a message: an HMAC under a secret that owner and workers share through their environment. Without a secret
 * nothing is sealed, what is sealed is refused, and only the checks of its content protect.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Seal {
  /** The seal of these texts; empty without a secret. */
  of(kind: string, ...texts: readonly string[]): string;
  holds(seal: unknown, kind: string, ...texts: readonly string[]): boolean;
}

export function createSeal(secret: string | undefined): Seal {
  if (secret === undefined) return { of: () => '', holds: (seal) => seal === '' };
  const of = (kind: string, ...texts: readonly string[]): string => {
    const hmac = createHmac('sha256', secret);
    // Lengths keep apart what the texts are made of.
    for (const text of [`trihelix-${kind}`, ...texts]) hmac.update(`${Buffer.byteLength(text)}:`).update(text);
    return hmac.digest('hex');
  };
  return {
    of,
    holds(seal, kind, ...texts) {
      const expected = Buffer.from(of(kind, ...texts));
      const given = Buffer.from(typeof seal === 'string' ? seal : '');
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
