/** A network as GraphML (Brandes et al. 2002), with the keys `label` and `weight` that Gephi, yEd and igraph look for. */
import type { ColumnType } from '../../experiment/tables/table.js';
import { type Attribute, attributeText, type NetworkData } from './network.js';
import { xmlText } from './xml.js';

const TYPES: Readonly<Record<ColumnType, string>> = { whole: 'int', real: 'double', text: 'string', flag: 'boolean' };

/** The file, line by line. */
export function* graphmlFile({ title, nodes, edges }: NetworkData): Generator<string> {
  const ofNode: readonly Attribute[] = [{ name: 'label', type: 'text', values: nodes.labels }, ...nodes.attributes];
  const ofEdge: readonly Attribute[] = [{ name: 'weight', type: 'real', values: edges.weights }, ...edges.attributes];
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n';
  yield `  <desc>${xmlText(title)}</desc>\n`;
  yield* keys('node', ofNode);
  yield* keys('edge', ofEdge);
  yield '  <graph id="network" edgedefault="undirected">\n';
  for (const [row, id] of nodes.ids.entries()) yield `    <node id="n${id}">${data('node', ofNode, row)}</node>\n`;
  for (const [e, from] of edges.from.entries())
    yield `    <edge id="e${e}" source="n${from}" target="n${edges.to[e]}">${data('edge', ofEdge, e)}</edge>\n`;
  yield '  </graph>\n</graphml>\n';
}

function* keys(kind: 'node' | 'edge', attributes: readonly Attribute[]): Generator<string> {
  for (const [k, { name, type }] of attributes.entries())
    yield `  <key id="${kind}${k}" for="${kind}" attr.name="${xmlText(name)}" attr.type="${TYPES[type]}"/>\n`;
}

function data(kind: 'node' | 'edge', attributes: readonly Attribute[], row: number): string {
  let text = '';
  for (const [k, { values }] of attributes.entries()) {
    const value = attributeText(values[row]);
    if (value !== undefined) text += `<data key="${kind}${k}">${xmlText(value)}</data>`;
  }
  return text;
}
