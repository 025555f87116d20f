import { answerDuration, answerWhen } from './execute-history.ts';
import { answerList, answerState, answerTop, answerValue } from './execute-moment.ts';
import { answerAggregate, answerCount, answerExtreme } from './execute-window.ts';
import type { Execution, Outcome } from './outcome.ts';
import type { Query } from './query.ts';

export function execute(query: Query, execution: Execution): Promise<Outcome> {
  const tags = query.tags.flatMap((id) => execution.index.tagById.get(id) ?? []);
  switch (query.intent) {
    case 'value':
      return answerValue(query, tags, execution);
    case 'state':
      return answerState(query, tags, execution);
    case 'list':
      return answerList(query, tags, execution);
    case 'top':
      return answerTop(query, tags, execution);
    case 'aggregate':
      return answerAggregate(query, tags, execution);
    case 'extreme':
      return answerExtreme(query, tags, execution);
    case 'count':
      return answerCount(query, tags, execution);
    case 'when':
      return answerWhen(query, tags, execution);
    case 'duration':
      return answerDuration(query, tags, execution);
  }
}
