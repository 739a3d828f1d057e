/** Reads XML as far as our files use it, strictly: anything that is not well-formed is an error. For tests. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const ENTITY: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function readXml(text: string): XmlElement {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 forbids.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) throw new Error('a character that XML has not');
  if (!text.isWellFormed()) throw new Error('half a character');
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
  if (!text.startsWith(declaration)) throw new Error('no declaration');
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const token = /<(\/?)([A-Za-z][\w.:-]*)((?:\s+[\w.:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  token.lastIndex = declaration.length;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (match === null) throw new Error(`not well-formed at ${text.slice(at, at + 60)}`);
    const [, closing, name = '', attributes = '', empty, content] = match;
    const parent = open.at(-1) as XmlElement;
    if (content !== undefined) parent.text += unescapeXml(content);
    else if (closing === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
    } else {
      const found = [...attributes.matchAll(/([\w.:-]+)="([^"]*)"/g)].map(
        (pair) => [pair[1] as string, unescapeXml(pair[2] as string)] as const,
      );
      if (new Set(found.map(([key]) => key)).size !== found.length) throw new Error('an attribute twice');
      const element: XmlElement = { name, attributes: Object.fromEntries(found), children: [], text: '' };
      parent.children.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('something is left open');
  return root.children[0] as XmlElement;
}

function unescapeXml(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));|&|\]\]>/g, (all, code: string | undefined, name: string | undefined) => {
    const meant = code === undefined ? ENTITY[name ?? ''] : String.fromCodePoint(Number(code));
    if (meant === undefined) throw new Error(`${all} is no entity`);
    return meant;
  });
}

/** All elements of a name, at any depth. */
export function elements(root: XmlElement, name: string): XmlElement[] {
  return root.children.flatMap((child) => [...(child.name === name ? [child] : []), ...elements(child, name)]);
}
