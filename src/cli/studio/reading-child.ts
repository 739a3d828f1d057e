/**
 * A program: reads scenarios and studies for the studio's server, compares, and checks drafts. It writes nothing, and reads
 * each again only when its files have changed.
 */
import { obey, tell } from './child.js';
import { checkDraft } from './draft.js';
import { type Refused, refusalOf } from './problems.js';
import { ScenarioList, scenarioOf } from './scenarios.js';
import { Studies } from './studies.js';
import { runsOf, storedRun } from './study-view.js';

/** What can be asked for; studies by their ids. */
export type Question =
  | { readonly about: 'scenarios' }
  | { readonly about: 'scenario'; readonly name: string }
  | { readonly about: 'draft'; readonly base: string; readonly body: unknown }
  | { readonly about: 'studies' }
  | { readonly about: 'study'; readonly id: string; readonly point: number }
  | { readonly about: 'runs'; readonly id: string; readonly from: number; readonly variant: string | undefined }
  | { readonly about: 'run'; readonly id: string; readonly run: number };
/** From the server. */
export interface ToReader {
  readonly call: number;
  /** Folder that holds the studies. */
  readonly results: string;
  readonly question: Question;
}
/** To the server: the answer as JSON, undefined where there is nothing of the kind; or why there is none. */
export type FromReader =
  | { readonly call: number; readonly said: string | undefined }
  | { readonly call: number; readonly refused: Refused };

const list = new ScenarioList();
let studies: Studies | undefined;

async function answer(results: string, question: Question): Promise<unknown> {
  studies ??= new Studies(results);
  switch (question.about) {
    case 'scenarios':
      return list.entries();
    case 'scenario':
      return scenarioOf(question.name, studies);
    case 'draft':
      return checkDraft(question.body, await scenarioOf(question.base, studies));
    case 'studies':
      return studies.list();
    case 'study':
      return studies.view(question.id, question.point);
    case 'runs':
    case 'run': {
      const study = studies.find(question.id);
      if (study === undefined) return undefined;
      return question.about === 'run' ? storedRun(study, question.run) : runsOf(study, question.from, question.variant);
    }
  }
}

obey(
  ({ call, results, question }: ToReader) => {
    const reply = (message: FromReader): Promise<void> => tell(message);
    answer(results, question)
      .then((said) => reply({ call, said: said === undefined ? undefined : JSON.stringify(said) }))
      .catch((error: unknown) => reply({ call, refused: refusalOf(error) }));
  },
  () => process.exit(),
);
