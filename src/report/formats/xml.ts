/** Texts inside XML 1.0: escaped, and free of characters that XML cannot hold in any way. */

/** Safe in text and in attributes between double quotes; line breaks and tabs survive in both. */
export function xmlText(text: string): string {
  let safe = '';
  for (const character of text) safe += ENTITIES[character] ?? (isXml(character.codePointAt(0) as number) ? character : '\ufffd');
  return safe;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const isXml = (code: number): boolean => code >= 0x20 && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
