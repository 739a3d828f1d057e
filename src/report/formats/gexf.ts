/** A network as GEXF 1.2, the format of Gephi; 1.2 because older Gephis and all readers that were tried know it. */
import type { ColumnType } from '../../experiment/tables/table.js';
import { type Attribute, attributeText, type NetworkData } from './network.js';
import { xmlText } from './xml.js';

const TYPES: Readonly<Record<ColumnType, string>> = { whole: 'integer', real: 'double', text: 'string', flag: 'boolean' };

/** The file, line by line. */
export function* gexfFile({ title, nodes, edges }: NetworkData): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">\n';
  yield `  <meta>\n    <creator>trihelix</creator>\n    <description>${xmlText(title)}</description>\n  </meta>\n`;
  yield '  <graph mode="static" defaultedgetype="undirected">\n';
  yield* declare('node', nodes.attributes);
  yield* declare('edge', edges.attributes);
  yield '    <nodes>\n';
  for (const [row, id] of nodes.ids.entries())
    yield `      <node id="${id}" label="${xmlText(nodes.labels[row] ?? '')}">${values(nodes.attributes, row)}</node>\n`;
  yield '    </nodes>\n    <edges>\n';
  for (const [e, from] of edges.from.entries())
    yield `      <edge id="${e}" source="${from}" target="${edges.to[e]}" weight="${edges.weights[e]}">${values(edges.attributes, e)}</edge>\n`;
  yield '    </edges>\n  </graph>\n</gexf>\n';
}

function* declare(kind: 'node' | 'edge', attributes: readonly Attribute[]): Generator<string> {
  if (attributes.length === 0) return;
  yield `    <attributes class="${kind}">\n`;
  for (const [k, { name, type }] of attributes.entries())
    yield `      <attribute id="${k}" title="${xmlText(name)}" type="${TYPES[type]}"/>\n`;
  yield '    </attributes>\n';
}

function values(attributes: readonly Attribute[], row: number): string {
  let text = '';
  for (const [k, attribute] of attributes.entries()) {
    const value = attributeText(attribute.values[row]);
    if (value !== undefined) text += `<attvalue for="${k}" value="${xmlText(value)}"/>`;
  }
  return text === '' ? '' : `<attvalues>${text}</attvalues>`;
}
