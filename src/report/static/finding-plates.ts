/** Figures of what searches found: the posterior of a calibration, the Pareto front of two aims. */
import { UserError } from '../../core/errors.js';
import { type AnyModel, figureOf } from '../../core/model.js';
import type { CalibrationFinding, OptimumFinding } from '../../experiment/findings.js';
import { shortKey } from '../../experiment/keys.js';
import { instrumentOf, keyUnit } from '../context.js';
import { formatCount, formatNumber, formatUnit, type Language } from '../format.js';
import { figureTexts } from '../texts-figures.js';
import { type FrontPoint, frontDrawing } from './front.js';
import type { FindingKind } from './kinds.js';
import type { Plate } from './plate.js';
import { POSTERIOR, PRIOR, posteriorDrawing } from './posterior.js';
import type { PlateBody } from './request.js';

/** What a calibration or a search for the best policy left, with the model and the runs that it rests on. */
export interface FindingRequest {
  readonly calibration?: CalibrationFinding;
  readonly optimum?: OptimumFinding;
  readonly model: AnyModel;
  readonly title: string;
  /** Ids of the runs by round. */
  readonly runs: string;
  readonly language: Language;
}

/** @throws UserError where the finding has nothing of the kind */
export function findingPlate(kind: FindingKind, request: FindingRequest): Plate {
  const { calibration, optimum, model, title, runs, language } = request;
  const finding = kind === 'posterior' ? calibration : optimum;
  if (finding === undefined) throw new UserError(`there is nothing to draw as ${kind}`);
  const body =
    kind === 'posterior' ? posteriorBody(calibration as CalibrationFinding, request) : frontBody(optimum as OptimumFinding, request);
  const version = `${model.name} ${model.version}`;
  const { study, seed, engine, hash } = finding;
  const source = figureTexts(language).source({ study, seed, engine, model: version, hash: hash.slice(0, 12) });
  const provenance = { figure: kind, study, seed, runs, trihelix: engine, model: version, results_hash: hash };
  return { ...body, title, caption: `${body.caption} ${source}`, provenance };
}

function posteriorBody({ parameters, sets, effective, tolerance, rounds }: CalibrationFinding, request: FindingRequest): PlateBody {
  const { language, model } = request;
  const texts = figureTexts(language).posterior;
  const panels = parameters.flatMap(({ key, bins, median, low, high }) =>
    bins === undefined || median === null || low === null || high === null
      ? []
      : [{ name: shortKey(key), unit: keyUnit(model, key, language), bins, median, low, high }],
  );
  if (panels.length === 0)
    throw new UserError(
      'the calibration has no number to draw',
      'it fits choices alone, or an older version made it: give its command again',
    );
  const left = parameters.length - panels.length;
  return {
    subtitle: texts.subtitle,
    legend: [
      { text: texts.posterior, colour: POSTERIOR, symbol: 'box' },
      { text: texts.prior, colour: PRIOR, symbol: 'stroke', dash: '4 3' },
    ],
    drawing: posteriorDrawing(panels, texts.share, language),
    caption:
      texts.caption({
        n: formatCount(sets, language),
        rounds: formatCount(rounds.length, language),
        effective: formatNumber(effective, language, 3),
        tolerance: formatNumber(tolerance, language, 3),
      }) + (left > 0 ? ` ${texts.choices({ count: formatCount(left, language) })}` : ''),
  };
}

function frontBody({ aims, measured, cloud = [], finalReplicates, policies }: OptimumFinding, request: FindingRequest): PlateBody {
  const { language, model } = request;
  const [first, second] = aims;
  if (first === undefined || second === undefined)
    throw new UserError('a search with one objective has no front', 'search with a second one: trihelix optimise … --second cost');
  const texts = figureTexts(language).front;
  const points = measured.flatMap(({ role, fresh, onFront }): FrontPoint[] => {
    const [x, y] = fresh;
    if (x === undefined || y === undefined || x.mean === null || y.mean === null) return [];
    return [{ x: { ...x, mean: x.mean }, y: { ...y, mean: y.mean }, onFront, label: labelOf(role, texts.roles, model, language) }];
  });
  if (points.length === 0) throw new UserError('no policy of the front has a value in both objectives');
  const axis = ({ metric, unit, better }: (typeof aims)[number]) => ({
    title: `${figureOf(model, metric)?.title[language] ?? metric}, ${texts.better[better]}`,
    unit: formatUnit(unit, language),
    better,
  });
  const tried = cloud.flatMap(([x, y]): [number, number][] => (typeof x === 'number' && typeof y === 'number' ? [[x, y]] : []));
  return {
    subtitle: texts.subtitle,
    legend: texts.legend,
    drawing: frontDrawing(points, tried, axis(first), axis(second), language),
    caption: texts.caption({ n: formatCount(finalReplicates, language), policies: formatCount(policies, language) }),
  };
}

/** `front-3` is "3"; a landmark has its name. */
function labelOf(role: string, roles: Readonly<Record<string, string>>, model: AnyModel, language: Language): string {
  const front = /^front-(\d+)$/.exec(role);
  if (front !== null) return front[1] as string;
  const name = role.replace(/-alone$/, '');
  return roles[role] ?? instrumentOf(model, name)?.title[language] ?? role;
}
