import type { Word } from './question.ts';

const polite = new Set(
  'please pls plz can could would will you we i want need to hey ok okay should lets let just go and now kindly quickly have us'.split(
    ' ',
  ),
);
const verbs = new Set(
  (
    'stop start restart reset halt shut kill open close turn switch set increase decrease raise lower reduce enable disable ' +
    'acknowledge ack silence clear pause resume unjam run change adjust override bypass fix repair replace order schedule send ' +
    'delete drop update insert reboot hold release move drive empty drain fill launch abort slow speed ramp clean execute trip'
  ).split(' '),
);
// "stop time", "fill level", "run hours" are things to ask about.
const nouns = new Set(
  'time times count counts level levels point rate reason reasons events state status hours speed temperature pressure current valve power'.split(
    ' ',
  ),
);

const nounVerbs = new Set('stop start run fill reset trip drive move hold speed order change release'.split(' '));

/** The words tell the plant to do something. */
export function isCommand(words: readonly Word[]): boolean {
  const start = words.findIndex(({ raw }) => !polite.has(raw.toLowerCase()));
  const verb = words[start]?.raw.toLowerCase();
  const next = words[start + 1]?.raw.toLowerCase();
  if (verb === undefined || next === undefined || !verbs.has(verb) || next === '?') return false;
  if (nounVerbs.has(verb) && nouns.has(next)) return false;
  return !/^(of|for|in|how|when|today|yesterday|last|at)$/.test(next);
}
