/**
 * Presets: innovation models and helix regimes. They are nothing but parameter values; no behaviour asks for them.
 *
 * Innovation models after Schumpeter 1934 (producer), von Hippel 1985 (user), Hamel & Prahalad 1994 (strategic),
 * Chesbrough 2003 (open), Gloor 2006 (collaborative) and Alzhanova & Lashkareva (cross-industry). The sources give the
 * character of each model, the numbers are assumed.
 */
import type { ParameterValues, Preset } from '../../core/model.js';
import { inBoth, type Words } from './words.js';

interface Openness {
  scope: 'none' | 'bilateral' | 'multilateral';
  inbound: number;
  outbound: number;
  overlap: number;
  analogy: number;
  users: number;
  consensus: number;
}

function innovation(name: string, title: Words, text: Words, source: string, o: Openness): Preset {
  const parameters: ParameterValues = {
    team_scope: o.scope,
    inbound_openness: o.inbound,
    outbound_openness: o.outbound,
    overlap: o.overlap,
    analogy: o.analogy,
    user_involvement: o.users,
    consensus: o.consensus,
  };
  return { name: `innovation.${name}`, title: inBoth(title), text: inBoth(text), source: `${source}; numbers assumed`, parameters };
}

function regime(
  name: string,
  title: Words,
  text: Words,
  uf: number,
  ug: number,
  fg: number,
  feedback: number,
  control: number,
  capture: number,
): Preset {
  return {
    name: `helix.${name}`,
    title: inBoth(title),
    text: inBoth(text),
    source: 'helix_regimes.csv gives the order; numbers assumed',
    parameters: {
      helix_university_firm: uf,
      helix_university_government: ug,
      helix_firm_government: fg,
      government_feedback: feedback,
      government_control: control,
      government_capture: capture,
    },
  };
}

export const presets: readonly Preset[] = [
  innovation(
    'producer',
    ['Producer model', 'Модель производителя'],
    ['Producer: closed and linear, stage after stage.', 'Производитель: закрытая линейная модель.'],
    'Schumpeter 1934',
    { scope: 'none', inbound: 0.2, outbound: 0.1, overlap: 0, analogy: 0, users: 0, consensus: 0 },
  ),
  innovation(
    'user',
    ['User model', 'Модель пользователя'],
    ['User: closed, but users take part.', 'Пользователь: закрытая, но с участием пользователей.'],
    'von Hippel 1985',
    { scope: 'none', inbound: 0.3, outbound: 0.2, overlap: 0.1, analogy: 0.02, users: 0.7, consensus: 0 },
  ),
  innovation(
    'strategic',
    ['Strategic alliances', 'Стратегические альянсы'],
    ['Strategic: alliances of two around core competences.', 'Стратегическая: альянсы двух вокруг ключевых компетенций.'],
    'Hamel & Prahalad 1994',
    { scope: 'bilateral', inbound: 0.4, outbound: 0.2, overlap: 0.2, analogy: 0.05, users: 0.3, consensus: 0 },
  ),
  innovation(
    'open',
    ['Open innovation', 'Открытые инновации'],
    ['Open: knowledge flows in and out.', 'Открытая: знания входят и выходят.'],
    'Chesbrough 2003',
    { scope: 'bilateral', inbound: 0.7, outbound: 0.5, overlap: 0.4, analogy: 0.1, users: 0.4, consensus: 0 },
  ),
  innovation(
    'cross-industry',
    ['Cross-industry innovation', 'Кросс-индустриальные инновации'],
    ['Cross-industry: solutions proven in other industries are taken over.', 'Кросс-индустриальная: перенос решений из других отраслей.'],
    'Alzhanova & Lashkareva',
    { scope: 'multilateral', inbound: 0.7, outbound: 0.6, overlap: 0.5, analogy: 0.5, users: 0.4, consensus: 0.2 },
  ),
  innovation(
    'collaborative',
    ['Collaborative innovation', 'Коллаборативные инновации'],
    ['Collaborative: teams with a shared strategy.', 'Коллаборативная: команды с общей стратегией.'],
    'Gloor 2006',
    { scope: 'multilateral', inbound: 0.9, outbound: 0.8, overlap: 0.6, analogy: 0.2, users: 0.6, consensus: 0.8 },
  ),
  regime(
    'state-controlled',
    ['State control', 'Контроль государства'],
    [
      'State-controlled: no direct ties of science and business, total control.',
      'Под контролем государства: нет прямых связей науки и бизнеса, полный контроль.',
    ],
    0.05,
    0.5,
    0.5,
    0,
    0.6,
    0.1,
  ),
  regime(
    'incomplete-double',
    ['Incomplete double helix', 'Неполная двойная спираль'],
    ['Incomplete double helix: no direct ties and no feedback.', 'Неполная двойная спираль: нет прямых связей и обратной связи.'],
    0.1,
    0.6,
    0.6,
    0,
    0.2,
    0.1,
  ),
  regime(
    'captured-double',
    ['Captured double helix', 'Захваченная двойная спираль'],
    ['Captured double helix: the state captures both sectors.', 'Захваченная двойная спираль: государство подчиняет оба сектора.'],
    0.3,
    0.6,
    0.6,
    0,
    0.3,
    0.4,
  ),
  regime(
    'triple',
    ['Triple helix', 'Тройная спираль'],
    ['Triple helix: three equal partners, and government listens.', 'Тройная спираль: три равных партнёра, власть слышит.'],
    1,
    1,
    1,
    1,
    0,
    0,
  ),
];
