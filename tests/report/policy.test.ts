/** The content policy names exactly the texts that stand in the page, and nothing can end an element early. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { escapeHtml, escapeJson } from '../../src/report/markup.js';
import { contentPolicy, inlineSource, mapStyleId } from '../../src/report/policy.js';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('content policy', () => {
  it('allows the given scripts and styles by hash and nothing else', () => {
    for (const script of ['', 'a', 'ab', 'abc', 'let ж = "жук";']) {
      const policy = contentPolicy([script, 'second'], ['p{}']);
      expect(policy).toContain(`script-src ${hashOf(script)} ${hashOf('second')};`);
      expect(policy).toContain(`style-src ${hashOf('p{}')} ${hashOf('')}`);
    }
    const policy = contentPolicy(['x'], ['y']);
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|http|\*/);
    expect(policy).toContain("base-uri 'none'; form-action 'none'");
  });
});

describe('texts inside elements', () => {
  it('keeps line ends as the browser reads them', () => {
    expect(inlineSource('x', 'a\r\nb\rc')).toBe('a\nb\nc');
  });

  it('refuses a text that would end its element', () => {
    for (const bad of ['"</script>"', '"</SCRIPT "', 'a{}</style>', '"<!-- <script"', 'a\0b'])
      expect(() => inlineSource('x', bad)).toThrow(RangeError);
  });

  it('escapes markup and data', () => {
    expect(escapeHtml(`<img src=x onerror="a('&')">`)).toBe('&lt;img src=x onerror=&quot;a(&#39;&amp;&#39;)&quot;&gt;');
    const hostile = { text: '</script><!--&\u2028\u2029' };
    const escaped = escapeJson(hostile);
    expect(escaped).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(escaped)).toEqual(hostile);
  });

  it('finds the place of the style sheet that plotly would add', () => {
    const id = '0123456789abcdef'.repeat(4);
    expect(mapStyleId(`if(!document.getElementById("${id}")){}`)).toBe(id);
    expect(mapStyleId('document.getElementById("other")')).toBeUndefined();
  });
});
