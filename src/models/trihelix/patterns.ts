/**
 * The patterns that the model should be able to produce: its specification's list, in the words of those who found them.
 *
 * No behaviour knows of them. A scenario names a pattern as the source of its claims; whether the model shows it is what
 * the claims say.
 */
import type { Pattern } from '../../core/pattern.js';
import { inBoth } from './words.js';

const pattern = (name: string, en: string, ru: string, source: string): Pattern => ({ name, text: inBoth([en, ru]), source });

export const patterns: readonly Pattern[] = [
  pattern(
    'P1',
    'Open innovation models outdo the closed linear one, cross-industry and collaborative models outdo the open one, in continuity and spillovers.',
    'Открытые модели инноваций превосходят закрытую линейную, межотраслевая и коллаборативная превосходят открытую по непрерывности и переливам.',
    'Schumpeter 1934; von Hippel 1985; Hamel & Prahalad 1994; Chesbrough 2003; Gloor 2006',
  ),
  pattern(
    'P2',
    'Cross-industry innovations fail less, reach the market sooner, are more often radical for the receiving industry and collide less over market share.',
    'Межотраслевые инновации реже терпят неудачу, быстрее выходят на рынок, чаще радикальны для принимающей отрасли и меньше сталкиваются за долю рынка.',
    'Alzhanova & Lashkareva',
  ),
  pattern(
    'P3',
    'At equal public spending, funding the process of collaboration beats funding participants in spillovers and continuity.',
    'При равных расходах финансирование процесса сотрудничества превосходит финансирование участников по переливам и непрерывности.',
    'Porter 2003; Smorodinskaya',
  ),
  pattern(
    'P4',
    'An advanced strategy yields almost nothing in a weak institutional environment; the gain needs both wheels.',
    'Передовая стратегия почти ничего не даёт в слабой институциональной среде; выигрыш требует обоих колёс.',
    'Rodríguez-Pose 2013',
  ),
  pattern(
    'P5',
    'No helix, incomplete double helix and triple helix rise in continuity; capture degrades the double helix; the third actor frees the other two from lock-in.',
    'Непрерывность растёт от отсутствия спирали к неполной двойной и тройной; захват портит двойную; третий участник выводит двух других из замкнутости.',
    'Leydesdorff & Etzkowitz; Ye, Yu & Leydesdorff 2013',
  ),
  pattern(
    'P6',
    'A platform, matchmaking and joint funds create cross-border and cross-cluster ties that do not arise without them; without them a grouping stays fragmented.',
    'Платформа, подбор партнёров и общие фонды создают трансграничные и межкластерные связи, которые без них не возникают; без них объединение остаётся раздробленным.',
    'study of cross-cluster interaction in the EU and the EAEU',
  ),
  pattern(
    'P7',
    'A cluster that reaches synergy becomes a growth pole: knowledge of the surrounding regions rises, falling with distance.',
    'Кластер, достигший синергии, становится полюсом роста: знания окружающих регионов растут, убывая с расстоянием.',
    'Smorodinskaya',
  ),
  pattern(
    'P8',
    'An anchor-led through technology over five production stages reaches production in about three years; closed, stage-by-stage development takes much longer.',
    'Сквозная технология под началом якорной фирмы через пять переделов доходит до производства примерно за три года; закрытая поэтапная разработка идёт намного дольше.',
    'BioMed cluster, Penza',
  ),
  pattern(
    'P9',
    'Clusters that attach new spaces, from a cross-cluster project to a metacluster, are more viable than closed ones.',
    'Кластеры, присоединяющие новые пространства, от межкластерного проекта до метакластера, жизнеспособнее закрытых.',
    'cross-cluster studies',
  ),
  pattern(
    'P10',
    'Technologies drift from one discipline to many: the number of domains per innovation grows where ties are open.',
    'Технологии идут от одной дисциплины ко многим: число областей на инновацию растёт там, где связи открыты.',
    'RAND 2001',
  ),
  pattern(
    'P11',
    'The eleven emerging industries differ in the share of cross-industry innovations, in the reported order.',
    'Одиннадцать новых отраслей различаются долей межотраслевых инноваций в том порядке, о котором сообщается.',
    'European Cluster Trends 2014',
  ),
  pattern(
    'P12',
    'Meetings turn into memoranda, projects and benefiting firms in about the reported proportions.',
    'Встречи превращаются в меморандумы, проекты и выигравшие фирмы примерно в сообщаемых пропорциях.',
    'EOCIC 2019',
  ),
  pattern(
    'P13',
    'After support ends, continuity persists where ties matured into collaboration and falls back where participants were paid.',
    'После окончания поддержки непрерывность сохраняется там, где связи созрели до коллаборации, и падает там, где платили участникам.',
    'self-development of clusters',
  ),
  pattern(
    'P14',
    'Firms that open to global value chains climb production stages; import-substituting closure keeps them low.',
    'Фирмы, открывшиеся глобальным цепочкам, поднимаются по переделам; импортозамещающее закрытие удерживает их внизу.',
    'Smorodinskaya',
  ),
];
