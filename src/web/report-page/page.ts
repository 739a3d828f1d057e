/**
 * The script inside a report: draws the figures of the shown language, answers the selectors and the language switch.
 * It makes no request and no markup; all it reads is the page's own data element.
 */

interface Figure {
  readonly data: object[];
  readonly layout: object;
}
interface Labelled {
  readonly label: string;
  readonly figure: Figure;
}
type Packed = string | number | boolean | null | { readonly column: number } | Packed[] | { readonly [key: string]: Packed };
interface PageData {
  readonly columns: readonly (readonly unknown[])[];
  readonly blocks: Readonly<Record<string, Readonly<Record<string, Packed>>>>;
}

declare const Plotly: {
  react(element: HTMLElement, data: object[], layout: object, config: object): Promise<unknown>;
};

/** A finger has no hover, and a bar that is always there would cover small panels. */
const CONFIG = {
  displayModeBar: matchMedia('(hover: hover)').matches ? 'hover' : false,
  displaylogo: false,
  responsive: true,
  modeBarButtons: [['toImage']],
  toImageButtonOptions: { format: 'svg', filename: 'figure' },
};

const page = JSON.parse(document.getElementById('report-data')?.textContent ?? '{}') as PageData;

/** Puts the shared columns back; each figure gets its own copy because plotly keeps what it is given. */
function unpack(packed: Packed): unknown {
  if (Array.isArray(packed)) return packed.map(unpack);
  if (packed === null || typeof packed !== 'object') return packed;
  if (typeof packed.column === 'number') return [...(page.columns[packed.column] ?? [])];
  return Object.fromEntries(Object.entries(packed).map(([key, value]) => [key, unpack(value as Packed)]));
}

function draw(plot: HTMLElement): void {
  const packed = page.blocks[plot.dataset.block ?? '']?.[plot.dataset.key ?? ''];
  if (packed === undefined) return;
  const { label, figure } = unpack(packed) as Labelled;
  plot.setAttribute('aria-label', label);
  const sentence = document.querySelector(`[data-label="${plot.dataset.block}"]`);
  if (sentence !== null) sentence.textContent = label;
  void Plotly.react(plot, figure.data, figure.layout, CONFIG).then(() => plot.setAttribute('data-drawn', plot.dataset.key ?? ''));
}

function shownArticle(): HTMLElement | null {
  const chosen = document.querySelector<HTMLInputElement>('input[name="language"]:checked');
  return document.querySelector<HTMLElement>(`article[lang="${chosen?.value ?? 'en'}"]`);
}

/** Draws what is not drawn yet; a hidden article is drawn when it is first shown, because it has no width before. */
function drawShown(): void {
  const article = shownArticle();
  if (article === null) return;
  document.documentElement.lang = article.lang;
  document.title = article.querySelector('h1')?.textContent ?? document.title;
  for (const plot of article.querySelectorAll<HTMLElement>('.plot:not([data-drawn])')) draw(plot);
}

/** Section that the reader looks at, by its place on the page, so that a change of language does not lose it. */
function placeOf(article: HTMLElement | null): { index: number; offset: number } {
  const sections = [...(article?.querySelectorAll('section') ?? [])];
  const index = sections.findIndex((section) => section.getBoundingClientRect().bottom > 80);
  return { index, offset: sections[index]?.getBoundingClientRect().top ?? 0 };
}

let shown = shownArticle();
let place = placeOf(shown);
addEventListener(
  'scroll',
  () => {
    place = placeOf(shown);
  },
  { passive: true },
);

for (const choice of document.querySelectorAll<HTMLInputElement>('input[name="language"]')) {
  choice.addEventListener('change', () => {
    const { index, offset } = place;
    shown = shownArticle();
    drawShown();
    const section = shown?.querySelectorAll('section')[index];
    if (section !== undefined && offset < 80) scrollBy({ top: section.getBoundingClientRect().top - offset, behavior: 'instant' });
  });
}

for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-select]')) {
  select.addEventListener('change', () => {
    const plot = document.querySelector<HTMLElement>(`.plot[data-block="${select.dataset.select}"]`);
    if (plot === null) return;
    plot.dataset.key = select.value;
    draw(plot);
  });
}

drawShown();
